using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace SecretScoops.Governance.Baseline.Engine;

/// <summary>
/// One object for the same attributes, wherever they stand: what hundreds of accounts have alike is kept once, and what is declared and observed alike is the same object, so that
/// comparing it costs nothing. Attributes are never changed after they were made, and reading them from several threads is safe.
/// </summary>
internal static class SharedAttributes
{
    private static readonly ConcurrentDictionary<UInt128, WeakReference<JsonObject>> known = new();

    /// <summary>The object of a canonical JSON text.</summary>
    /// <param name="utf8">Kept by the object; must not change.</param>
    public static JsonObject Of(byte[] utf8)
    {
        var key = BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(utf8));
        while (true)
        {
            var reference = known.GetOrAdd(key, static (_, text) => new(Parsed(text)), utf8);
            if (reference.TryGetTarget(out var shared))
            {
                return shared;
            }

            // Nobody needed it any more; whoever comes first makes it anew.
            known.TryUpdate(key, new(Parsed(utf8)), reference);
        }
    }

    private static JsonObject Parsed(byte[] utf8) => JsonNode.Parse(utf8)!.AsObject();
}
