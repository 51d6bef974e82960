using Amazon.EC2;
using Amazon.EC2.Model;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Environments;
using SecretScoops.Governance.Policies;
using Address = SecretScoops.Governance.Addresses.Address;
using Scope = SecretScoops.Governance.Addresses.Scope;

namespace SecretScoops.Governance.Baseline.Resources.DefaultVpcs;

/// <summary>The calls of <see cref="DefaultVpcKind"/>.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class DefaultVpcsAws(DefaultVpcKind kind) : AccountSetting<AccountDefaults, DefaultVpcAttributes>(kind, Places.GovernedRegions, DefaultVpcKind.Managed)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions => ["ec2:DescribeVpcs", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions => ["ec2:CreateDefaultVpc", "ec2:DeleteVpc", .. VpcRemoval.Permissions, .. DefaultGroups.WritePermissions];

    /// <inheritdoc/>
    protected override async Task<DefaultVpcAttributes> SeenAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        var vpc = await FindAsync(session.Ec2, cancel);
        var wanted = DeclaredDefaults.Of(world.Policies, DefaultVpcKind.Managed).Any(declared => declared.Account == scope.Account && declared.Value.DefaultVpc == Presence.Present);
        return new(vpc is not null, wanted ? null : vpc is null ? [] : await VpcRemoval.ContentsAsync(session.Ec2, vpc.VpcId, cancel));
    }

    /// <inheritdoc/>
    protected override async Task SetAsync(Address address, DefaultVpcAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var ec2 = world.SessionOf(address).Ec2;
        var vpc = await FindAsync(ec2, cancel);
        if (desired.Present && vpc is null)
        {
            await CreateAsync(ec2, cancel);

            // It comes with an open default group, of which no plan could know.
            if (DeclaredDefaults.In(world.Policies).Any(declared => declared.Account == address.Account && declared.Defaults.DefaultSecurityGroupRules == Presence.Absent))
            {
                await DefaultGroups.EmptyAsync(ec2, world.AccountId(address.Account!), cancel);
            }
        }
        else if (!desired.Present && vpc is not null)
        {
            var contents = await VpcRemoval.ContentsAsync(ec2, vpc.VpcId, cancel);
            if (contents.Count > 0)
            {
                throw new FaultException(DefaultVpcKind.InUse(address, contents));
            }

            await VpcRemoval.CarryOutAsync(ec2, vpc.VpcId, strangers => throw new FaultException(DefaultVpcKind.InUse(address, strangers)), cancel);
        }
    }

    private static async Task CreateAsync(IAmazonEC2 ec2, CancellationToken cancel)
    {
        try
        {
            await ec2.CreateDefaultVpcAsync(new(), cancel);
        }
        catch (AmazonEC2Exception there) when (there.ErrorCode == "DefaultVpcAlreadyExists")
        {
            // Made by a call whose answer was lost.
        }
    }

    private static async Task<Vpc?> FindAsync(IAmazonEC2 ec2, CancellationToken cancel) => (await Paged.AllAsync(async token =>
    {
        var page = await ec2.DescribeVpcsAsync(new() { Filters = [new() { Name = "is-default", Values = ["true"] }], NextToken = token }, cancel);
        return (page.Vpcs, page.NextToken);
    })).FirstOrDefault();
}
