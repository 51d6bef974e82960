using System.Globalization;

namespace SecretScoops.Governance.Network;

/// <summary>Ports of a protocol, both ends included.</summary>
internal readonly record struct Ports(string Protocol, int First, int Last)
{
    /// <summary>The highest that there is.</summary>
    public const int Highest = 65535;

    /// <summary><c>22</c> or <c>8080-8089</c>.</summary>
    /// <exception cref="FormatException">It is neither: nothing is touched then.</exception>
    public static Ports Parse(string protocol, string text)
    {
        var numbers = text.Split('-', StringSplitOptions.TrimEntries).Select(part => int.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture)).ToList();
        return numbers is [var only] ? new(protocol, only, only) : numbers is [var first, var last] && first <= last && last <= Highest ? new(protocol, first, last)
            : throw new FormatException($"\"{text}\" is no port and no range of ports");
    }

    /// <summary>Every port of a protocol that is not allowed.</summary>
    public static IEnumerable<Ports> AllBut(string protocol, IEnumerable<Ports> allowed)
    {
        var next = 0;
        foreach (var ports in allowed.OrderBy(p => p.First))
        {
            if (ports.First > next)
            {
                yield return new(protocol, next, ports.First - 1);
            }

            next = Math.Max(next, ports.Last + 1);
        }

        if (next <= Ports.Highest)
        {
            yield return new(protocol, next, Ports.Highest);
        }
    }
}
