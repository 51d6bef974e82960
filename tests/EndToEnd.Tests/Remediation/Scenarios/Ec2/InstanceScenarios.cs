using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.Ec2;

/// <summary>Instances, one of which is asked after.</summary>
internal abstract class StartedInstance : Scenario
{
    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        var vpc = (await member.Ec2.CreateVpcAsync(new() { CidrBlock = "10.20.0.0/16" }, cancel)).Vpc.VpcId;
        var subnet = (await member.Ec2.CreateSubnetAsync(new() { VpcId = vpc, CidrBlock = "10.20.1.0/24" }, cancel)).Subnet.SubnetId;
        await member.Ec2.ModifySubnetAttributeAsync(new() { SubnetId = subnet, MapPublicIpOnLaunch = true }, cancel);
        var key = (await member.Ec2.CreateKeyPairAsync(new() { KeyName = "shop" }, cancel)).KeyPair.KeyName;
        var image = await Made.ImageAsync(member, cancel);
        var started = await member.Ec2.RunInstancesAsync(
            new()
            {
                ImageId = image,
                MinCount = 2,
                MaxCount = 2,
                SubnetId = subnet,
                KeyName = key,
                MetadataOptions = new() { HttpTokens = "optional", HttpEndpoint = "enabled", HttpPutResponseHopLimit = 2 },
                TagSpecifications = [new() { ResourceType = "instance", Tags = [new("team", "shop")] }],
            },
            cancel);
        return started.Reservation.Instances[0].InstanceId;
    }
}

/// <summary>It hands out credentials to whoever asks without a token.</summary>
internal sealed class InstanceWithoutTokens : StartedInstance
{
    /// <inheritdoc/>
    public override string Control => "instances-imdsv2";

    // Moto's view leaves the metadata options out; that they changed, and only as they should, the image after the fix says.
    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => [];
}

/// <summary>Its subnet gave it an address.</summary>
internal sealed class InstanceWithPublicIp : StartedInstance
{
    /// <inheritdoc/>
    public override string Control => "instances-no-public-ip";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => [];

    /// <inheritdoc/>
    public override bool CanBeFixed => false;
}

/// <summary>Somebody has its key.</summary>
internal sealed class InstanceWithKeyPair : StartedInstance
{
    /// <inheritdoc/>
    public override string Control => "instances-no-key-pair";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => [];

    /// <inheritdoc/>
    public override bool CanBeFixed => false;
}

/// <summary>Systems Manager has never heard of it. Moto has no agents: what it would say is said here.</summary>
internal class InstanceUnknownToSystemsManager : StartedInstance
{
    /// <inheritdoc/>
    public override string Control => "instances-managed";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => [];

    /// <inheritdoc/>
    public override bool CanBeFixed => false;

    /// <inheritdoc/>
    public override string? Answer(string service, string asked) => (service, asked) == ("ssm", "AmazonSSM.DescribeInstanceInformation") ? Registered : null;

    /// <summary>As Systems Manager answers (botocore's model, DescribeInstanceInformation).</summary>
    protected virtual string Registered => """{"InstanceInformationList":[]}""";
}

/// <summary>It answered once.</summary>
internal sealed class InstanceWhoseAgentIsSilent : InstanceUnknownToSystemsManager
{
    private string id = "";

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel) => id = await base.BreakAsync(member, cancel);

    /// <inheritdoc/>
    protected override string Registered => $$"""{"InstanceInformationList":[{"InstanceId":"{{id}}","PingStatus":"ConnectionLost"}]}""";
}
