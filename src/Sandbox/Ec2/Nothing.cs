using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Ec2;

namespace SecretScoops.Governance.Sandbox.Ec2;

/// <summary>What no account of the sandbox has: machines, disks, images and lists of addresses.</summary>
internal sealed partial class Ec2Sandbox
{
    public override DescribeInstancesResponse DescribeInstances(DescribeInstancesRequest request, Call call) => request.InstanceIds is { Count: > 0 } ids
        ? throw NotFound("InvalidInstanceID.NotFound", "instance ID", ids[0])
        : new() { Reservations = [] };

    public override DescribeVolumesResponse DescribeVolumes(DescribeVolumesRequest request, Call call) => request.VolumeIds is { Count: > 0 } ids
        ? throw NotFound("InvalidVolume.NotFound", "volume", ids[0])
        : new() { Volumes = [] };

    public override DescribeImagesResponse DescribeImages(DescribeImagesRequest request, Call call) => request.ImageIds is { Count: > 0 } ids
        ? throw NotFound("InvalidAMIID.NotFound", "image id", ids[0])
        : new() { Images = [] };

    public override DescribeSnapshotsResponse DescribeSnapshots(DescribeSnapshotsRequest request, Call call) => request.SnapshotIds is { Count: > 0 } ids
        ? throw NotFound("InvalidSnapshot.NotFound", "snapshot", ids[0])
        : new() { Snapshots = [] };

    public override DescribeManagedPrefixListsResponse DescribeManagedPrefixLists(DescribeManagedPrefixListsRequest request, Call call) => new() { PrefixLists = [] };

    public override DescribePrefixListsResponse DescribePrefixLists(DescribePrefixListsRequest request, Call call) => new() { PrefixLists = [] };
}
