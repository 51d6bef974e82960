using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace SecretScoops.Governance.Ledger;

/// <summary>Ties the lines of a history together: whoever changes, drops or swaps one changes every hash after it.</summary>
internal static class LedgerChain
{
    /// <summary>SHA-256 of the line without its own hash, as <c>sha256:…</c>.</summary>
    public static string HashOf(LedgerEntry entry) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(entry with { Hash = "" }, LedgerJson.Default.LedgerEntry)));

    /// <summary>The line with its hash.</summary>
    public static LedgerEntry Sealed(LedgerEntry entry) => entry with { Hash = HashOf(entry) };

    /// <summary>What does not fit, in words; empty when the history is whole. That the last lines were cut off cannot be seen from the lines alone.</summary>
    public static IReadOnlyList<string> Faults(IReadOnlyList<LedgerEntry> history)
    {
        var faults = new List<string>();
        for (var i = 0; i < history.Count; i++)
        {
            var (entry, previous) = (history[i], i == 0 ? null : history[i - 1]);
            var place = string.Create(CultureInfo.InvariantCulture, $"{entry.Incident} line {entry.Sequence}");
            if (entry.Hash != HashOf(entry))
            {
                faults.Add($"{place}: its content is not what its hash was made of");
            }

            if (entry.Sequence != i + 1)
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"{place}: stands where line {i + 1} belongs"));
            }

            if (entry.Previous != (previous?.Hash ?? ""))
            {
                faults.Add($"{place}: does not follow the line before it");
            }
        }

        return faults;
    }
}
