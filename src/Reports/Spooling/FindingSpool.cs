using System.Text.Json;
using SecretScoops.Governance.Reports.Formats;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Spooling;

/// <summary>
/// Findings on their way from those who collect, in any order, to those who write, in the order of <see cref="Finding.Key"/>. However many there are, a bounded part is in memory; the rest
/// lies in a temporary file.
/// </summary>
/// <remarks>
/// Two findings of one key become one (<see cref="Merge"/>). Which they are shows only when everything is sorted, so counting is a pass of its own over the same merge that is read
/// afterwards: counts and findings cannot come apart. <see cref="Append"/> may be called from several threads, reading from several at once after <see cref="Count"/>.
/// </remarks>
internal sealed class FindingSpool : IDisposable
{
    private const long MostBytesHeld = 32_000_000;
    private const int MostRuns = 64;
    private readonly Lock gate = new();
    private readonly SpoolFile file;
    private readonly int most;
    private readonly List<SpoolRun> runs = [];
    private readonly List<SpooledFinding> held = [];
    private long heldBytes;
    private Summary? summary;

    /// <param name="directory">Where the temporary file lies; the system's where null.</param>
    /// <param name="most">Findings kept in memory before they are written as a sorted run.</param>
    public FindingSpool(string? directory = null, int most = 16_384)
    {
        this.most = most;
        file = new(directory ?? Path.GetTempPath());
    }

    /// <summary>Takes one more.</summary>
    /// <exception cref="InvalidOperationException">The findings are counted already.</exception>
    public void Append(Finding finding)
    {
        if (finding.Control.Contains('|', StringComparison.Ordinal) || finding.AccountId.Contains('|', StringComparison.Ordinal))
        {
            throw new ArgumentException($"the control {finding.Control} or account {finding.AccountId} contains |, which parts the key", nameof(finding));
        }

        // Halves of surrogate pairs do not survive UTF-8; a key must be sorted as it will be read.
        finding = finding with { ResourceId = Plain.WellFormed(finding.ResourceId), ResourceType = Plain.WellFormed(finding.ResourceType), Region = Plain.WellFormed(finding.Region) };
        SpooledFinding spooled = new(finding.Key, finding.Verdict, JsonSerializer.SerializeToUtf8Bytes(finding, ReportJson.Default.Finding));
        lock (gate)
        {
            if (summary is not null)
            {
                throw new InvalidOperationException("the findings are counted already; what comes now would be missing from the counts");
            }

            held.Add(spooled);
            heldBytes += spooled.Text.Length;
            if (held.Count >= most || heldBytes >= MostBytesHeld)
            {
                WriteRun();
            }
        }
    }

    /// <summary>Every count, over the findings as they will be read. Nothing can be appended afterwards.</summary>
    public Summary Count()
    {
        lock (gate)
        {
            if (summary is not null)
            {
                return summary;
            }

            WriteRun();
            Summary counted = new();
            foreach (var finding in Merged())
            {
                var parts = finding.Key.Split('|', 3);
                counted.Add(parts[0], parts[1], finding.Verdict, finding.Verdict == Verdict.Exempt ? Parsed(finding).Exemption : null);
            }

            return summary = counted;
        }
    }

    /// <summary>The findings in the order of their keys; again each time it is asked.</summary>
    public IEnumerable<Finding> Findings()
    {
        Count();
        return Merged().Select(Parsed);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private void WriteRun()
    {
        if (held.Count == 0)
        {
            return;
        }

        held.Sort((left, right) => string.CompareOrdinal(left.Key, right.Key));
        runs.Add(file.Write(held));
        held.Clear();
        heldBytes = 0;
        if (runs.Count == MostRuns)
        {
            var merged = file.Write(Merged());
            runs.Clear();
            runs.Add(merged);
        }
    }

    private IEnumerable<SpooledFinding> Merged()
    {
        List<SpooledFinding> same = [];
        foreach (var finding in Sorted())
        {
            if (same.Count > 0 && same[0].Key != finding.Key)
            {
                yield return One(same);
                same.Clear();
            }

            same.Add(finding);
        }

        if (same.Count > 0)
        {
            yield return One(same);
        }
    }

    private IEnumerable<SpooledFinding> Sorted()
    {
        PriorityQueue<IEnumerator<SpooledFinding>, string> heads = new(StringComparer.Ordinal);
        var readers = runs.Select(run => file.Read(run).GetEnumerator()).ToList();
        try
        {
            foreach (var reader in readers.Where(reader => reader.MoveNext()))
            {
                heads.Enqueue(reader, reader.Current.Key);
            }

            while (heads.TryPeek(out var reader, out _))
            {
                yield return reader.Current;
                if (reader.MoveNext())
                {
                    heads.DequeueEnqueue(reader, reader.Current.Key);
                }
                else
                {
                    heads.Dequeue();
                }
            }
        }
        finally
        {
            readers.ForEach(reader => reader.Dispose());
        }
    }

    private static SpooledFinding One(List<SpooledFinding> same)
    {
        if (same.Count == 1)
        {
            return same[0];
        }

        var merged = Merge.All(same.Select(Parsed));
        return new(same[0].Key, merged.Verdict, JsonSerializer.SerializeToUtf8Bytes(merged, ReportJson.Default.Finding));
    }

    private static Finding Parsed(SpooledFinding finding) => JsonSerializer.Deserialize(finding.Text.Span, ReportJson.Default.Finding)!;
}
