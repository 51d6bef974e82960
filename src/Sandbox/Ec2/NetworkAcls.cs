using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Ec2;

namespace SecretScoops.Governance.Sandbox.Ec2;

/// <summary>Network ACLs. A default one lets everything through, one that somebody makes nothing until it has entries (VPC User Guide, "Network ACL basics", from memory, 2026-11).</summary>
internal sealed partial class Ec2Sandbox
{
    // The last entry of each direction, which EC2's console shows as "*".
    private const int LastEntry = 32_767;

    private static readonly Dictionary<string, string> numbers = new(StringComparer.OrdinalIgnoreCase) { ["tcp"] = "6", ["udp"] = "17", ["icmp"] = "1", ["icmpv6"] = "58", ["all"] = "-1" };

    public override CreateNetworkAclResponse CreateNetworkAcl(CreateNetworkAclRequest request, Call call)
    {
        var network = Changing(call, request.DryRun);
        var list = new StoredNetworkAcl { Id = NewId("acl"), VpcId = Vpc(network, request.VpcId).Id, Entries = [] };
        network.NetworkAcls.Add(list);
        Tag(network, list.Id, request.TagSpecifications);
        return new CreateNetworkAclResponse { NetworkAcl = Shown(network, list, call), ClientToken = request.ClientToken };
    }

    public override DescribeNetworkAclsResponse DescribeNetworkAcls(DescribeNetworkAclsRequest request, Call call)
    {
        Dry(request.DryRun);
        var network = Network(call);
        var found = Filters.Apply(network.NetworkAcls.Where(each => request.NetworkAclIds is not { Count: > 0 } ids || ids.Contains(each.Id)), request.Filters, (list, name) => name switch
        {
            "network-acl-id" => [list.Id],
            "vpc-id" => [list.VpcId],
            "default" => [list.IsDefault ? "true" : "false"],
            "owner-id" => [call.AccountId],
            _ => Filters.OfTags(name, network.Tags.GetValueOrDefault(list.Id)),
        });
        var (shown, next) = pages.Cut(found, request.MaxResults, request.NextToken);
        return new DescribeNetworkAclsResponse { NetworkAcls = [.. shown.Select(list => Shown(network, list, call))], NextToken = next };
    }

    public override DeleteNetworkAclResponse DeleteNetworkAcl(DeleteNetworkAclRequest request, Call call)
    {
        var network = Changing(call, request.DryRun);
        var list = List(network, request.NetworkAclId);
        network.NetworkAcls.Remove(list.IsDefault ? throw Invalid("networkAclId", $"cannot delete default network ACL {list.Id}") : list);
        network.Tags.Remove(list.Id);
        return new DeleteNetworkAclResponse();
    }

    public override CreateNetworkAclEntryResponse CreateNetworkAclEntry(CreateNetworkAclEntryRequest request, Call call)
    {
        var list = List(Changing(call, request.DryRun), request.NetworkAclId);
        var entry = Entry(request.RuleNumber, request.Egress, request.RuleAction, request.Protocol, request.CidrBlock, request.Ipv6CidrBlock, request.PortRange, request.IcmpTypeCode);
        if (list.Entries.Exists(each => IsSame(each, entry.Number, entry.Egress)))
        {
            throw new WireException("NetworkAclEntryAlreadyExists", $"The network acl entry identified by {entry.Number} already exists.", 400);
        }

        list.Entries.Add(entry);
        return new CreateNetworkAclEntryResponse();
    }

    public override ReplaceNetworkAclEntryResponse ReplaceNetworkAclEntry(ReplaceNetworkAclEntryRequest request, Call call)
    {
        var list = List(Changing(call, request.DryRun), request.NetworkAclId);
        var entry = Entry(request.RuleNumber, request.Egress, request.RuleAction, request.Protocol, request.CidrBlock, request.Ipv6CidrBlock, request.PortRange, request.IcmpTypeCode);
        Remove(list, entry.Number, entry.Egress);
        list.Entries.Add(entry);
        return new ReplaceNetworkAclEntryResponse();
    }

    public override DeleteNetworkAclEntryResponse DeleteNetworkAclEntry(DeleteNetworkAclEntryRequest request, Call call)
    {
        Remove(List(Changing(call, request.DryRun), request.NetworkAclId), request.RuleNumber ?? 0, request.Egress == true);
        return new DeleteNetworkAclEntryResponse();
    }

    private static StoredNetworkAcl List(StoredNetwork network, string? id) => network.NetworkAcls.Find(each => each.Id == id) ?? throw NotFound("InvalidNetworkAclID.NotFound", "networkAcl ID", id);

    private static bool IsSame(StoredAclEntry entry, int number, bool egress) => entry.Number == number && entry.Egress == egress;

    private static void Remove(StoredNetworkAcl list, int number, bool egress)
    {
        if (list.Entries.RemoveAll(each => IsSame(each, number, egress)) == 0)
        {
            throw new WireException("InvalidNetworkAclEntry.NotFound", $"The {(egress ? "egress" : "ingress")} entry with rule number {number} does not exist in network ACL {list.Id}.", 400);
        }
    }

    /// <remarks>Numbers from 1 to 32766, and TCP and UDP with ports (EC2 API Reference, CreateNetworkAclEntry, from memory, 2026-11).</remarks>
    private static StoredAclEntry Entry(int? number, bool? egress, string? action, string? protocol, string? cidr, string? ipv6, PortRange? ports, IcmpTypeCode? icmp)
    {
        var spelled = numbers.GetValueOrDefault(protocol!, protocol!);
        if (number is not (>= 1 and < LastEntry))
        {
            throw Invalid("ruleNumber", "The rule number must be between 1 and 32766.");
        }

        if ((cidr is null) == (ipv6 is null))
        {
            throw new WireException("MissingParameter", "The request must contain exactly one of the parameters cidrBlock and ipv6CidrBlock", 400);
        }

        if (spelled is "6" or "17" && ports is not { From: not null, To: not null })
        {
            throw new WireException("MissingParameter", "The request must contain the parameter portRange", 400);
        }

        return new StoredAclEntry
        {
            Number = number.Value,
            Egress = egress == true,
            Allow = action == "allow",
            Protocol = spelled,
            Cidr = cidr,
            Ipv6Cidr = ipv6,
            From = spelled is "6" or "17" ? ports!.From : null,
            To = spelled is "6" or "17" ? ports!.To : null,
            IcmpType = spelled is "1" or "58" ? icmp?.Type : null,
            IcmpCode = spelled is "1" or "58" ? icmp?.Code : null,
        };
    }

    private static NetworkAcl Shown(StoredNetwork network, StoredNetworkAcl list, Call call) => new()
    {
        NetworkAclId = list.Id,
        VpcId = list.VpcId,
        OwnerId = call.AccountId,
        IsDefault = list.IsDefault,
        Entries =
        [
            .. list.Entries.Append(Rest(egress: false)).Append(Rest(egress: true)).OrderBy(static each => each.Egress).ThenBy(static each => each.Number).Select(static each => new NetworkAclEntry
            {
                RuleNumber = each.Number,
                Egress = each.Egress,
                RuleAction = each.Allow ? "allow" : "deny",
                Protocol = each.Protocol,
                CidrBlock = each.Cidr,
                Ipv6CidrBlock = each.Ipv6Cidr,
                PortRange = each.From is null ? null : new PortRange { From = each.From, To = each.To },
                IcmpTypeCode = each.IcmpType is null ? null : new IcmpTypeCode { Type = each.IcmpType, Code = each.IcmpCode },
            }),
        ],
        Associations = [],
        Tags = Tags(network, list.Id),
    };

    private static StoredAclEntry Rest(bool egress) => new() { Number = LastEntry, Egress = egress, Protocol = "-1", Cidr = "0.0.0.0/0" };
}
