using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Iam;

/// <summary>No IAM user signs in to the console. The password goes for good: IAM can neither show it nor switch it off, so that an undo is refused and a new one must be set.</summary>
/// <remarks>One that was set minutes ago and has opened nothing yet serves nobody; any other may. Sessions that are open stay until they end by themselves, twelve hours at most.</remarks>
internal sealed class IamNoConsolePassword : UserRemediation
{
    /// <inheritdoc/>
    public override string Control => "iam-no-console-password";

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["IAM.5"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["iam.amazonaws.com:CreateLoginProfile", "iam.amazonaws.com:UpdateLoginProfile"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes { get; } = [.. User.On("iam:DeleteLoginProfile")];

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) => User.Password(image) is { } password
        ? [User.Close($"the user has a password for the console, set {User.Said(password.CreatedAt)}, last used {User.Said(password.LastUsedAt)}")]
        : [];

    /// <inheritdoc/>
    public override Outage OutageOf(JsonObject image, IReadOnlyList<Violation> violations, Demands demands) =>
        User.Password(image) is not { } password || (IsNew(password.CreatedAt, demands) && !(password.LastUsedAt >= password.CreatedAt)) ? Outage.None : Outage;
}
