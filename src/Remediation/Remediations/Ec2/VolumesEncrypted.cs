using System.Text.Json.Nodes;
using Amazon.EC2;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Ec2;

/// <summary>A volume is encrypted. AWS encrypts none in place: it takes a copy and a pause, which nobody's machine decides for an application.</summary>
internal sealed class VolumesEncrypted : Remediation
{
    /// <inheritdoc/>
    public override string Control => "volumes-encrypted";

    /// <inheritdoc/>
    public override string ResourceType => "AWS::EC2::Volume";

    /// <inheritdoc/>
    public override Outage Outage => Outage.Irreversible;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["EC2.3"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => [new("ec2:DescribeVolumes", "*")];

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        try
        {
            var volume = ((await subject.Session.Ec2.DescribeVolumesAsync(new() { VolumeIds = [subject.Id] }, cancellationToken)).Volumes ?? []).SingleOrDefault();
            return volume is null ? null : new()
            {
                ["encrypted"] = volume.Encrypted ?? false,
                ["zone"] = volume.AvailabilityZone,
                ["type"] = volume.VolumeType?.Value,
                ["attachedTo"] = new JsonObject((volume.Attachments ?? []).Where(a => a.InstanceId is not null).Select(a => KeyValuePair.Create<string, JsonNode?>(a.InstanceId, a.Device))),
                ["tags"] = Sharing.Tags(volume.Tags),
            };
        }
        catch (AmazonEC2Exception gone) when (gone.ErrorCode is "InvalidVolume.NotFound")
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) => (bool)image["encrypted"]! ? [] : [new(
        "/encrypted",
        image["attachedTo"]!.AsObject() is { Count: > 0 } attached ? $"the volume is not encrypted, and attached to {string.Join(", ", attached.Select(a => $"{a.Key} as {(string?)a.Value}"))}" : "the volume is not encrypted",
        true)];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"Stop what writes to it, then: aws ec2 create-snapshot --region {subject.Incident.Region} --volume-id {subject.Id}",
        $"aws ec2 copy-snapshot --region {subject.Incident.Region} --source-region {subject.Incident.Region} --source-snapshot-id SNAPSHOT --encrypted",
        $"aws ec2 create-volume --region {subject.Incident.Region} --snapshot-id ENCRYPTED_SNAPSHOT --availability-zone ZONE, with the type, size and tags of {subject.Id}",
        $"aws ec2 detach-volume --volume-id {subject.Id}; aws ec2 attach-volume --volume-id NEW_VOLUME --instance-id INSTANCE --device DEVICE",
        "Delete the old volume and the snapshots when the application has run for a while",
    ];
}
