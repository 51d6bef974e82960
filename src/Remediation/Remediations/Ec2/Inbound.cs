using System.Text.Json.Nodes;
using SecretScoops.Governance.Network;

namespace SecretScoops.Governance.Remediation.Remediations.Ec2;

/// <summary>A rule that lets in.</summary>
/// <param name="Id">Its own id.</param>
/// <param name="Json">As the image has it.</param>
/// <param name="Sources">Where from; nothing for members of another group, and for a prefix list that cannot be seen.</param>
internal sealed record Inbound(string Id, JsonObject Json, IReadOnlyList<AddressRange> Sources)
{
    private InboundRule Rule { get; } = new(
        Id,
        (string?)Json["protocol"] switch { "6" => "tcp", "17" => "udp", var other => other?.ToLowerInvariant() ?? InboundRule.AnyProtocol },
        ((int?)Json["from"], (int?)Json["to"]) is ( >= 0 and var first, >= 0) ? first : 0,
        ((int?)Json["from"], (int?)Json["to"]) is ( >= 0, >= 0 and var last) ? last : Ports.Highest,
        Sources);

    /// <summary>Whether it lets in more than one port.</summary>
    public bool IsMany => Rule.IsMany;

    /// <summary>All of an image.</summary>
    public static IReadOnlyList<Inbound> Of(JsonObject image) =>
    [
        .. (image["rules"] as JsonObject ?? []).Select(rule => (rule.Key, Json: (JsonObject)rule.Value!)).Where(rule => !SecurityGroup.IsOut(rule.Json))
            .Select(rule => new Inbound(rule.Key, rule.Json, [.. SourcesOf(rule.Json).Select(AddressRange.Parse).OfType<AddressRange>()])),
    ];

    /// <summary>The rules through which the world reaches one of some ports: see <see cref="InboundRule.Open"/>.</summary>
    public static IEnumerable<Inbound> Open(IReadOnlyList<Inbound> rules, Ports asked)
    {
        var open = InboundRule.Open([.. rules.Select(rule => rule.Rule)], asked).Select(rule => rule.Id).ToHashSet(StringComparer.Ordinal);
        return rules.Where(rule => open.Contains(rule.Id));
    }

    private static IEnumerable<string?> SourcesOf(JsonObject rule) =>
        [(string?)rule["cidr"], (string?)rule["cidrV6"], .. (rule["entries"] as JsonArray ?? []).Select(entry => (string?)entry)];
}
