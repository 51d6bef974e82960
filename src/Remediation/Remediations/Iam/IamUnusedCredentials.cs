using System.Globalization;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Iam;

/// <summary>Keys and passwords that nobody used for long are switched off; one that was never used counts from when it was made, as AWS Config counts it.</summary>
/// <remarks>What was never used at all cuts nobody off. What was used once may be somebody's yearly job. A password cannot be given back.</remarks>
internal sealed class IamUnusedCredentials : UserRemediation
{
    /// <inheritdoc/>
    public override string Control => "iam-unused-credentials";

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["IAM.8", "IAM.22"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes { get; } = [.. User.On("iam:UpdateAccessKey", "iam:DeleteLoginProfile")];

    // The password first: where it cannot be given back, an undo is refused before it has changed anything.
    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands)
    {
        var days = demands.Number("maxCredentialUsageAge", 90);
        return
        [
            .. User.Password(image) is { } password && IsIdle(password.LastUsedAt ?? password.CreatedAt)
                ? (Violation[])[User.Close(string.Create(CultureInfo.InvariantCulture, $"the password was not used for {days} days: set {User.Said(password.CreatedAt)}, last used {User.Said(password.LastUsedAt)}"))]
                : [],
            .. User.ActiveKeys(image).Where(key => IsIdle(key.LastUsedAt ?? key.CreatedAt)).Select(key => User.Deactivate(key.Id, string.Create(CultureInfo.InvariantCulture,
                $"access key \"{key.Id}\" was not used for {days} days: made {User.Said(key.CreatedAt)}, last used {User.Said(key.LastUsedAt)}"))),
        ];

        bool IsIdle(DateTimeOffset? since) => demands.Now - since > TimeSpan.FromDays(days);
    }

    /// <inheritdoc/>
    protected override bool IsOurRule => false;

    /// <inheritdoc/>
    public override Outage OutageOf(JsonObject image, IReadOnlyList<Violation> violations, Demands demands)
    {
        var keys = User.ActiveKeys(image).Where(key => violations.Any(v => v.Atom == User.Deactivate(key.Id, "").Atom));
        var closes = violations.Any(v => v.Atom == User.Close("").Atom);
        return keys.All(key => key.LastUsedAt is null) && (!closes || User.Password(image)?.LastUsedAt is null) ? Outage.None : Outage;
    }
}
