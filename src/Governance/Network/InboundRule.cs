namespace SecretScoops.Governance.Network;

/// <summary>A rule of a security group that lets in.</summary>
/// <param name="Id">Tells it from the others of its group.</param>
/// <param name="Protocol"><c>tcp</c>, <c>udp</c>, <see cref="AnyProtocol"/>, or another one's name or number.</param>
/// <param name="First">Port.</param>
/// <param name="Last">Port.</param>
/// <param name="Sources">Where from; nothing for members of another group, and for a prefix list that cannot be seen.</param>
internal sealed record InboundRule(string Id, string Protocol, int First, int Last, IReadOnlyList<AddressRange> Sources)
{
    /// <summary>All protocols, and all their ports.</summary>
    public const string AnyProtocol = "-1";

    /// <summary>A protocol by its name, its number or a word for all of them, in whatever letters; nothing is all of them.</summary>
    public static string ProtocolOf(string? text) => text?.ToLowerInvariant() switch
    {
        "6" => "tcp",
        "17" => "udp",
        null or "all" => AnyProtocol,
        var name => name,
    };

    /// <summary>Whether it lets in more than one port.</summary>
    public bool IsMany => Protocol == AnyProtocol || First != Last;

    /// <summary>
    /// The rules through which the world reaches one of some ports: each whose own sources are wide; and, where those that are left are wide together, all of them but what is no more
    /// than one network's.
    /// </summary>
    public static IEnumerable<InboundRule> Open(IReadOnlyList<InboundRule> rules, Ports asked)
    {
        var reaching = rules.Where(rule => rule.Sources.Count > 0 && rule.Reaches(asked.Protocol, asked.First, asked.Last)).ToList();
        // Between two ends of rules everything is alike.
        var starts = reaching.SelectMany(rule => (int[])[rule.Starts(asked).First, rule.Starts(asked).Last + 1]).Append(asked.First).Where(port => port >= asked.First && port <= asked.Last).Distinct();
        return starts.Select(port => reaching.Where(rule => rule.Reaches(asked.Protocol, port, port)).ToList())
            .DistinctBy(there => string.Join(',', there.Select(rule => rule.Id)))
            .SelectMany(OpenTogether);
    }

    /// <summary>Whether it lets in one of some ports.</summary>
    public bool Reaches(string asked, int first, int last) => Protocol == AnyProtocol || (Protocol == asked && First <= last && first <= Last);

    private static IEnumerable<InboundRule> OpenTogether(List<InboundRule> there)
    {
        var wide = there.Where(rule => Internet.IsWide(rule.Sources)).ToList();
        var rest = there.Except(wide).ToList();
        return Internet.IsWide(rest.SelectMany(rule => rule.Sources)) ? wide.Concat(rest.Where(rule => Internet.IsBroad(rule.Sources))) : wide;
    }

    private (int First, int Last) Starts(Ports asked) => Protocol == AnyProtocol ? (asked.First, asked.Last) : (First, Last);
}
