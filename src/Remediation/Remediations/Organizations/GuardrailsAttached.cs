using System.Text.Json.Nodes;
using Amazon.Organizations.Model;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Organizations;

/// <summary>
/// A guardrail that the policies declare is attached wherever they attach it. What is attached besides is the pipeline's business, and policies that nobody declared are nobody's
/// here: AWS's own, and those that people try out.
/// </summary>
/// <remarks>
/// Whoever relied on the gap is cut off, which is the aim. Whoever detaches it again and again is stopped for: somebody must decide, and the ledger has who it was by the role behind
/// the session, since a session's name is chosen by whoever opens it.
/// </remarks>
internal sealed class GuardrailsAttached : Remediation
{
    private const string Policy = "arn:{partition}:organizations::{account}:policy/*/{id}";

    /// <inheritdoc/>
    public override string Control => "guardrails-attached";

    /// <inheritdoc/>
    public override string ResourceType => "AWS::Organizations::Policy";

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["organizations.amazonaws.com:DetachPolicy"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads =>
        [new("organizations:DescribePolicy", Policy), new("organizations:ListTargetsForPolicy", Policy), new("organizations:ListAccounts", "*"), .. Tree.Reads];

    // The call is judged on the policy and on what it is attached to.
    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes { get; } =
    [
        .. ((string[])["organizations:AttachPolicy", "organizations:DetachPolicy"]).SelectMany(action => ((string[])[Policy, Place("root"), Place("ou"), Place("account")]).Select(on => new Need(action, on))),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Lists => [new("organizations:ListPolicies", "*")];

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>?> ListAsync(AwsSession session, Demands demands, CancellationToken cancellationToken)
    {
        var policies = new List<string>();
        foreach (var type in (demands.Declared?.Guardrails ?? []).Select(guardrail => guardrail.Value.Type).Distinct())
        {
            try
            {
                policies.AddRange((await Paged.AllAsync(async token =>
                {
                    var page = await session.Organizations.ListPoliciesAsync(new() { Filter = AwsName(type), NextToken = token }, cancellationToken);
                    return (page.Policies, page.NextToken);
                })).Where(policy => policy.AwsManaged != true).Select(policy => policy.Id));
            }
            catch (InvalidInputException)
            {
                // A partition that does not have the type has no policies of it.
            }
        }

        return policies;
    }

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        try
        {
            var organizations = subject.Session.Organizations;
            var policy = (await organizations.DescribePolicyAsync(new() { PolicyId = subject.Id }, cancellationToken)).Policy;
            var attached = await Paged.AllAsync(async token =>
            {
                var page = await organizations.ListTargetsForPolicyAsync(new() { PolicyId = subject.Id, NextToken = token }, cancellationToken);
                return (page.Targets, page.NextToken);
            });
            var targets = new JsonObject(attached.Select(target => KeyValuePair.Create<string, JsonNode?>(target.TargetId, true)));
            var places = await Tree.ReadAsync(subject, cancellationToken);
            await Tree.AddAccountsAsync(places, subject, cancellationToken);
            return new()
            {
                ["name"] = policy.PolicySummary.Name,
                ["type"] = policy.PolicySummary.Type.Value,
                ["awsManaged"] = policy.PolicySummary.AwsManaged ?? false,
                ["content"] = policy.Content,
                ["targets"] = targets,
                // Whoever makes a unit meanwhile has nothing to do with the fix.
                ["observed"] = new JsonObject { ["places"] = places },
            };
        }
        catch (PolicyNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) => (bool)image["awsManaged"]! || Declared(image, demands) is not { } guardrail ? []
        :
        [
            .. guardrail.Targets.Select(target => (Target: target.ToString(), Id: (string?)image["observed"]?["places"]?[target.ToString()!]))
                // A place that is not there yet is the pipeline's to make.
                .Where(each => each.Id is not null && image["targets"]![each.Id] is null)
                .Select(each => new Violation($"/targets/{Images.Escape(each.Id!)}", $"guardrail \"{guardrail.Name}\" is not attached to \"{each.Target}\"", true)),
        ];

    /// <inheritdoc/>
    public override async Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken)
    {
        var target = Images.Keys(atom)[1];
        try
        {
            if (value is null)
            {
                await subject.Session.Organizations.DetachPolicyAsync(new() { PolicyId = subject.Id, TargetId = target }, cancellationToken);
            }
            else
            {
                await subject.Session.Organizations.AttachPolicyAsync(new() { PolicyId = subject.Id, TargetId = target }, cancellationToken);
            }
        }
        catch (Exception e) when (e is DuplicatePolicyAttachmentException or PolicyNotAttachedException)
        {
            // It is so already: the pipeline, or a call whose answer was lost.
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        .. violations.Select(violation => $"aws organizations attach-policy --policy-id {subject.Id} --target-id {Images.Keys(violation.Atom)[1]}"),
        "If it was detached on purpose, change its targets in policies/guardrails and let the pipeline run, or ask for an exemption in policies/exemptions",
    ];

    private static GuardrailPolicy? Declared(JsonObject image, Demands demands) =>
        demands.Declared?.Guardrails.Select(guardrail => guardrail.Value).FirstOrDefault(guardrail => guardrail.Name == (string?)image["name"] && AwsName(guardrail.Type) == (string?)image["type"]);

    private static string Place(string kind) => $"arn:{{partition}}:organizations::{{account}}:{kind}/*";

    private static string AwsName(PolicyType type) => type switch
    {
        PolicyType.Scp => "SERVICE_CONTROL_POLICY",
        PolicyType.Rcp => "RESOURCE_CONTROL_POLICY",
        PolicyType.Tag => "TAG_POLICY",
        PolicyType.Backup => "BACKUP_POLICY",
        PolicyType.AiServices => "AISERVICES_OPT_OUT_POLICY",
        PolicyType.Chatbot => "CHATBOT_POLICY",
        PolicyType.DeclarativeEc2 => "DECLARATIVE_POLICY_EC2",
        PolicyType.SecurityHub => "SECURITYHUB_POLICY",
        PolicyType.Inspector => "INSPECTOR_POLICY",
        PolicyType.UpgradeRollout => "UPGRADE_ROLLOUT_POLICY",
        PolicyType.Bedrock => "BEDROCK_POLICY",
        PolicyType.S3 => "S3_POLICY",
        PolicyType.NetworkSecurityDirector => "NETWORK_SECURITY_DIRECTOR_POLICY",
    };
}
