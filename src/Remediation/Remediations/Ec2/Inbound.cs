using System.Text.Json.Nodes;

namespace SecretScoops.Governance.Remediation.Remediations.Ec2;

/// <summary>A rule that lets in.</summary>
/// <param name="Id">Its own id.</param>
/// <param name="Json">As the image has it.</param>
/// <param name="Sources">Where from; nothing for members of another group, and for a prefix list that cannot be seen.</param>
internal sealed record Inbound(string Id, JsonObject Json, IReadOnlyList<AddressRange> Sources)
{
    private readonly string protocol = (string?)Json["protocol"] switch { "6" => "tcp", "17" => "udp", var other => other?.ToLowerInvariant() ?? "-1" };
    private readonly (int First, int Last) ports = ((int?)Json["from"], (int?)Json["to"]) is ( >= 0 and var from, >= 0 and var to) ? (from, to) : (0, Ports.Highest);

    /// <summary>Whether it lets in more than one port.</summary>
    public bool IsMany => protocol == "-1" || ports.First != ports.Last;

    /// <summary>All of an image.</summary>
    public static IReadOnlyList<Inbound> Of(JsonObject image) =>
    [
        .. (image["rules"] as JsonObject ?? []).Select(rule => (rule.Key, Json: (JsonObject)rule.Value!)).Where(rule => !SecurityGroup.IsOut(rule.Json))
            .Select(rule => new Inbound(rule.Key, rule.Json, [.. SourcesOf(rule.Json).Select(AddressRange.Parse).OfType<AddressRange>()])),
    ];

    /// <summary>
    /// The rules through which the world reaches one of some ports: each whose own sources are wide; and, where those that are left are wide together, all of them but what is no more
    /// than one network's.
    /// </summary>
    public static IEnumerable<Inbound> Open(IReadOnlyList<Inbound> rules, Ports asked)
    {
        var reaching = rules.Where(rule => rule.Sources.Count > 0 && rule.Reaches(asked.Protocol, asked.First, asked.Last)).ToList();
        // Between two ends of rules everything is alike.
        var starts = reaching.SelectMany(rule => (int[])[rule.Starts(asked).First, rule.Starts(asked).Last + 1]).Append(asked.First).Where(port => port >= asked.First && port <= asked.Last).Distinct();
        return starts.Select(port => reaching.Where(rule => rule.Reaches(asked.Protocol, port, port)).ToList())
            .DistinctBy(there => string.Join(',', there.Select(rule => rule.Id)))
            .SelectMany(OpenTogether);
    }

    private static IEnumerable<Inbound> OpenTogether(List<Inbound> there)
    {
        var wide = there.Where(rule => Internet.IsWide(rule.Sources)).ToList();
        var rest = there.Except(wide).ToList();
        return Internet.IsWide(rest.SelectMany(rule => rule.Sources)) ? wide.Concat(rest.Where(rule => Internet.IsBroad(rule.Sources))) : wide;
    }

    private bool Reaches(string asked, int first, int last) => protocol == "-1" || (protocol == asked && ports.First <= last && first <= ports.Last);

    private (int First, int Last) Starts(Ports asked) => protocol == "-1" ? (asked.First, asked.Last) : ports;

    private static IEnumerable<string?> SourcesOf(JsonObject rule) =>
        [(string?)rule["cidr"], (string?)rule["cidrV6"], .. (rule["entries"] as JsonArray ?? []).Select(entry => (string?)entry)];
}
