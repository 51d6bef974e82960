using System.Buffers;
using System.Text.Json;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Formats;

/// <summary>Findings for one call of <c>BatchImportFindings</c>, made in their account and region.</summary>
/// <param name="AccountId">Whose Security Hub takes them.</param>
/// <param name="Region">In which.</param>
/// <param name="Findings">Each an object of ASFF in UTF-8.</param>
internal sealed record AsffBatch(string AccountId, string Region, IReadOnlyList<ReadOnlyMemory<byte>> Findings);

/// <summary>
/// Findings cut as <c>BatchImportFindings</c> takes them: at most 100 to a call, 240 KB each, 6 MB together, all of one account and region (Security Hub API reference, read 2026-09).
/// </summary>
/// <remarks>
/// Findings come sorted by control, so that each account and region has a batch that is being filled: what all of them hold is bounded, and when the bound is met the largest goes as it
/// is. Suppression is in the findings of exemptions, yet Security Hub takes it from <c>BatchUpdateFindings</c> alone once a finding is known.
/// </remarks>
/// <param name="report">That findings are of.</param>
/// <param name="mostHeld">Bytes that batches may hold while they fill.</param>
internal sealed class AsffBatches(Report report, int mostHeld = 32_000_000)
{
    /// <summary>Limits of the API; KB and MB are taken as powers of ten, the smaller.</summary>
    public const int MostFindings = 100;

    /// <inheritdoc cref="MostFindings"/>
    public const int MostBytesEach = 240_000;

    /// <inheritdoc cref="MostFindings"/>
    public const int MostBytes = 6_000_000;

    // Room for {"Findings":[…]} and whatever else the call has around it.
    private const int Around = 1024;

    /// <summary>Batches in the order in which they fill.</summary>
    /// <exception cref="InvalidDataException">A finding that is larger than the API takes. Every member is cut to its limit, so that this is a fault of ours.</exception>
    public IEnumerable<AsffBatch> Cut(IEnumerable<Finding> findings)
    {
        var asff = new AsffFinding(report);
        var buffer = new ArrayBufferWriter<byte>(1 << 12);
        using Utf8JsonWriter json = new(buffer);
        Dictionary<(string, string), Filling> filling = [];
        long held = 0;
        foreach (var finding in findings)
        {
            asff.Write(json, finding);
            json.Flush();
            ReadOnlyMemory<byte> text = buffer.WrittenSpan.ToArray();
            buffer.ResetWrittenCount();
            json.Reset();
            if (text.Length > MostBytesEach)
            {
                throw new InvalidDataException($"the finding {Plain.Clip(finding.Key, 200)} has {text.Length} bytes as ASFF; Security Hub takes {MostBytesEach}: this is a bug, please report it");
            }

            var place = (finding.AccountId, asff.RegionOf(finding));
            if (!filling.TryGetValue(place, out var batch))
            {
                filling[place] = batch = new(place.AccountId, place.Item2);
            }

            if (batch.Findings.Count == MostFindings || batch.Bytes + text.Length + 1 > MostBytes - Around)
            {
                held -= batch.Bytes;
                yield return batch.Take();
            }

            batch.Add(text);
            held += text.Length + 1;
            if (held > mostHeld)
            {
                var largest = filling.Values.MaxBy(each => each.Bytes)!;
                held -= largest.Bytes;
                yield return largest.Take();
            }
        }

        foreach (var batch in filling.Values.Where(each => each.Findings.Count > 0))
        {
            yield return batch.Take();
        }
    }

    private sealed class Filling(string accountId, string region)
    {
        public List<ReadOnlyMemory<byte>> Findings { get; private set; } = [];

        public int Bytes { get; private set; }

        public void Add(ReadOnlyMemory<byte> finding)
        {
            Findings.Add(finding);
            Bytes += finding.Length + 1;
        }

        public AsffBatch Take()
        {
            AsffBatch batch = new(accountId, region, Findings);
            Findings = [];
            Bytes = 0;
            return batch;
        }
    }
}
