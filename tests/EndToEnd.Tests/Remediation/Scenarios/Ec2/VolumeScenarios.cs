using System.Text.Json.Nodes;
using Amazon.EC2.Model;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.Ec2;

/// <summary>Nobody ever switched it on.</summary>
internal sealed class VolumesPlainByDefault : Scenario
{
    /// <inheritdoc/>
    public override string Control => "volumes-encrypted-by-default";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["ec2/EC2Backend"];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await member.Ec2.CreateVolumeAsync(new() { AvailabilityZone = $"{member.Region}a", Size = 1 }, cancel);
        return member.AccountId!;
    }
}

/// <summary>A volume that is not encrypted.</summary>
internal sealed class VolumePlain : Scenario
{
    /// <inheritdoc/>
    public override string Control => "volumes-encrypted";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => [];

    /// <inheritdoc/>
    public override bool CanBeFixed => false;

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel) =>
        (await member.Ec2.CreateVolumeAsync(new() { AvailabilityZone = $"{member.Region}a", Size = 1 }, cancel)).Volume.VolumeId;
}

/// <summary>A snapshot shared with everybody and with a partner, beside one that is shared with everybody too and was not rung for.</summary>
internal sealed class SnapshotShared : Scenario
{
    /// <inheritdoc/>
    public override string Control => "volume-snapshots-private";

    /// <inheritdoc/>
    /// <remarks>moto's data view leaves shares out: that no other share of it changed is what the fix itself proves.</remarks>
    public override IReadOnlyList<string> Changes => [];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        var volume = (await member.Ec2.CreateVolumeAsync(new() { AvailabilityZone = $"{member.Region}a", Size = 1 }, cancel)).Volume.VolumeId;
        var shared = "";
        foreach (var _ in new[] { "neighbour", "broken" })
        {
            shared = (await member.Ec2.CreateSnapshotAsync(new CreateSnapshotRequest { VolumeId = volume }, cancel)).Snapshot.SnapshotId;
            await member.Ec2.ModifySnapshotAttributeAsync(new() { SnapshotId = shared, Attribute = "createVolumePermission", OperationType = "add", GroupNames = ["all"] }, cancel);
            await member.Ec2.ModifySnapshotAttributeAsync(new() { SnapshotId = shared, Attribute = "createVolumePermission", OperationType = "add", UserIds = ["444455556666"] }, cancel);
        }

        return shared;
    }

    /// <inheritdoc/>
    public override string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region) => Calls.Event(
        "ec2",
        "ModifySnapshotAttribute",
        accountId,
        region,
        new JsonObject
        {
            ["snapshotId"] = resourceId,
            ["createVolumePermission"] = new JsonObject { ["add"] = new JsonObject { ["items"] = new JsonArray(new JsonObject { ["group"] = "all" }) } },
            ["attributeType"] = "CREATE_VOLUME_PERMISSION",
        });
}

/// <summary>A machine image shared with everybody and with a partner.</summary>
internal sealed class ImageShared : Scenario
{
    /// <inheritdoc/>
    public override string Control => "images-private";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["ec2/Ami"];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        var id = await Made.ImageAsync(member, cancel);
        await member.Ec2.ModifyImageAttributeAsync(new() { ImageId = id, Attribute = "launchPermission", OperationType = "add", UserGroups = ["all"] }, cancel);
        await member.Ec2.ModifyImageAttributeAsync(new() { ImageId = id, Attribute = "launchPermission", OperationType = "add", UserIds = ["444455556666"] }, cancel);
        return id;
    }

    /// <inheritdoc/>
    public override string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region) => Calls.Event(
        "ec2",
        "ModifyImageAttribute",
        accountId,
        region,
        new JsonObject
        {
            ["imageId"] = resourceId,
            ["launchPermission"] = new JsonObject { ["add"] = new JsonObject { ["items"] = new JsonArray(new JsonObject { ["group"] = "all" }) } },
            ["attributeType"] = "launchPermission",
        });
}
