using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.AutoScaling;

/// <summary>Auto Scaling starts from launch templates. What a launch configuration says must be written anew by whoever knows it, so that people are told.</summary>
internal sealed class ScalingLaunchTemplate : Remediation
{
    /// <inheritdoc/>
    public override string Control => "scaling-launch-template";

    /// <inheritdoc/>
    public override string ResourceType => ScalingGroup.Type;

    /// <inheritdoc/>
    public override Outage Outage => Outage.Restart;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["AutoScaling.9"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => ScalingGroup.Reads;

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken) =>
        await ScalingGroup.FindAsync(subject, cancellationToken) is { } group ? ScalingGroup.Image(group) : null;

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) => (string?)image["launchConfiguration"] is { } name
        ? [new("/launchConfiguration", $"the group starts from launch configuration \"{name}\"", null)]
        : [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        "Write what the launch configuration says into a template: aws ec2 create-launch-template --launch-template-name NAME --launch-template-data FILE; with IMDSv2 and without a key pair",
        $"aws autoscaling update-auto-scaling-group --auto-scaling-group-name {subject.Id} --launch-template LaunchTemplateName=NAME,Version=1 --region {subject.Incident.Region}",
        $"aws autoscaling start-instance-refresh --auto-scaling-group-name {subject.Id} --region {subject.Incident.Region}",
    ];
}
