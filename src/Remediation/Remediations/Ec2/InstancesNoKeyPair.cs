using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Ec2;

/// <summary>Instances are started without a key to log in with. A running one keeps its key for as long as it lives, so that people are told.</summary>
internal sealed class InstancesNoKeyPair : Remediation
{
    /// <inheritdoc/>
    public override string Control => "instances-no-key-pair";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.Instance;

    /// <inheritdoc/>
    public override Outage Outage => Outage.Restart;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["ec2.amazonaws.com:RunInstances"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => Instance.Reads;

    /// <inheritdoc/>
    public override Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken) => Instance.ReadAsync(subject, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
        (string?)image["key"] is { } key ? [new("/key", $"the instance was started with key pair \"{key}\"", null)] : [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        "Take the key pair out of the launch template, and have instances replaced: aws autoscaling start-instance-refresh --auto-scaling-group-name GROUP",
        $"Until then, on the instance, as root: aws ssm start-session --target {subject.Id} --region {subject.Incident.Region}, then empty ~/.ssh/authorized_keys of every user",
    ];
}
