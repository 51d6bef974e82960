using System.Text.Json.Nodes;
using Amazon.EC2;
using Amazon.EC2.Model;
using SecretScoops.Governance.Aws;

namespace SecretScoops.Governance.Remediation.Remediations.Ec2;

/// <summary>A security group as every remediation of security groups sees it, and one rule of it taken away or given back.</summary>
internal static class SecurityGroup
{
    /// <summary>Its type.</summary>
    public const string Type = "AWS::EC2::SecurityGroup";

    /// <summary>Where the rules are in the image, by their ids.</summary>
    public const string Rules = "/rules/";

    private const string Arn = "arn:{partition}:ec2:{region}:{account}:security-group/{id}";
    private const string RuleArn = "arn:{partition}:ec2:{region}:{account}:security-group-rule/*";

    /// <summary>What <see cref="ReadAsync"/> needs. Prefix lists may be AWS's, or shared by another account.</summary>
    public static IReadOnlyList<Need> Reads { get; } =
    [
        new("ec2:DescribeSecurityGroups", "*"), new("ec2:DescribeSecurityGroupRules", "*"), new("ec2:GetManagedPrefixListEntries", "arn:{partition}:ec2:{region}:*:prefix-list/*"),
    ];

    /// <summary>What <see cref="WriteAsync"/> needs for rules that let in.</summary>
    public static IReadOnlyList<Need> WritesIn { get; } =
    [
        new("ec2:RevokeSecurityGroupIngress", Arn), new("ec2:RevokeSecurityGroupIngress", RuleArn), new("ec2:AuthorizeSecurityGroupIngress", Arn),
        new("ec2:AuthorizeSecurityGroupIngress", RuleArn), new("ec2:CreateTags", RuleArn, "ec2:AuthorizeSecurityGroupIngress"),
    ];

    /// <summary>What <see cref="WriteAsync"/> needs for rules that let out.</summary>
    public static IReadOnlyList<Need> WritesOut { get; } =
    [
        new("ec2:RevokeSecurityGroupEgress", Arn), new("ec2:RevokeSecurityGroupEgress", RuleArn), new("ec2:AuthorizeSecurityGroupEgress", Arn), new("ec2:AuthorizeSecurityGroupEgress", RuleArn),
        new("ec2:CreateTags", RuleArn, "ec2:AuthorizeSecurityGroupEgress"),
    ];

    /// <summary>Name, VPC, every rule by its id, with what is in the prefix list that it names, tags. Null when there is no such group.</summary>
    public static async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        var ec2 = subject.Session.Ec2;
        try
        {
            if ((await ec2.DescribeSecurityGroupsAsync(new() { GroupIds = [subject.Id] }, cancellationToken)).SecurityGroups is not [var group, ..])
            {
                return null;
            }

            var rules = await Paged.AllAsync(async token =>
            {
                var page = await ec2.DescribeSecurityGroupRulesAsync(new() { Filters = [new() { Name = "group-id", Values = [subject.Id] }], NextToken = token }, cancellationToken);
                return (page.SecurityGroupRules, page.NextToken);
            });
            var lists = new Dictionary<string, JsonArray?>(StringComparer.Ordinal);
            foreach (var list in rules.Where(r => r.IsEgress != true).Select(r => r.PrefixListId).Where(id => !string.IsNullOrEmpty(id)).Distinct())
            {
                lists[list] = await EntriesAsync(ec2, list, cancellationToken);
            }

            return new()
            {
                ["name"] = group.GroupName,
                ["vpc"] = group.VpcId,
                ["rules"] = new JsonObject(rules.OrderBy(r => r.SecurityGroupRuleId, StringComparer.Ordinal).Select(r => KeyValuePair.Create<string, JsonNode?>(r.SecurityGroupRuleId, RuleOf(r, lists)))),
                ["tags"] = Tagged.Object(group.Tags),
            };
        }
        catch (AmazonEC2Exception gone) when (gone.ErrorCode == "InvalidGroup.NotFound")
        {
            return null;
        }
    }

    /// <summary>The network interfaces that wear the group.</summary>
    public static Task<List<NetworkInterface>> InterfacesAsync(Subject subject, CancellationToken cancellationToken) => Paged.AllAsync(async token =>
    {
        var page = await subject.Session.Ec2.DescribeNetworkInterfacesAsync(new() { Filters = [new() { Name = "group-id", Values = [subject.Id] }], NextToken = token }, cancellationToken);
        return (page.NetworkInterfaces, page.NextToken);
    });

    /// <summary>Takes one rule away by its id, or makes the same rule again; AWS gives it another id then.</summary>
    public static async Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken)
    {
        var id = Images.Keys(atom)[^1];
        if (value is JsonObject rule)
        {
            await AuthorizeAsync(subject, rule, cancellationToken);
        }
        else if (image["rules"]?[id] is JsonObject there)
        {
            await RevokeAsync(subject, id, IsOut(there), cancellationToken);
        }
    }

    /// <summary>Whether a rule of the image lets out rather than in.</summary>
    public static bool IsOut(JsonObject rule) => (string?)rule["direction"] == "out";

    /// <summary>A rule of the image in a few words.</summary>
    public static string Words(JsonObject rule)
    {
        var (from, to) = ((int?)rule["from"], (int?)rule["to"]);
        var ports = (string?)rule["protocol"] == "-1" ? "everything" : from == to ? $"{(string?)rule["protocol"]} {from}" : $"{(string?)rule["protocol"]} {from}-{to}";
        var peer = (string?)rule["cidr"] ?? (string?)rule["cidrV6"] ?? (string?)rule["prefixList"] ?? (string?)rule["group"]?["id"] ?? "nobody";
        return IsOut(rule) ? $"{ports} out to {peer}" : $"{ports} in from {peer}";
    }

    /// <summary>The command that does what the fix does.</summary>
    public static string Revoke(Subject subject, string atom, bool isOut) =>
        $"aws ec2 revoke-security-group-{(isOut ? "egress" : "ingress")} --group-id {subject.Id} --security-group-rule-ids {Images.Keys(atom)[^1]} --region {subject.Incident.Region}";

    private static async Task RevokeAsync(Subject subject, string id, bool isOut, CancellationToken cancellationToken)
    {
        try
        {
            _ = isOut
                ? (object)await subject.Session.Ec2.RevokeSecurityGroupEgressAsync(new() { GroupId = subject.Id, SecurityGroupRuleIds = [id] }, cancellationToken)
                : await subject.Session.Ec2.RevokeSecurityGroupIngressAsync(new() { GroupId = subject.Id, SecurityGroupRuleIds = [id] }, cancellationToken);
        }
        catch (AmazonEC2Exception gone) when (gone.ErrorCode is "InvalidSecurityGroupRuleId.NotFound" or "InvalidPermission.NotFound")
        {
            // Somebody was quicker (cloud-custodian#9656); what is there is read again afterwards.
        }
    }

    private static async Task AuthorizeAsync(Subject subject, JsonObject rule, CancellationToken cancellationToken)
    {
        var (ec2, permissions) = (subject.Session.Ec2, new List<IpPermission> { PermissionOf(rule) });
        // Names that begin so are AWS's own, and nobody else may write them.
        List<Tag> tags = [.. (rule["tags"] as JsonObject ?? []).Where(t => !t.Key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase)).Select(t => new Tag(t.Key, (string?)t.Value))];
        List<TagSpecification>? tagged = tags.Count == 0 ? null : [new() { ResourceType = ResourceType.SecurityGroupRule, Tags = tags }];
        try
        {
            _ = IsOut(rule)
                ? (object)await ec2.AuthorizeSecurityGroupEgressAsync(new() { GroupId = subject.Id, IpPermissions = permissions, TagSpecifications = tagged }, cancellationToken)
                : await ec2.AuthorizeSecurityGroupIngressAsync(new() { GroupId = subject.Id, IpPermissions = permissions, TagSpecifications = tagged }, cancellationToken);
        }
        catch (AmazonEC2Exception there) when (there.ErrorCode == "InvalidPermission.Duplicate")
        {
            // An undo that was cut off had made it, or somebody else did.
        }
    }

    private static IpPermission PermissionOf(JsonObject rule)
    {
        var (protocol, description) = ((string)rule["protocol"]!, (string?)rule["description"]);
        var permission = new IpPermission { IpProtocol = protocol };
        if (protocol != "-1")
        {
            (permission.FromPort, permission.ToPort) = ((int?)rule["from"], (int?)rule["to"]);
        }

        if ((string?)rule["cidr"] is { } cidr)
        {
            permission.Ipv4Ranges = [new() { CidrIp = cidr, Description = description }];
        }
        else if ((string?)rule["cidrV6"] is { } cidrV6)
        {
            permission.Ipv6Ranges = [new() { CidrIpv6 = cidrV6, Description = description }];
        }
        else if ((string?)rule["prefixList"] is { } list)
        {
            permission.PrefixListIds = [new() { Id = list, Description = description }];
        }
        else if (rule["group"] is JsonObject group)
        {
            permission.UserIdGroupPairs = [new() { GroupId = (string?)group["id"], UserId = (string?)group["account"], VpcPeeringConnectionId = (string?)group["peering"], Description = description }];
        }

        return permission;
    }

    private static JsonObject RuleOf(SecurityGroupRule rule, Dictionary<string, JsonArray?> lists) => new()
    {
        ["direction"] = rule.IsEgress == true ? "out" : "in",
        ["protocol"] = rule.IpProtocol,
        ["from"] = rule.FromPort,
        ["to"] = rule.ToPort,
        ["cidr"] = Text(rule.CidrIpv4),
        ["cidrV6"] = Text(rule.CidrIpv6),
        ["prefixList"] = Text(rule.PrefixListId),
        ["entries"] = lists.GetValueOrDefault(rule.PrefixListId ?? "")?.DeepClone(),
        ["group"] = rule.ReferencedGroupInfo is not { GroupId.Length: > 0 } group ? null : new JsonObject
        {
            ["id"] = group.GroupId,
            ["account"] = Text(group.UserId),
            ["peering"] = Text(group.VpcPeeringConnectionId),
        },
        ["description"] = Text(rule.Description),
        ["tags"] = Tagged.Object(rule.Tags),
    };

    private static async Task<JsonArray?> EntriesAsync(IAmazonEC2 ec2, string list, CancellationToken cancellationToken)
    {
        try
        {
            var entries = await Paged.AllAsync(async token =>
            {
                var page = await ec2.GetManagedPrefixListEntriesAsync(new() { PrefixListId = list, NextToken = token }, cancellationToken);
                return (page.Entries, page.NextToken);
            });
            return new([.. entries.Select(e => e.Cidr).Order(StringComparer.Ordinal).Select(cidr => (JsonNode?)cidr)]);
        }
        catch (AmazonEC2Exception gone) when (gone.ErrorCode.Equals("InvalidPrefixListID.NotFound", StringComparison.OrdinalIgnoreCase))
        {
            // Whoever shared it took it back; nobody can see what is in it, and nothing is cut for that.
            return null;
        }
    }

    private static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
