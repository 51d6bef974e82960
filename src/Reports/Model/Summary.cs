using System.Runtime.InteropServices;

namespace SecretScoops.Governance.Reports.Model;

/// <summary>Counts of findings by control and account. It grows with both, not with findings.</summary>
internal sealed class Summary
{
    private readonly Dictionary<(string Control, string AccountId), Tally> counts = [];
    private readonly Dictionary<string, int> exemptionUses = [];

    /// <summary>Findings in all.</summary>
    public long Findings { get; private set; }

    /// <summary>By control and account.</summary>
    public IReadOnlyDictionary<(string Control, string AccountId), Tally> Counts => counts;

    /// <summary>How many findings each exemption covers; one that is not in it covers none.</summary>
    public IReadOnlyDictionary<string, int> ExemptionUses => exemptionUses;

    /// <summary>Counts one more.</summary>
    public void Add(Finding finding) => Add(finding.Control, finding.AccountId, finding.Verdict, finding.Exemption);

    /// <summary>Counts one more, of which no more than this is known.</summary>
    public void Add(string control, string accountId, Verdict verdict, string? exemption)
    {
        Findings++;
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, (control, accountId), out _);
        count = count.With(verdict);
        if (exemption is not null)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(exemptionUses, exemption, out _)++;
        }
    }

    /// <summary>Takes over what was counted before.</summary>
    public void Add(SummaryLine line)
    {
        Tally tally = new(line.Pass, line.Fail, line.Exempt, line.NotApplicable, line.NotEvaluated);
        counts[(line.Control, line.AccountId)] = tally;
        Findings += tally.InScope + tally.NotApplicable;
    }

    /// <summary>The sum over what fits.</summary>
    public Tally Of(Func<string, string, bool> fits) =>
        counts.Where(each => fits(each.Key.Control, each.Key.AccountId)).Aggregate(default(Tally), (sum, each) => sum + each.Value);
}
