using System.Text;
using System.Text.RegularExpressions;

namespace SecretScoops.Governance.Tests.Policies;

/// <summary>What a careless or hostile hand makes of a file.</summary>
internal static class Mutation
{
    private static readonly string[] s_fragments = ["null", "[]", "{}", "\"\"", "0", "-1", "1e999", "true", "\"*\"", "\"@{x}\"", "\"${\"", "[[", "}}", ",", ":", "\\ud800", "\u0000", "//", "9999999999999999999999"];

    /// <summary>A byte, a run of bytes, or a whole value changed.</summary>
    public static byte[] Of(byte[] bytes, Random random)
    {
        var (at, length) = (random.Next(bytes.Length + 1), random.Next(40));
        var end = Math.Min(at + length, bytes.Length);
        return random.Next(5) switch
        {
            0 => [.. bytes[..at], (byte)random.Next(256), .. bytes[Math.Min(at + 1, bytes.Length)..]],
            1 => [.. bytes[..at], .. bytes[end..]],
            2 => [.. bytes[..end], .. bytes[at..]],
            3 => [.. bytes[..at], .. Encoding.UTF8.GetBytes(s_fragments[random.Next(s_fragments.Length)]), .. bytes[at..]],
            _ => Replaced(bytes, random),
        };
    }

    /// <summary>A whole value for another, so that the file stays JSON more often than not.</summary>
    private static byte[] Replaced(byte[] bytes, Random random)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var strings = Regex.Matches(text, "\"[^\"]*\"|\\btrue\\b|\\b[0-9]+\\b");
        if (strings.Count == 0)
        {
            return bytes;
        }

        var found = strings[random.Next(strings.Count)];
        var other = random.Next(2) == 0 ? s_fragments[random.Next(s_fragments.Length)] : strings[random.Next(strings.Count)].Value;
        return Encoding.UTF8.GetBytes(text[..found.Index] + other + text[(found.Index + found.Length)..]);
    }
}
