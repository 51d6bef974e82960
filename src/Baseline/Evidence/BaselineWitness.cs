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
/// <param name="comparison">What is declared beside what was read.</param>
/// <param name="evidence">What the reading of a resource rests upon.</param>
/// <param name="seen">When it was read.</param>
internal sealed class BaselineWitness(Inquiry inquiry, Comparison comparison, Func<Resource, IReadOnlyList<Evident>> evidence, DateTimeOffset seen) : IWitness
{
    private const string OwnType = "SecretScoops::Baseline::";

    /// <inheritdoc/>
    public IEnumerable<Spot> Asked() => [];

    /// <inheritdoc/>
    public Task TestifyAsync(Testimony record, CancellationToken cancel)
    {
        // There are thousands, and every control looks through them.
        var resources = comparison.Addresses.Select(address => (Address: address, Name: address.ToString())).ToList();
        var above = inquiry.Accounts.ToDictionary(account => account, Above);
        foreach (var control in inquiry.Controls.Values)
        {
            foreach (var (address, _) in control.Homes.Resources.Count == 0 ? [] : resources.Where(resource => control.Homes.Resources.Any(pattern => Wildcard.Matches(pattern, resource.Name, StringComparison.Ordinal))))
            {
                if (PlaceOf(address) is var (account, region) && Inquiry.Asks(control, account))
                {
                    record.Found(Judged(control, address, account, region));
                }
            }

            foreach (var account in control.Homes.Guardrails.Count == 0 ? [] : inquiry.Accounts.Where(account => Inquiry.Asks(control, account)))
            {
                Guarded(control, account, above[account], record);
            }
        }

        return Task.CompletedTask;
    }

    private Finding Judged(Control control, Address address, ReportAccount account, string region)
    {
        var compared = comparison.Of(address);
        return Of(control, account, region, OwnType + address.Kind, address.ToString(), compared.Verdict, compared.Reason) with
        {
            Declared = compared.Desired?.Attributes,
            Observed = compared.Observed?.Attributes,
            Evidence = EvidenceOf(compared),
        };
    }

    private IReadOnlyList<Evident> EvidenceOf(Compared compared) => compared.Verdict == Verdict.NotEvaluated ? [] : evidence((compared.Observed ?? compared.Desired)!);

    // A guardrail protects an account when it is as declared and attached to something above the account, and the account is there and nowhere else.
    private void Guarded(Control control, ReportAccount account, HashSet<string>? above, Testimony record)
    {
        if (above is null)
        {
            record.Spared(Of(control, account, Spot.Global, ResourceTypes.Account, account.Id, Verdict.NotApplicable, "no guardrail binds the management account: AWS leaves it out of SCPs and RCPs"));
            return;
        }

        foreach (var guardrail in inquiry.Policies.Guardrails.Select(each => each.Value).Where(each => control.Homes.Guardrails.Contains(each.Name)))
        {
            var type = GuardrailType.Of(guardrail.Type);
            if (guardrail.Targets.FirstOrDefault(each => above.Contains(each.ToString())) is not { } target)
            {
                record.Spared(Of(control, account, Spot.Global, OwnType + type.Kind, $"{type.Kind}/{guardrail.Name}", Verdict.NotApplicable, $"{guardrail.Name} is not meant for this account"));
                continue;
            }

            Address[] needed = [new(type.Kind, guardrail.Name), new(type.AttachmentKind, $"{guardrail.Name}:{AttachedTo(target)}"), .. target is GuardrailTarget.OrganizationalUnit ? [new Address(KindNames.Placement, account.Name)] : Array.Empty<Address>()];
            var parts = needed.Select(address => (Address: address, Compared: comparison.Of(address))).ToList();
            var (verdict, reason) = parts.Find(part => part.Compared.Verdict == Verdict.Fail) is { Compared: not null } failed ? (Verdict.Fail, $"{failed.Address}: {failed.Compared.Reason}")
                : parts.Find(part => part.Compared.Verdict == Verdict.NotEvaluated) is { Compared: not null } open ? (Verdict.NotEvaluated, $"{open.Address}: {open.Compared.Reason}")
                : (Verdict.Pass, $"{guardrail.Name} is as declared and attached to {target}");
            record.Found(Of(control, account, Spot.Global, OwnType + type.Kind, $"{type.Kind}/{guardrail.Name}", verdict, reason) with
            {
                Declared = new JsonObject { ["attachedTo"] = target.ToString() },
                Observed = verdict is Verdict.Pass or Verdict.Fail ? new JsonObject { ["asDeclared"] = verdict == Verdict.Pass } : null,
                Evidence = [.. parts.SelectMany(part => EvidenceOf(part.Compared)).Distinct()],
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
