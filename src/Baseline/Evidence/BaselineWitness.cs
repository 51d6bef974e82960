using System.Text.Json.Nodes;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.AwsNames;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Resources;
using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Reports.Model;
using Evident = SecretScoops.Governance.Reports.Model.Evidence;

namespace SecretScoops.Governance.Baseline.Evidence;

/// <summary>The baseline's own comparison: what is declared against what was read, resource by resource; and guardrails, account by account.</summary>
/// <param name="inquiry">What is asked.</param>
/// <param name="plan">The comparison.</param>
/// <param name="evidence">What a resource's reading rests upon.</param>
/// <param name="seen">When it was read.</param>
internal sealed class BaselineWitness(Inquiry inquiry, Plan plan, Func<Address, IReadOnlyList<Evident>> evidence, DateTimeOffset seen) : IWitness
{
    private const string OwnType = "SecretScoops::Baseline::";

    /// <inheritdoc/>
    public IEnumerable<Spot> Asked() => [];

    /// <inheritdoc/>
    public Task TestifyAsync(Testimony record, CancellationToken cancel)
    {
        var declared = plan.Changes.Where(change => change.After is not null).ToDictionary(change => change.Address);
        // There are thousands, and every control looks through them.
        var resources = declared.Keys.Concat(plan.NotRead).Distinct().Select(address => (Address: address, Name: address.ToString())).ToList();
        var above = inquiry.Accounts.ToDictionary(account => account, Above);
        foreach (var control in inquiry.Controls.Values)
        {
            foreach (var (address, _) in control.Homes.Resources.Count == 0 ? [] : resources.Where(resource => control.Homes.Resources.Any(pattern => Wildcard.Matches(pattern, resource.Name, StringComparison.Ordinal))))
            {
                if (PlaceOf(address) is var (account, region) && Inquiry.Asks(control, account))
                {
                    record.Found(Judged(control, address, declared.GetValueOrDefault(address), account, region));
                }
            }

            foreach (var account in control.Homes.Guardrails.Count == 0 ? [] : inquiry.Accounts.Where(account => Inquiry.Asks(control, account)))
            {
                Guarded(control, account, above[account], declared, record);
            }
        }

        return Task.CompletedTask;
    }

    // A reading that failed leaves the resource among those not read, or in a place out of reach.
    private Finding Judged(Control control, Address address, Change? change, ReportAccount account, string region)
    {
        var away = plan.OutOfReach.FirstOrDefault(place => place.Covers(address));
        var (verdict, reason) = (change, away) switch
        {
            (_, not null) => (Verdict.NotEvaluated, away.Why.What),
            (null, _) => (Verdict.NotEvaluated, plan.Unread is [{ } fault, ..] ? $"it could not be read: {fault.What}" : "it could not be read"),
            ({ Verb: Verb.Keep }, _) => (Verdict.Pass, "it is as declared"),
            ({ Verb: Verb.Create }, _) => (Verdict.Fail, "it is declared and does not exist"),
            _ => (Verdict.Fail, $"it differs from what is declared in {string.Join(", ", change.Differences.Select(difference => difference.Path).Take(5))}{(change.Differences.Count > 5 ? ", …" : "")}"),
        };
        return Of(control, account, region, OwnType + address.Kind, address.ToString(), verdict, reason) with
        {
            Declared = change?.After?.Attributes,
            Observed = verdict == Verdict.NotEvaluated ? null : change?.Before?.Attributes,
            Evidence = verdict == Verdict.NotEvaluated ? [] : evidence(address),
        };
    }

    // A guardrail protects an account when it is as declared and attached to something above the account.
    private void Guarded(Control control, ReportAccount account, HashSet<string>? above, Dictionary<Address, Change> declared, Testimony record)
    {
        if (above is null)
        {
            record.Found(Of(control, account, Spot.Global, ResourceTypes.Account, account.Id, Verdict.NotApplicable, "no guardrail binds the management account: AWS leaves it out of SCPs and RCPs"));
            return;
        }

        foreach (var guardrail in inquiry.Policies.Guardrails.Select(each => each.Value).Where(each => control.Homes.Guardrails.Contains(each.Name)))
        {
            var target = guardrail.Targets.FirstOrDefault(each => above.Contains(each.ToString()));
            var type = GuardrailType.Of(guardrail.Type);
            var kind = type.Kind;
            Address[] needed = target is null ? [] : [new(kind, guardrail.Name), new(type.AttachmentKind, $"{guardrail.Name}:{AttachedTo(target)}")];
            var missing = needed.Where(address => declared.GetValueOrDefault(address) is not { Verb: Verb.Keep }).ToList();
            var open = missing.Where(address => !declared.ContainsKey(address)).ToList();
            var (verdict, reason) = target is null ? (Verdict.NotApplicable, $"{guardrail.Name} is not meant for this account")
                : open.Count > 0 ? (Verdict.NotEvaluated, $"{open[0]} could not be read")
                : missing.Count > 0 ? (Verdict.Fail, $"{missing[0]} is not as declared")
                : (Verdict.Pass, $"{guardrail.Name} is as declared and attached to {target}");
            record.Found(Of(control, account, Spot.Global, OwnType + kind, $"{kind}/{guardrail.Name}", verdict, reason) with
            {
                Declared = target is null ? null : new JsonObject { ["attachedTo"] = target.ToString() },
                Observed = verdict is Verdict.Pass or Verdict.Fail ? new JsonObject { ["asDeclared"] = verdict == Verdict.Pass } : null,
                Evidence = verdict is Verdict.Pass or Verdict.Fail ? [.. needed.SelectMany(evidence).Distinct()] : [],
            });
        }
    }

    private static string AttachedTo(GuardrailTarget target) => target is GuardrailTarget.Root ? $"{Address.Root.Kind}/{Address.Root.Name}" : target.ToString();

    // What an account stands under, itself included; null for the management account.
    private HashSet<string>? Above(ReportAccount account)
    {
        if (inquiry.Policies.Accounts.FirstOrDefault(each => each.Value.Name == account.Name) is not { Value: { } member })
        {
            return null;
        }

        var steps = member.OrganizationalUnit.Split('/');
        return [new GuardrailTarget.Root().ToString(), new GuardrailTarget.Account(member.Name).ToString(), .. steps.Select((_, i) => new GuardrailTarget.OrganizationalUnit(string.Join('/', steps.Take(i + 1))).ToString())];
    }

    private (ReportAccount Account, string Region)? PlaceOf(Address address) =>
        inquiry.ByName(address.Within?.Account ?? inquiry.Policies.LandingZone.ManagementAccount) is { } account ? (account, address.Within?.Region ?? Spot.Global) : null;

    private Finding Of(Control control, ReportAccount account, string region, string type, string id, Verdict verdict, string reason) => new()
    {
        Control = control.Id,
        AccountId = account.Id,
        Environment = account.Environment,
        Region = region,
        ResourceType = type,
        ResourceId = id,
        Verdict = verdict,
        Reason = reason,
        ObservedAt = seen,
        Evidence = [],
    };
}
