using System.Text.Json.Nodes;
using SecretScoops.Governance.Network;

namespace SecretScoops.Governance.Remediation.Remediations.Ec2;

/// <summary>A rule that lets in.</summary>
/// <param name="Json">As the image has it.</param>
/// <param name="Rule">As it is judged.</param>
internal sealed record Inbound(JsonObject Json, InboundRule Rule)
{
    /// <summary>Its own id.</summary>
    public string Id => Rule.Id;

    /// <summary>Whether it lets in more than one port.</summary>
    public bool IsMany => Rule.IsMany;

    /// <summary>All of an image.</summary>
    public static IReadOnlyList<Inbound> Of(JsonObject image) =>
    [
        .. (image["rules"] as JsonObject ?? []).Select(rule => (rule.Key, Json: (JsonObject)rule.Value!)).Where(rule => !SecurityGroup.IsOut(rule.Json))
            .Select(rule => new Inbound(rule.Json, Judged(rule.Key, rule.Json))),
    ];

    /// <summary>The rules through which the world reaches one of some ports: see <see cref="InboundRule.Open"/>.</summary>
    public static IEnumerable<Inbound> Open(IReadOnlyList<Inbound> rules, Ports asked)
    {
        var open = InboundRule.Open([.. rules.Select(rule => rule.Rule)], asked).Select(rule => rule.Id).ToHashSet(StringComparer.Ordinal);
        return rules.Where(rule => open.Contains(rule.Id));
    }

    private static InboundRule Judged(string id, JsonObject rule)
    {
        var (first, last) = ((int?)rule["from"], (int?)rule["to"]) is ( >= 0 and var from, >= 0 and var to) ? (from, to) : (0, Ports.Highest);
        return new(id, InboundRule.ProtocolOf((string?)rule["protocol"]), first, last, [.. SourcesOf(rule).Select(AddressRange.Parse).OfType<AddressRange>()]);
    }

    private static IEnumerable<string?> SourcesOf(JsonObject rule) =>
        [(string?)rule["cidr"], (string?)rule["cidrV6"], .. (rule["entries"] as JsonArray ?? []).Select(entry => (string?)entry)];
}
