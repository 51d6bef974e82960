using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Ec2;

/// <summary>
/// Instances hand out credentials by IMDSv2 alone: a request that somebody smuggles through a web server gets none. Programs with an SDK of before 2019-11 are cut off from their
/// credentials, so look at the metric MetadataNoToken first.
/// </summary>
internal sealed class InstancesImdsv2 : Remediation
{
    private const string Tokens = "/metadata/tokens";

    /// <inheritdoc/>
    public override string Control => "instances-imdsv2";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.Instance;

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["EC2.8"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["ec2.amazonaws.com:ModifyInstanceMetadataOptions", "ec2.amazonaws.com:RunInstances"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => Instance.Reads;

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => [new("ec2:ModifyInstanceMetadataOptions", "arn:{partition}:ec2:{region}:{account}:instance/{id}")];

    /// <inheritdoc/>
    public override Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken) => Instance.ReadAsync(subject, cancellationToken);

    // An instance whose metadata service is off hands out nothing.
    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
        image["metadata"] is JsonObject metadata && (string?)metadata["endpoint"] != "disabled" && (string?)metadata["tokens"] != "required"
            ? [new(Tokens, "the instance hands out its credentials without a token (IMDSv1)", "required")]
            : [];

    // What is not named stays as it is (EC2 API Reference, ModifyInstanceMetadataOptions; remembered, 2026-11); moto forgets it, and naming it changes nothing.
    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        subject.Session.Ec2.ModifyInstanceMetadataOptionsAsync(
            new()
            {
                InstanceId = subject.Id,
                HttpTokens = (string?)value ?? "optional",
                HttpEndpoint = (string?)image["metadata"]?["endpoint"],
                HttpPutResponseHopLimit = (int?)image["metadata"]?["hopLimit"],
                InstanceMetadataTags = (string?)image["metadata"]?["tags"],
                HttpProtocolIpv6 = (string?)image["metadata"]?["ipv6"],
            },
            cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"See that nothing asks without a token: aws cloudwatch get-metric-statistics --namespace AWS/EC2 --metric-name MetadataNoToken --dimensions Name=InstanceId,Value={subject.Id} --start-time START --end-time END --period 3600 --statistics Sum --region {subject.Incident.Region}",
        $"aws ec2 modify-instance-metadata-options --instance-id {subject.Id} --http-tokens required --region {subject.Incident.Region}",
        "Set it in the launch template too, or the next instance has it again",
    ];
}
