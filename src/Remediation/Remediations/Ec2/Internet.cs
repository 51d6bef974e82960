using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SecretScoops.Governance.Remediation.Remediations.Ec2;

/// <summary>Addresses of one family that follow one another, both ends included. The older family's addresses stand in the low 32 bits.</summary>
internal readonly record struct AddressRange(bool IsV6, UInt128 First, UInt128 Last)
{
    /// <summary>A prefix as AWS writes it, whatever stands in the bits behind its length; null when it is none.</summary>
    public static AddressRange? Parse(string? cidr)
    {
        string[] parts = cidr?.Split('/') ?? [];
        if (parts.Length is not (1 or 2) || !IPAddress.TryParse(parts[0], out var address))
        {
            return null;
        }

        var isV6 = address.AddressFamily == AddressFamily.InterNetworkV6;
        var size = isV6 ? 128 : 32;
        var length = parts.Length == 1 ? size : int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var bits) ? bits : int.MaxValue;
        return length > size ? null : Of(isV6, Value(address), length);
    }

    /// <summary>The prefix of a length that an address is in.</summary>
    public static AddressRange Of(bool isV6, UInt128 address, int length)
    {
        var free = (isV6 ? 128 : 32) - length;
        // Shifting by the whole width would shift by nothing.
        var behind = free == 128 ? UInt128.MaxValue : (UInt128.One << free) - 1;
        return new(isV6, address & ~behind, address | behind);
    }

    private static UInt128 Value(IPAddress address) => address.GetAddressBytes().Aggregate(UInt128.Zero, static (sum, part) => (sum << 8) | part);
}

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
