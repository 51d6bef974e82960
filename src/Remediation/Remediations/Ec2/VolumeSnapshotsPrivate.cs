using System.Text.Json.Nodes;
using Amazon.EC2;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Ec2;

/// <summary>
/// A snapshot is not shared with everybody. Shares with named accounts stay. Who copied it while it was public keeps the copy. The Config rule and Security Hub's EC2.1 name the account and
/// not the snapshot, so that what rings here is the call itself.
/// </summary>
internal sealed class VolumeSnapshotsPrivate : Remediation
{
    private const string Arn = "arn:{partition}:ec2:{region}::snapshot/{id}";

    /// <inheritdoc/>
    public override string Control => "volume-snapshots-private";

    /// <inheritdoc/>
    public override string ResourceType => "AWS::EC2::Snapshot";

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["EC2.1"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["ec2.amazonaws.com:ModifySnapshotAttribute"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => [new("ec2:DescribeSnapshots", "*"), new("ec2:DescribeSnapshotAttribute", Arn)];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => [new("ec2:ModifySnapshotAttribute", Arn)];

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        try
        {
            var snapshot = ((await subject.Session.Ec2.DescribeSnapshotsAsync(new() { SnapshotIds = [subject.Id] }, cancellationToken)).Snapshots ?? []).SingleOrDefault();
            if (snapshot is null || snapshot.OwnerId != subject.Incident.AccountId)
            {
                return null;
            }

            var shared = await subject.Session.Ec2.DescribeSnapshotAttributeAsync(
                new() { SnapshotId = subject.Id, Attribute = SnapshotAttributeName.CreateVolumePermission }, cancellationToken);
            return new()
            {
                ["volume"] = snapshot.VolumeId,
                ["encrypted"] = snapshot.Encrypted ?? false,
                ["sharedWith"] = Sharing.Image((shared.CreateVolumePermissions ?? []).Select(p => p.Group?.Value ?? p.UserId)),
                ["tags"] = Sharing.Tags(snapshot.Tags),
            };
        }
        catch (AmazonEC2Exception gone) when (gone.ErrorCode is "InvalidSnapshot.NotFound")
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
        Sharing.IsPublic(image) ? [new(Sharing.Everybody, "everybody can make volumes of the snapshot and read what was on the disk", null)] : [];

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        subject.Session.Ec2.ModifySnapshotAttributeAsync(
            new()
            {
                SnapshotId = subject.Id,
                Attribute = SnapshotAttributeName.CreateVolumePermission,
                OperationType = value is null ? OperationType.Remove : OperationType.Add,
                GroupNames = ["all"],
            },
            cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"aws ec2 modify-snapshot-attribute --region {subject.Incident.Region} --snapshot-id {subject.Id} --attribute createVolumePermission --operation-type remove --group-names all",
        "Take whatever secrets are on the disk for known, and change them: copies that were made meanwhile stay with whoever made them",
    ];
}
