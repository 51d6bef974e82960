using System.Text.Json.Nodes;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Remediation.Events;

namespace SecretScoops.Governance.Remediation.Remediations.Iam;

/// <summary>
/// What the controls of customer managed policies share. Nobody but whoever needs the policy can say what it should allow instead, so that these are told and never mended.
/// </summary>
internal abstract class OwnPolicy : Remediation
{
    /// <inheritdoc/>
    public override string ResourceType => "AWS::IAM::Policy";

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads =>
        [new("iam:ListPolicies", "*"), new("iam:GetPolicyVersion", "arn:{partition}:iam::{account}:policy/{id}"), new("iam:GetPolicyVersion", "arn:{partition}:iam::{account}:policy/*/{id}")];

    /// <inheritdoc/>
    public override async Task<string?> FindAsync(Doorbell doorbell, Subject subject, CancellationToken cancellationToken) =>
        (await FindAsync(subject, cancellationToken))?.PolicyName;

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        if (await FindAsync(subject, cancellationToken) is not { } policy)
        {
            return null;
        }

        var version = (await subject.Session.Iam.GetPolicyVersionAsync(new() { PolicyArn = policy.Arn, VersionId = policy.DefaultVersionId }, cancellationToken)).PolicyVersion;
        return new() { ["arn"] = policy.Arn, ["version"] = policy.DefaultVersionId, ["document"] = JsonNode.Parse(Uri.UnescapeDataString(version.Document)) };
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
    [
        .. Statements(image["document"]).Where(statement => (string?)statement["Effect"] == "Allow")
            .Select(Wrong).OfType<string>().Distinct().Select(what => new Violation("/document", what, null)),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"aws iam list-entities-for-policy --policy-arn arn:{subject.Partition}:iam::{subject.Incident.AccountId}:policy/{subject.Id} (with its path, where it has one): who has it",
        "aws iam generate-service-last-accessed-details --arn <each of them>: what they used",
        "aws iam create-policy-version --policy-arn <the policy's> --policy-document file://narrower.json --set-as-default; the version before stays, for the way back",
    ];

    /// <summary>What is wrong with a statement that allows something; null when nothing is.</summary>
    protected abstract string? Wrong(JsonObject statement);

    /// <summary>An element that may be one text or a list of them.</summary>
    protected static IReadOnlyList<string> Texts(JsonNode? element) => element switch
    {
        JsonArray list => [.. list.OfType<JsonValue>().Select(each => each.ToString())],
        JsonValue one => [one.ToString()],
        _ => [],
    };

    private static IEnumerable<JsonObject> Statements(JsonNode? document) => document?["Statement"] switch
    {
        JsonArray list => list.OfType<JsonObject>(),
        JsonObject one => [one],
        _ => [],
    };

    // Config has the unique id, Security Hub an ARN whose path is lost; names are unique in an account whatever the path.
    private static async Task<ManagedPolicy?> FindAsync(Subject subject, CancellationToken cancellationToken)
    {
        string? marker = null;
        do
        {
            var page = await subject.Session.Iam.ListPoliciesAsync(new ListPoliciesRequest { Scope = PolicyScopeType.Local, Marker = marker }, cancellationToken);
            if ((page.Policies ?? []).Find(policy => policy.PolicyName == subject.Id || policy.PolicyId == subject.Id) is { } found)
            {
                return found;
            }

            marker = page.IsTruncated == true ? page.Marker : null;
        }
        while (marker is not null);
        return null;
    }
}
