using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Ec2;

/// <summary>Instances have no public address. An address that came with the start cannot be taken away without another start, so that people are told.</summary>
internal sealed class InstancesNoPublicIp : Remediation
{
    /// <inheritdoc/>
    public override string Control => "instances-no-public-ip";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.Instance;

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["EC2.9"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["ec2.amazonaws.com:RunInstances"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => Instance.Reads;

    /// <inheritdoc/>
    public override Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken) => Instance.ReadAsync(subject, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands)
    {
        var addresses = (image["publicIps"] as JsonObject ?? []).Where(i => i.Value is not null).Select(i => new Violation($"/publicIps/{i.Key}", $"network interface \"{i.Key}\" has the public address \"{(string?)i.Value}\"", null)).ToList();
        return addresses.Count == 0 && image["publicIp"] is { } address ? [new("/publicIp", $"the instance has the public address \"{(string?)address}\"", null)] : addresses;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"If it is an Elastic IP address: aws ec2 describe-addresses --filters Name=instance-id,Values={subject.Id} --region {subject.Incident.Region}, then aws ec2 disassociate-address --association-id ASSOCIATION --region {subject.Incident.Region}",
        $"If not: start another in a private subnet, behind a load balancer, and then aws ec2 terminate-instances --instance-ids {subject.Id} --region {subject.Incident.Region}",
        $"People come in without an address: aws ssm start-session --target {subject.Id} --region {subject.Incident.Region}",
    ];
}
