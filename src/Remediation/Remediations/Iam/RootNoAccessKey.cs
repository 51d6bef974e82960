using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Iam;

/// <summary>The root user has no access key. Only told: no role can take the root user's key away, the root user or the organization's management of root access must.</summary>
internal sealed class RootNoAccessKey : Remediation
{
    /// <inheritdoc/>
    public override string Control => "root-no-access-key";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.Account;

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["IAM.4"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => [new("iam:GetAccountSummary", "*")];

    /// <inheritdoc/>
    /// <remarks>1 when the root user has one or two (IAM API Reference, GetAccountSummary, from memory, 2026-11).</remarks>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        var summary = (await subject.Session.Iam.GetAccountSummaryAsync(new(), cancellationToken)).SummaryMap ?? [];
        return new() { ["account"] = subject.Incident.AccountId, ["rootKey"] = summary.GetValueOrDefault("AccountAccessKeysPresent") != 0 };
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
        (bool)image["rootKey"]! ? [new("/rootKey", "the root user has an access key, which may do everything and which no policy bounds", false)] : [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        "Find out what uses it: the credential report (aws iam generate-credential-report) has when, where and for which service <root_account>'s keys were last used",
        "Give whatever uses it a role: Identity Center for people, OpenID Connect for pipelines",
        $"In a member account: aws sts assume-root --target-principal {subject.Incident.AccountId} --task-policy-arn arn=arn:{subject.Partition}:iam::aws:policy/root-task/IAMDeleteRootUserCredentials, then with these credentials aws iam delete-access-key",
        "In the management account: sign in as root, Security credentials, deactivate the key, wait for somebody to miss it, delete it",
    ];
}
