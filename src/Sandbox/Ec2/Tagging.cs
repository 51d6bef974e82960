using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Ec2;

namespace SecretScoops.Governance.Sandbox.Ec2;

/// <summary>Tags of resources of every sort.</summary>
internal sealed partial class Ec2Sandbox
{
    // EC2 User Guide, "Tag restrictions", read 2026-11.
    private const int MostTags = 50;

    private static readonly Dictionary<string, string> sorts = new(StringComparer.Ordinal)
    {
        ["vpc"] = "vpc",
        ["subnet"] = "subnet",
        ["igw"] = "internet-gateway",
        ["rtb"] = "route-table",
        ["acl"] = "network-acl",
        ["sg"] = "security-group",
        ["sgr"] = "security-group-rule",
        ["fl"] = "vpc-flow-log",
        ["eni"] = "network-interface",
    };

    public override CreateTagsResponse CreateTags(CreateTagsRequest request, Call call)
    {
        var network = Changing(call, request.DryRun);
        foreach (var resource in request.Resources!)
        {
            _ = Ids(network).Contains(resource) ? true : throw new WireException("InvalidID", $"The ID '{resource}' is not valid", 400);
            Tag(network, resource, request.Tags);
        }

        return new CreateTagsResponse();
    }

    /// <remarks>A tag given with a value goes only where it has that value; without tags, all go (EC2 API Reference, DeleteTags, read 2026-11).</remarks>
    public override DeleteTagsResponse DeleteTags(DeleteTagsRequest request, Call call)
    {
        var network = Changing(call, request.DryRun);
        foreach (var tags in request.Resources!.Select(resource => network.Tags.GetValueOrDefault(resource)).OfType<SortedDictionary<string, string>>())
        {
            foreach (var key in tags.Keys.Where(key => request.Tags is not { Count: > 0 } named || named.Exists(tag => tag.Key == key && (tag.Value is null || tag.Value == tags[key]))).ToList())
            {
                tags.Remove(key);
            }
        }

        return new DeleteTagsResponse();
    }

    public override DescribeTagsResponse DescribeTags(DescribeTagsRequest request, Call call)
    {
        Dry(request.DryRun);
        var all = Network(call).Tags.SelectMany(static resource => resource.Value.Select(tag => new TagDescription { ResourceId = resource.Key, ResourceType = Sort(resource.Key), Key = tag.Key, Value = tag.Value }));
        var (shown, next) = pages.Cut(
            Filters.Apply(all, request.Filters, static (tag, name) => name switch { "resource-id" => [tag.ResourceId], "resource-type" => [tag.ResourceType], "key" => [tag.Key], "value" => [tag.Value], _ => null }),
            request.MaxResults, request.NextToken);
        return new DescribeTagsResponse { Tags = shown, NextToken = next };
    }

    private static string? Sort(string id) => sorts.GetValueOrDefault(id.Split('-')[0]);

    private static IEnumerable<string> Ids(StoredNetwork network) =>
    [
        .. network.Vpcs.Select(static each => each.Id), .. network.Subnets.Select(static each => each.Id), .. network.Gateways.Select(static each => each.Id), .. network.RouteTables.Select(static each => each.Id),
        .. network.NetworkAcls.Select(static each => each.Id), .. network.SecurityGroups.Select(static each => each.Id), .. network.SecurityGroups.SelectMany(static each => each.Rules).Select(static each => each.Id),
        .. network.FlowLogs.Select(static each => each.Id), .. network.Interfaces.Select(static each => each.Id),
    ];

    private static void Tag(StoredNetwork network, string id, IEnumerable<TagSpecification>? specifications) =>
        Tag(network, id, (specifications ?? []).Where(each => each.ResourceType == Sort(id)).SelectMany(static each => each.Tags ?? []));

    private static void Tag(StoredNetwork network, string id, IEnumerable<Tag>? added)
    {
        var tags = new SortedDictionary<string, string>(network.Tags.GetValueOrDefault(id) ?? [], StringComparer.Ordinal);
        foreach (var tag in added ?? [])
        {
            tags[tag.Key!] = tag.Key!.StartsWith("aws:", StringComparison.OrdinalIgnoreCase)
                ? throw new WireException("InvalidParameterValue", "Tag keys starting with 'aws:' are reserved for internal use", 400)
                : tag.Value ?? "";
        }

        if (tags.Count > MostTags)
        {
            throw new WireException("TagLimitExceeded", "The maximum number of Tags for a resource has been reached.", 400);
        }

        if (tags.Count > 0)
        {
            network.Tags[id] = tags;
        }
    }

    private static List<Tag>? Tags(StoredNetwork network, string id) => network.Tags.TryGetValue(id, out var tags) && tags.Count > 0
        ? [.. tags.Select(static tag => new Tag { Key = tag.Key, Value = tag.Value })]
        : null;
}
