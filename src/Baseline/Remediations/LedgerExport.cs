using System.Text.Json;
using SecretScoops.Governance.Baseline.Commands;
using SecretScoops.Governance.Baseline.Rendering;
using SecretScoops.Governance.Ledger;

namespace SecretScoops.Governance.Baseline.Remediations;

/// <summary>The ledger as a file for auditors: lines as they are kept, hashes and all, so that whoever has the file can check the chains without us.</summary>
internal static class LedgerExport
{
    /// <summary>Writes it; the exit code says whether every chain holds.</summary>
    public static async Task<int> WriteAsync(Docket docket, string path, Output output, CancellationToken cancel)
    {
        var (lines, incidents, faults) = (0, 0, new List<string>());
        await using (var file = File.Create(path))
        {
            await foreach (var history in docket.AllAsync(cancel))
            {
                incidents++;
                faults.AddRange(LedgerChain.Faults(history.Entries));
                foreach (var entry in history.Entries)
                {
                    lines++;
                    await JsonSerializer.SerializeAsync(file, entry, LedgerJson.Default.LedgerEntry, cancel);
                    await file.WriteAsync("\n"u8.ToArray(), cancel);
                }
            }
        }

        foreach (var fault in faults)
        {
            await output.Diagnostics.WriteLineAsync(fault);
        }

        await output.Result.WriteLineAsync($"wrote {path}: {lines} lines of {incidents} incidents; {(faults.Count == 0 ? "every chain holds" : $"{faults.Count} faults in the chains")}");
        return faults.Count == 0 ? ExitCodes.Done : ExitCodes.Error;
    }
}
