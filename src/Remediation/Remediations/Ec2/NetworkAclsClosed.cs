using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.EC2;
using Amazon.EC2.Model;
using SecretScoops.Governance.Network;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Ec2;

/// <summary>
/// No network ACL but a VPC's default one lets SSH or remote desktops in from the world. The entry that allows just that port is deleted; whoever came in through it from elsewhere,
/// the VPC itself among them, is cut off too.
/// </summary>
/// <remarks>
/// ACLs know no connections: an entry for 1024-65535 lets answers in, and holds 3389. An entry of more than the one port is therefore told of and never deleted, with the entries that
/// deny the port before it as steps. Default ACLs allow everything by design, and Security Hub's EC2.21 leaves them out too (Security Hub User Guide; remembered, 2026-11).
/// </remarks>
internal sealed class NetworkAclsClosed : Remediation
{
    private const string Arn = "arn:{partition}:ec2:{region}:{account}:network-acl/{id}";
    private const string Entries = "/entries/";
    private static readonly int[] s_ports = [22, 3389];

    /// <inheritdoc/>
    public override string Control => "network-acls-closed";

    /// <inheritdoc/>
    public override string ResourceType => "AWS::EC2::NetworkAcl";

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["EC2.21"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["ec2.amazonaws.com:CreateNetworkAclEntry", "ec2.amazonaws.com:ReplaceNetworkAclEntry"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => [new("ec2:DescribeNetworkAcls", "*")];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => [new("ec2:DeleteNetworkAclEntry", Arn), new("ec2:CreateNetworkAclEntry", Arn)];

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        try
        {
            return (await subject.Session.Ec2.DescribeNetworkAclsAsync(new() { NetworkAclIds = [subject.Id] }, cancellationToken)).NetworkAcls is not [var acl, ..] ? null : new()
            {
                ["vpc"] = acl.VpcId,
                ["default"] = acl.IsDefault ?? false,
                ["entries"] = new JsonObject((acl.Entries ?? []).OrderBy(e => e.Egress).ThenBy(e => e.RuleNumber).Select(e =>
                    KeyValuePair.Create<string, JsonNode?>(string.Create(CultureInfo.InvariantCulture, $"{(e.Egress == true ? "out" : "in")}-{e.RuleNumber}"), EntryOf(e)))),
                ["tags"] = Tagged.Object(acl.Tags),
            };
        }
        catch (AmazonEC2Exception gone) when (gone.ErrorCode is "InvalidNetworkAclID.NotFound" or "InvalidNetworkAclId.NotFound")
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands)
    {
        if ((bool?)image["default"] == true)
        {
            return [];
        }

        var inbound = (image["entries"] as JsonObject ?? []).Where(e => e.Key.StartsWith("in-", StringComparison.Ordinal)).Select(e => (e.Key, Entry: (JsonObject)e.Value!))
            .OrderBy(e => (int?)e.Entry["number"]).ToList();
        return
        [
            .. inbound.Where(e => (string?)e.Entry["action"] == "allow" && Source(e.Entry) is { } source && Internet.IsWide([source]))
                .Select(e => (e.Key, e.Entry, Ports: s_ports.Where(port => Reaches(e.Entry, port) && !inbound.TakeWhile(before => before.Key != e.Key).Any(before => Denies(before.Entry, e.Entry, port))).ToList()))
                .Where(e => e.Ports.Count > 0)
                .Select(e => new Violation($"{Entries}{e.Key}", What(e.Entry, e.Ports), null)),
        ];
    }

    /// <inheritdoc/>
    public override bool CanMend(JsonObject image, IReadOnlyList<Violation> violations) => violations.All(v => Images.At(image, v.Atom) is JsonObject entry && IsOne(entry));

    /// <inheritdoc/>
    public override async Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken)
    {
        var key = Images.Keys(atom)[^1].Split('-');
        var (isOut, number) = (key[0] == "out", int.Parse(key[1], NumberStyles.None, CultureInfo.InvariantCulture));
        if (value is not JsonObject entry)
        {
            await subject.Session.Ec2.DeleteNetworkAclEntryAsync(new() { NetworkAclId = subject.Id, Egress = isOut, RuleNumber = number }, cancellationToken);
            return;
        }

        await subject.Session.Ec2.CreateNetworkAclEntryAsync(
            new()
            {
                NetworkAclId = subject.Id,
                Egress = isOut,
                RuleNumber = number,
                RuleAction = (string)entry["action"]!,
                Protocol = (string)entry["protocol"]!,
                CidrBlock = (string?)entry["cidr"],
                Ipv6CidrBlock = (string?)entry["cidrV6"],
                PortRange = (int?)entry["from"] is { } from && (int?)entry["to"] is { } to ? new() { From = from, To = to } : null,
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        "An entry that allows the one port: "
            + string.Join("; ", violations.Select(v => $"aws ec2 delete-network-acl-entry --network-acl-id {subject.Id} --ingress --rule-number {Images.Keys(v.Atom)[^1]["in-".Length..]} --region {subject.Incident.Region}")),
        "An entry that allows more: put one before it that denies the port, and before that one what may come in, with lower numbers: "
            + $"aws ec2 create-network-acl-entry --network-acl-id {subject.Id} --ingress --rule-number NUMBER --protocol tcp --port-range From=22,To=22 --cidr-block 0.0.0.0/0 --rule-action deny --region {subject.Incident.Region}",
        "Denying 3389 stops answers to connections that went out from port 3389, which a NAT gateway may choose: deny it in subnets without one",
    ];

    private static JsonObject EntryOf(NetworkAclEntry entry) => new()
    {
        ["number"] = entry.RuleNumber,
        ["action"] = entry.RuleAction?.Value,
        ["protocol"] = entry.Protocol,
        ["cidr"] = string.IsNullOrEmpty(entry.CidrBlock) ? null : entry.CidrBlock,
        ["cidrV6"] = string.IsNullOrEmpty(entry.Ipv6CidrBlock) ? null : entry.Ipv6CidrBlock,
        ["from"] = entry.PortRange?.From,
        ["to"] = entry.PortRange?.To,
    };

    private static AddressRange? Source(JsonObject entry) => AddressRange.Parse((string?)entry["cidr"] ?? (string?)entry["cidrV6"]);

    private static bool Reaches(JsonObject entry, int port) =>
        (string?)entry["protocol"] == "-1" || ((string?)entry["protocol"] is "6" or "tcp" && ((int?)entry["from"] ?? 0) <= port && port <= ((int?)entry["to"] ?? Ports.Highest));

    // Entries are asked in order, and the first that fits decides.
    private static bool Denies(JsonObject entry, JsonObject allowed, int port) =>
        (string?)entry["action"] == "deny" && Reaches(entry, port) && Source(entry) is { } denied && Source(allowed) is { } source
        && denied.IsV6 == source.IsV6 && denied.First <= source.First && source.Last <= denied.Last;

    private static bool IsOne(JsonObject entry) => (string?)entry["protocol"] is "6" or "tcp" && (int?)entry["from"] is { } from && (int?)entry["to"] == from;

    private static string What(JsonObject entry, List<int> ports) => string.Create(CultureInfo.InvariantCulture,
        $"entry {(int?)entry["number"]} lets port {string.Join(" and ", ports)} in from \"{(string?)entry["cidr"] ?? (string?)entry["cidrV6"]}\"{(IsOne(entry) ? "" : "; it allows more than that, so that it is not deleted")}");
}
