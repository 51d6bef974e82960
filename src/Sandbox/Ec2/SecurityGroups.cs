using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Ec2;

namespace SecretScoops.Governance.Sandbox.Ec2;

/// <summary>Security groups.</summary>
internal sealed partial class Ec2Sandbox
{
    public override CreateSecurityGroupResponse CreateSecurityGroup(CreateSecurityGroupRequest request, Call call)
    {
        var network = Changing(call, request.DryRun);
        var vpc = request.VpcId is null ? network.Vpcs.Find(static each => each.IsDefault) ?? throw new WireException("VPCIdNotSpecified", "No default VPC for this user", 400) : Vpc(network, request.VpcId);
        if (request.GroupName!.StartsWith("sg-", StringComparison.Ordinal) || request.GroupName == "default")
        {
            throw request.GroupName == "default"
                ? new WireException("InvalidParameterValue", "Cannot use reserved security group name: default", 400)
                : Invalid("groupName", "The name must not begin with 'sg-'.");
        }

        if (network.SecurityGroups.Exists(each => each.VpcId == vpc.Id && each.Name == request.GroupName))
        {
            throw new WireException("InvalidGroup.Duplicate", $"The security group '{request.GroupName}' already exists for VPC '{vpc.Id}'", 400);
        }

        var created = new StoredSecurityGroup
        {
            Id = NewId("sg"),
            VpcId = vpc.Id,
            Name = request.GroupName,
            Description = request.Description!,
            Rules = [new StoredRule { Id = NewId("sgr"), Egress = true, Protocol = "-1", Cidr = "0.0.0.0/0" }],
        };
        network.SecurityGroups.Add(created);
        Tag(network, created.Id, request.TagSpecifications);
        return new CreateSecurityGroupResponse { GroupId = created.Id, Tags = Tags(network, created.Id), SecurityGroupArn = GroupArn(created, call) };
    }

    public override DeleteSecurityGroupResponse DeleteSecurityGroup(DeleteSecurityGroupRequest request, Call call)
    {
        var network = Changing(call, request.DryRun);
        var group = Group(network, request.GroupId, request.GroupName);
        if (group.Name == "default")
        {
            throw new WireException("CannotDelete", "the specified group: \"" + group.Id + "\" name: \"default\" cannot be deleted by a user", 400);
        }

        if (network.SecurityGroups.Exists(other => other != group && other.Rules.Exists(rule => rule.Group == group.Id)) || network.Interfaces.Exists(each => each.Groups.Contains(group.Id)))
        {
            throw new WireException("DependencyViolation", $"resource {group.Id} has a dependent object", 400);
        }

        network.SecurityGroups.Remove(group);
        network.Tags.Remove(group.Id);
        return new DeleteSecurityGroupResponse { Return = true, GroupId = group.Id };
    }

    public override DescribeSecurityGroupsResponse DescribeSecurityGroups(DescribeSecurityGroupsRequest request, Call call)
    {
        Dry(request.DryRun);
        var network = Network(call);
        request.GroupIds?.ForEach(id => Group(network, id, null));
        var asked = network.SecurityGroups.Where(each => (request.GroupIds is not { Count: > 0 } ids || ids.Contains(each.Id)) && (request.GroupNames is not { Count: > 0 } names || names.Contains(each.Name)));
        var found = Filters.Apply(asked, request.Filters, (group, name) => name switch
        {
            "group-id" => [group.Id],
            "group-name" => [group.Name],
            "vpc-id" => [group.VpcId],
            "description" => [group.Description],
            "owner-id" => [call.AccountId],
            "ip-permission.cidr" => group.Rules.Where(static rule => !rule.Egress).Select(static rule => rule.Cidr),
            "ip-permission.ipv6-cidr" => group.Rules.Where(static rule => !rule.Egress).Select(static rule => rule.Ipv6Cidr),
            "egress.ip-permission.cidr" => group.Rules.Where(static rule => rule.Egress).Select(static rule => rule.Cidr),
            _ => Filters.OfTags(name, network.Tags.GetValueOrDefault(group.Id)),
        });
        var (shown, next) = pages.Cut(found, request.MaxResults, request.NextToken);
        return new DescribeSecurityGroupsResponse { SecurityGroups = [.. shown.Select(each => Shown(network, each, call))], NextToken = next };
    }

    private static StoredSecurityGroup Group(StoredNetwork network, string? id, string? name) =>
        network.SecurityGroups.Find(each => id is null ? each.Name == name && network.Vpcs.Exists(vpc => vpc.Id == each.VpcId && vpc.IsDefault) : each.Id == id)
        ?? throw new WireException("InvalidGroup.NotFound", $"The security group '{id ?? name}' does not exist", 400);

    private static string GroupArn(StoredSecurityGroup group, Call call) => $"arn:aws:ec2:{call.Region}:{call.AccountId}:security-group/{group.Id}";

    private static SecurityGroup Shown(StoredNetwork network, StoredSecurityGroup group, Call call) => new()
    {
        GroupId = group.Id,
        GroupName = group.Name,
        Description = group.Description,
        VpcId = group.VpcId,
        OwnerId = call.AccountId,
        SecurityGroupArn = GroupArn(group, call),
        IpPermissions = SecurityRules.Grouped(group.Rules.Where(static rule => !rule.Egress), call),
        IpPermissionsEgress = SecurityRules.Grouped(group.Rules.Where(static rule => rule.Egress), call),
        Tags = Tags(network, group.Id),
    };
}
