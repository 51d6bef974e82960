using System.Security.Cryptography;
using System.Text;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Formats;

/// <summary>Ids that are the same in every report for the same thing, so that whoever imports reports knows it again.</summary>
internal static class StableId
{
    // Made up once, at random; changing it makes every id of ours a new one.
    private static readonly byte[] space = Convert.FromHexString("8d0b2f0e6c1f4a0d9b8e2c7a5f31d4e6");

    /// <summary>A UUID of version 5 (RFC 4122) from a name: OSCAL and SARIF refuse version 7.</summary>
    /// <param name="kind">Of thing: what keeps a risk and a finding of one name apart.</param>
    /// <param name="name">Of the thing.</param>
    public static Guid Uuid(string kind, string name)
    {
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        var length = space.Length + Encoding.UTF8.GetMaxByteCount(kind.Length + 1 + name.Length);
        var bytes = length <= 1024 ? stackalloc byte[length] : new byte[length];
        space.CopyTo(bytes);
        var used = space.Length;
        used += Encoding.UTF8.GetBytes(kind, bytes[used..]);
        bytes[used++] = (byte)'|';
        used += Encoding.UTF8.GetBytes(name, bytes[used..]);
#pragma warning disable CA5350 // A name, no secret: RFC 4122 makes version 5 of SHA-1.
        SHA1.HashData(bytes[..used], hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new(hash[..16], bigEndian: true);
    }

    /// <summary>64 hexadecimal digits that tell a finding from every other, however long its resource's name is.</summary>
    public static string Fingerprint(Finding finding)
    {
        var key = finding.Key;
        var length = Encoding.UTF8.GetMaxByteCount(key.Length);
        var bytes = length <= 2048 ? stackalloc byte[length] : new byte[length];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(key, bytes)], hash);
        return Convert.ToHexStringLower(hash);
    }
}
