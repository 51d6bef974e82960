using System.Globalization;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Iam;

/// <summary>No active key is older than it may be. Nobody but its holder can put a new one in an old one's place, so that the old one is switched off.</summary>
/// <remarks>One that signed nothing for so long that no job of ours runs more seldom (<c>inUseWithinHours</c>) is switched off without cost; any other may cut somebody off.</remarks>
internal sealed class IamAccessKeysRotated : UserRemediation
{
    /// <inheritdoc/>
    public override string Control => "iam-access-keys-rotated";

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["IAM.3"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes { get; } = [.. User.On("iam:UpdateAccessKey")];

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands)
    {
        var days = demands.Number("maxAccessKeyAge", 90);
        return
        [
            .. Old(image, days, demands).Select(key => User.Deactivate(key.Id, string.Create(CultureInfo.InvariantCulture,
                $"access key \"{key.Id}\" is older than {days} days, made {User.Said(key.CreatedAt)}, last used {User.Said(key.LastUsedAt)}"))),
        ];
    }

    /// <inheritdoc/>
    protected override bool IsOurRule => false;

    /// <inheritdoc/>
    public override Outage OutageOf(JsonObject image, IReadOnlyList<Violation> violations, Demands demands)
    {
        var quiet = TimeSpan.FromHours(demands.Number("inUseWithinHours", 2208));
        return Old(image, demands.Number("maxAccessKeyAge", 90), demands).All(key => demands.Now - (key.LastUsedAt ?? key.CreatedAt) > quiet) ? Outage.None : Outage;
    }

    private static IEnumerable<(string Id, DateTimeOffset? CreatedAt, DateTimeOffset? LastUsedAt)> Old(JsonObject image, int days, Demands demands) =>
        User.ActiveKeys(image).Where(key => demands.Now - key.CreatedAt > TimeSpan.FromDays(days));
}
