using SecretScoops.Governance.Reports.Model;
using SecretScoops.Governance.Reports.Spooling;

namespace SecretScoops.Governance.Baseline.Evidence;

/// <summary>Takes what witnesses say, and tells in the end of whatever nobody said anything about. Thread-safe. It keeps places, never findings.</summary>
/// <param name="inquiry">What is asked.</param>
/// <param name="spool">Where findings go.</param>
internal sealed class Testimony(Inquiry inquiry, FindingSpool spool)
{
    private const string NobodyLooked = "nobody has looked at it yet";

    private readonly Lock _gate = new();
    private readonly HashSet<Spot> _found = [];
    private readonly HashSet<Spot> _looked = [];
    private readonly HashSet<(string Control, string AccountId)> _spared = [];
    private readonly Dictionary<Spot, Gap> _shut = [];
    private readonly List<Gap> _gaps = [];

    /// <summary>What could not be asked, by account, region and call: witnesses are asked side by side, and answer in any order.</summary>
    public IReadOnlyList<Gap> Gaps => [.. _gaps.OrderBy(InOrder, StringComparer.Ordinal)];

    /// <summary>A finding. One that fails and is exempted becomes exempt.</summary>
    /// <param name="finding">As the witness has it.</param>
    /// <param name="names">What its resource is called besides its id.</param>
    public void Found(Finding finding, params IEnumerable<string> names)
    {
        var told = finding.Verdict == Verdict.Fail ? Exempted(finding, names) : finding;
        lock (_gate)
        {
            _found.Add(new(told.Control, told.AccountId, told.Region));
            spool.Append(told);
        }
    }

    /// <summary>A guardrail that binds nobody in the account. It says nothing of what is there, so that whoever else could look is missed all the same.</summary>
    public void Spared(Finding finding)
    {
        lock (_gate)
        {
            _spared.Add((finding.Control, finding.AccountId));
            spool.Append(finding);
        }
    }

    /// <summary>A witness was asked there, and answered; perhaps that there is nothing.</summary>
    public void Looked(Spot spot)
    {
        lock (_gate)
        {
            _looked.Add(spot);
        }
    }

    /// <summary>A witness could not be asked.</summary>
    public void Shut(Gap gap)
    {
        lock (_gate)
        {
            _gaps.Add(gap);
            foreach (var spot in gap.Controls.Select(control => new Spot(control, gap.AccountId, gap.Region)))
            {
                _shut[spot] = _shut.TryGetValue(spot, out var other) && string.CompareOrdinal(InOrder(other), InOrder(gap)) <= 0 ? other : gap;
            }
        }
    }

    /// <summary>When all have spoken: a place that was looked at without finding anything has nothing to find; one that nobody looked at is not evaluated, and never passed.</summary>
    /// <param name="asked">Every place that was to be looked at.</param>
    public void Close(IEnumerable<Spot> asked)
    {
        var told = _found.Select(spot => (spot.Control, spot.AccountId)).ToHashSet();
        foreach (var spot in asked.Concat(_shut.Keys).Distinct())
        {
            // A witness that was shut out says so even where another found something: what that one would have seen is not known.
            if (_shut.TryGetValue(spot, out var gap))
            {
                spool.Append(Unresolved(spot, Verdict.NotEvaluated, gap.Reason));
            }
            else if (!_found.Contains(spot))
            {
                spool.Append(_looked.Contains(spot)
                    ? Unresolved(spot, Verdict.NotApplicable, "it was looked at, and there is nothing that it could be asked of")
                    : Unresolved(spot, Verdict.NotEvaluated, NobodyLooked));
            }

            told.Add((spot.Control, spot.AccountId));
        }

        // Where nothing but guardrails keeps a control, there is nobody else to be missed.
        told.UnionWith(_spared.Where(pair => inquiry.Controls[pair.Control].Homes is { ConfigRules.Count: 0, SecurityHub.Count: 0, Resources.Count: 0, Remediation: false, Templates: false }));
        var silent = from control in inquiry.Controls.Values
                     from account in inquiry.Accounts
                     where Inquiry.Asks(control, account) && !told.Contains((control.Id, account.Id))
                     select new Spot(control.Id, account.Id, Spot.Global);
        foreach (var spot in silent)
        {
            spool.Append(Unresolved(spot, Verdict.NotEvaluated, inquiry.Controls[spot.Control].Homes switch
            {
                { SecurityHub.Count: > 0 } => NobodyLooked,
                { Remediation: true } => "nobody evaluates it: remediation acts on it when an event or the sweep tells of it, and none has",
                { Templates: true } => "nobody evaluates it here: templates are held against it before they are deployed (baseline check)",
                _ => "nothing that could be asked here looks at it",
            }));
        }
    }

    private static string InOrder(Gap gap) => string.Join('|', gap.AccountId, gap.Region, gap.Call, gap.Reason);

    private Finding Exempted(Finding finding, IEnumerable<string> names)
    {
        var account = inquiry.ById(finding.AccountId);
        var region = finding.Region == Spot.Global ? null : finding.Region;
        var answer = inquiry.Policies.Exemptions.Find(finding.Control, account?.Name, account?.Environment, region, [finding.ResourceId, .. names], inquiry.At);
        return answer.InForce is { } exemption
            ? finding with { Verdict = Verdict.Exempt, Exemption = exemption.Id, Reason = $"{finding.Reason}; {answer.Why}" }
            : finding;
    }

    private Finding Unresolved(Spot spot, Verdict verdict, string reason) => new()
    {
        Control = spot.Control,
        AccountId = spot.AccountId,
        Environment = inquiry.ById(spot.AccountId)?.Environment ?? "",
        Region = spot.Region,
        ResourceType = AwsNames.ResourceTypes.Account,
        ResourceId = spot.AccountId,
        Verdict = verdict,
        Reason = reason,
        ObservedAt = inquiry.At,
        Evidence = [],
    };
}
