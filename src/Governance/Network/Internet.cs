namespace SecretScoops.Governance.Network;

/// <summary>How much of the internet some prefixes are together. Nobody hides the world by writing it in pieces.</summary>
internal static class Internet
{
    // Nobody but a handful has more than a /8 (IPv6: a /16) in one piece, and no list of customers, offices or a whole cloud is a sixteenth of all that can be reached.
    private static readonly (UInt128 Piece, UInt128 Altogether) s_wide = (UInt128.One << 24, UInt128.One << 28);
    private static readonly (UInt128 Piece, UInt128 Altogether) s_wideV6 = (UInt128.One << 112, UInt128.One << 121);

    // IANA IPv4 Special-Purpose Address Registry, and all from multicast upwards (remembered, 2026-11): nobody comes from there over the internet.
    private static readonly AddressRange[] s_unreachable =
    [
        .. ((string[])["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "224.0.0.0/3"]).Select(cidr => AddressRange.Parse(cidr)!.Value),
        // Of IPv6, 2000::/3 alone is given out (IANA IPv6 Global Unicast Address Assignments; remembered, 2026-11).
        new(true, UInt128.Zero, (UInt128.One << 125) - 1),
        new(true, UInt128.One << 126, UInt128.MaxValue),
    ];

    /// <summary>Whether the union is the world, or so much of it that it may as well be. Private addresses do not count.</summary>
    public static bool IsWide(IEnumerable<AddressRange> ranges)
    {
        var reachable = Reachable(ranges);
        return Wide(reachable.Where(r => !r.IsV6), s_wide) || Wide(reachable.Where(r => r.IsV6), s_wideV6);
    }

    /// <summary>Whether the union is more than one network has: more than a /16, or a /32 of IPv6. What is not is never taken for a part of the world.</summary>
    public static bool IsBroad(IEnumerable<AddressRange> ranges)
    {
        var reachable = Reachable(ranges);
        return Sum(reachable.Where(r => !r.IsV6)) > (UInt128.One << 16) || Sum(reachable.Where(r => r.IsV6)) > (UInt128.One << 96);
    }

    /// <summary>The union: in order, without overlaps, and neighbours made one.</summary>
    public static IReadOnlyList<AddressRange> Union(IEnumerable<AddressRange> ranges)
    {
        var union = new List<AddressRange>();
        foreach (var range in ranges.OrderBy(r => r.IsV6).ThenBy(r => r.First))
        {
            if (union is [.., var last] && last.IsV6 == range.IsV6 && (last.Last == UInt128.MaxValue || range.First <= last.Last + 1))
            {
                union[^1] = last with { Last = UInt128.Max(last.Last, range.Last) };
            }
            else
            {
                union.Add(range);
            }
        }

        return union;
    }

    /// <summary>The union without what nobody comes from over the internet.</summary>
    public static IReadOnlyList<AddressRange> Reachable(IEnumerable<AddressRange> ranges) => Union(s_unreachable.Aggregate((IEnumerable<AddressRange>)Union(ranges), static (left, hole) => left.SelectMany(r => Without(r, hole))));

    private static IEnumerable<AddressRange> Without(AddressRange range, AddressRange hole)
    {
        if (range.IsV6 != hole.IsV6 || range.Last < hole.First || hole.Last < range.First)
        {
            yield return range;
            yield break;
        }

        if (range.First < hole.First)
        {
            yield return range with { Last = hole.First - 1 };
        }

        if (hole.Last < range.Last)
        {
            yield return range with { First = hole.Last + 1 };
        }
    }

    private static bool Wide(IEnumerable<AddressRange> reachable, (UInt128 Piece, UInt128 Altogether) limits) =>
        reachable.Any(r => r.Last - r.First >= limits.Piece) || Sum(reachable) >= limits.Altogether;

    // What can be reached is far less than everything, so that nothing overflows.
    private static UInt128 Sum(IEnumerable<AddressRange> reachable) => reachable.Aggregate(UInt128.Zero, static (sum, r) => sum + (r.Last - r.First + 1));
}
