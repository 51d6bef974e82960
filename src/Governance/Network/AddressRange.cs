using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SecretScoops.Governance.Network;

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
