using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.Sandbox.Sqs;

/// <summary>The digests by which clients tell that what they sent has arrived.</summary>
/// <remarks>Developer Guide, "Calculating the MD5 message digest for message attributes", read 2026-11.</remarks>
internal static class Digest
{
    /// <summary>Of a body.</summary>
    public static string Of(string body) => Md5(Encoding.UTF8.GetBytes(body));

    /// <summary>Of attributes; null where there are none.</summary>
    public static string? Of(IReadOnlyDictionary<string, StoredMessageAttribute> attributes)
    {
        if (attributes.Count == 0)
        {
            return null;
        }

        var text = new MemoryStream();
        foreach (var (name, attribute) in attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal))
        {
            Write(text, Encoding.UTF8.GetBytes(name));
            Write(text, Encoding.UTF8.GetBytes(attribute.Type));
            var binary = attribute.Type.StartsWith("Binary", StringComparison.Ordinal);
            text.WriteByte(binary ? (byte)2 : (byte)1);
            Write(text, binary ? Convert.FromBase64String(attribute.Value) : Encoding.UTF8.GetBytes(attribute.Value));
        }

        return Md5(text.ToArray());
    }

    private static void Write(MemoryStream text, byte[] value)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
        text.Write(length);
        text.Write(value);
    }

#pragma warning disable CA5351 // SQS's protocol has it so; nothing is kept safe by it.
    private static string Md5(byte[] bytes) => Convert.ToHexStringLower(MD5.HashData(bytes));
#pragma warning restore CA5351
}
