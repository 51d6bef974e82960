using System.Text.Json.Nodes;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.Ec2;

/// <summary>An entry for SSH from everywhere; those before and behind it, and what goes out, stay.</summary>
internal class AclLetsSshIn : Scenario
{
    /// <inheritdoc/>
    public override string Control => "network-acls-closed";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["ec2/NetworkAclEntry"];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        var vpc = (await member.Ec2.CreateVpcAsync(new() { CidrBlock = "10.20.0.0/16" }, cancel)).Vpc.VpcId;
        var acl = (await member.Ec2.CreateNetworkAclAsync(new() { VpcId = vpc }, cancel)).NetworkAcl.NetworkAclId;
        await EntryAsync(member, acl, 90, "10.0.0.0/8", 22, 22, cancel);
        await EntryAsync(member, acl, 120, "0.0.0.0/0", 443, 443, cancel);
        await EntryAsync(member, acl, 100, "0.0.0.0/0", 22, 22, cancel);
        return acl;
    }

    /// <summary>Adds an entry that lets in.</summary>
    protected static Task EntryAsync(AwsSession member, string acl, int number, string cidr, int from, int to, CancellationToken cancel) => member.Ec2.CreateNetworkAclEntryAsync(
        new() { NetworkAclId = acl, Egress = false, RuleNumber = number, RuleAction = "allow", Protocol = "6", CidrBlock = cidr, PortRange = new() { From = from, To = to } }, cancel);
}

/// <summary>An entry that lets answers in too: nobody deletes that by himself.</summary>
internal sealed class AclLetsEverythingIn : AclLetsSshIn
{
    /// <inheritdoc/>
    public override bool CanBeFixed => false;

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        var acl = await base.BreakAsync(member, cancel);
        await EntryAsync(member, acl, 130, "0.0.0.0/0", 1024, 65535, cancel);
        return acl;
    }
}

/// <summary>Two private subnets, of which one gives out addresses, and a public one, which may.</summary>
internal class SubnetGivesAddresses : Scenario
{
    /// <inheritdoc/>
    public override string Control => "subnets-no-public-ip";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["ec2/Subnet"];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        var vpc = (await member.Ec2.CreateVpcAsync(new() { CidrBlock = "10.20.0.0/16" }, cancel)).Vpc.VpcId;
        var made = new List<string>();
        foreach (var (cidr, tier) in new[] { ("10.20.1.0/24", "private"), ("10.20.2.0/24", "public"), ("10.20.3.0/24", "private") })
        {
            var subnet = (await member.Ec2.CreateSubnetAsync(
                new() { VpcId = vpc, CidrBlock = cidr, TagSpecifications = [new() { ResourceType = "subnet", Tags = [new("tier", tier)] }] }, cancel)).Subnet.SubnetId;
            await member.Ec2.ModifySubnetAttributeAsync(new() { SubnetId = subnet, MapPublicIpOnLaunch = cidr != "10.20.3.0/24" }, cancel);
            made.Add(subnet);
        }

        return made[0];
    }
}

/// <summary>CloudTrail tells of it.</summary>
internal sealed class SubnetGivesAddressesAgain : SubnetGivesAddresses
{
    /// <inheritdoc/>
    public override string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region)
    {
        var call = JsonNode.Parse(RecordedCall.Of("AuthorizeSecurityGroupIngress", resourceId, accountId, region))!;
        call["detail"]!["eventName"] = "ModifySubnetAttribute";
        call["detail"]!["requestParameters"] = new JsonObject { ["subnetId"] = resourceId, ["mapPublicIpOnLaunch"] = new JsonObject { ["value"] = true } };
        call["detail"]!["responseElements"] = new JsonObject { ["_return"] = true };
        return call.ToJsonString();
    }
}

/// <summary>A VPC without a log, beside one that has its own.</summary>
internal class NoFlowLog : Scenario
{
    /// <inheritdoc/>
    public override string Control => "flow-logs-on";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["ec2/FlowLogs"];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        foreach (var name in new[] { "/secret-scoops/flow-logs", "rejected" })
        {
            await member.Logs.CreateLogGroupAsync(new() { LogGroupName = name }, cancel);
        }

        var made = new List<string>();
        foreach (var cidr in new[] { "10.20.0.0/16", "10.21.0.0/16" })
        {
            made.Add((await member.Ec2.CreateVpcAsync(new() { CidrBlock = cidr }, cancel)).Vpc.VpcId);
        }

        await LogAsync(member, made[1], "ALL", cancel);
        return made[0];
    }

    /// <summary>Keeps traffic in a group of the VPC's owner.</summary>
    protected static Task LogAsync(AwsSession member, string vpc, string traffic, CancellationToken cancel) => member.Ec2.CreateFlowLogsAsync(
        new()
        {
            ResourceIds = [vpc],
            ResourceType = "VPC",
            TrafficType = traffic,
            LogGroupName = "rejected",
            DeliverLogsPermissionArn = $"arn:aws:iam::{member.AccountId}:role/logs",
        },
        cancel);
}

/// <summary>What is rejected is kept, and what is let in is not: the log that is there stays.</summary>
internal sealed class NoFlowLogOfThatKind : NoFlowLog
{
    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        var vpc = await base.BreakAsync(member, cancel);
        await LogAsync(member, vpc, "REJECT", cancel);
        return vpc;
    }
}
