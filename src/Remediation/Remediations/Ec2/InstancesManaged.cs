using System.Text.Json.Nodes;
using Amazon.SimpleSystemsManagement.Model;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Ec2;

/// <summary>
/// A running instance answers to Systems Manager, so that nobody needs SSH. Only told: agent, role and the way to the service are three things that may lack, and none of them can be
/// mended from outside without a restart or a change to its image.
/// </summary>
/// <remarks>No call rings for it: an instance that was just started has not registered yet. Config asks a while later.</remarks>
internal sealed class InstancesManaged : Remediation
{
    private const string Online = "Online";

    /// <inheritdoc/>
    public override string Control => "instances-managed";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.Instance;

    /// <inheritdoc/>
    public override Outage Outage => Outage.Restart;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["SSM.1"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => [.. Instance.Reads, new("ssm:DescribeInstanceInformation", "*")];

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        if (await Instance.ReadAsync(subject, cancellationToken) is not { } image)
        {
            return null;
        }

        var answer = await subject.Session.Ssm.DescribeInstanceInformationAsync(
            new() { Filters = [new InstanceInformationStringFilter { Key = "InstanceIds", Values = [subject.Id] }] }, cancellationToken);
        image["observed"]!["agent"] = (answer.InstanceInformationList ?? []).FirstOrDefault(i => i.InstanceId == subject.Id)?.PingStatus?.Value;
        return image;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
        (string?)image["observed"]?["state"] != "running" || (string?)image["observed"]?["agent"] == Online ? []
        : [new($"{Images.Observed}/agent", (string?)image["observed"]?["agent"] is { } status
            ? $"the instance's agent does not answer Systems Manager: {status}"
            : "the instance never registered with Systems Manager", Online)];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"Look what lacks: aws ssm start-automation-execution --region {subject.Incident.Region} --document-name AWSSupport-TroubleshootManagedInstance --parameters InstanceId={subject.Id}",
        "Its instance profile needs the policy AmazonSSMManagedInstanceCore, its image the agent, its subnet a way to Systems Manager's endpoints",
        "Mend these in its launch template and image, and have it replaced",
    ];
}
