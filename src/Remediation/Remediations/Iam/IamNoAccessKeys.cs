using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Iam;

/// <summary>No access key of a user signs anything. Keys are switched off and never deleted: what turns out to be needed is switched on again by an undo.</summary>
/// <remarks>A key that was made minutes ago and has signed nothing yet serves nobody, so that switching it off costs nothing; any other may.</remarks>
internal sealed class IamNoAccessKeys : UserRemediation
{
    /// <inheritdoc/>
    public override string Control => "iam-no-access-keys";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["iam.amazonaws.com:CreateAccessKey", "iam.amazonaws.com:UpdateAccessKey"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes { get; } = [.. User.On("iam:UpdateAccessKey")];

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
        [.. User.ActiveKeys(image).Select(key => User.Deactivate(key.Id, $"access key \"{key.Id}\" is active, made {User.Said(key.CreatedAt)}, last used {User.Said(key.LastUsedAt)}"))];

    /// <inheritdoc/>
    public override Outage OutageOf(JsonObject image, IReadOnlyList<Violation> violations, Demands demands) =>
        User.ActiveKeys(image).All(key => key.LastUsedAt is null && IsNew(key.CreatedAt, demands)) ? Outage.None : Outage;
}
