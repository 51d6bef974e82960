using System.Globalization;
using Amazon.SecurityHub.Model;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Resilience;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.AwsNames;
using SecretScoops.Governance.Baseline.Resources;
using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Reports.Formats;
using SecretScoops.Governance.Reports.Model;
using Scope = SecretScoops.Governance.Addresses.Scope;

namespace SecretScoops.Governance.Baseline.Evidence;

/// <summary>Security Hub's findings, from its administrator's account in the home region, to which the aggregator brings those of all accounts and regions.</summary>
/// <param name="inquiry">What is asked.</param>
/// <param name="world">Sessions and ids.</param>
/// <param name="proof">Makes evidence.</param>
internal sealed class SecurityHubWitness(Inquiry inquiry, AwsWorld world, Proof proof) : IWitness
{
    /// <summary>Rights that it needs in the administrator's account.</summary>
    public static IReadOnlyList<Need> Permissions { get; } = ["securityhub:GetFindings"];

    private const int PerPage = 100;

    // Findings of Security Hub's own checks. An account may import whatever it likes, but not in this product's name (User Guide, "Custom product integrations", read 2026-11).
    private const string OwnChecks = "::product/aws/securityhub";
    private const string Generator = "security-control/";

    private readonly ILookup<string, Control> _controls = inquiry.Controls.Values
        .SelectMany(control => control.Homes.SecurityHub.Select(id => (id, control)))
        .ToLookup(pair => pair.id, pair => pair.control, StringComparer.Ordinal);

    // Where a Config rule of ours says it too, that one is asked for everywhere; only what Security Hub alone says is missed when it is silent.
    private readonly IReadOnlyList<Control> _alone = [.. inquiry.Controls.Values.Where(control => control.Homes is { SecurityHub.Count: > 0, ConfigRules.Count: 0, Resources.Count: 0, Guardrails.Count: 0 })];

    /// <inheritdoc/>
    public IEnumerable<Spot> Asked() => Spots(_alone);

    /// <inheritdoc/>
    public async Task TestifyAsync(Testimony record, CancellationToken cancel)
    {
        if (inquiry.Policies.Find(SecurityHubFile.Area) is not { } file)
        {
            return;
        }

        try
        {
            var session = world.SessionOf(new Scope(file.Value.AdministratorIn(inquiry.Policies.LandingZone), inquiry.Policies.LandingZone.HomeRegion));
            await Paged.VisitAsync(async token =>
            {
                var request = new GetFindingsRequest
                {
                    Filters = new()
                    {
                        RecordState = [new() { Value = "ACTIVE", Comparison = "EQUALS" }],
                        // A report is no evidence for the next.
                        GeneratorId = [new() { Value = AsffFinding.Ours, Comparison = "PREFIX_NOT_EQUALS" }],
                    },
                    MaxResults = PerPage,
                    NextToken = token,
                };
                var (page, answer) = await AnswerLog.OfAsync(() => session.SecurityHub.GetFindingsAsync(request, cancel));
                foreach (var finding in page.Findings ?? [])
                {
                    Tell(finding, answer, record);
                }

                return page.NextToken;
            });
        }
        catch (Exception e) when (AwsFaults.IsFromAws(e) || e is Engine.FaultException)
        {
            var fault = world.FaultOf(e);
            // What it would have said of resources that others looked at is not known either.
            foreach (var place in Spots(_controls.SelectMany(each => each).Distinct()).GroupBy(spot => (spot.AccountId, spot.Region)))
            {
                record.Shut(new(place.Key.AccountId, place.Key.Region, GapCall.Of(fault, "securityhub:GetFindings"), fault.What, [.. place.Select(spot => spot.Control).Order(StringComparer.Ordinal)]));
            }
        }
    }

    private IEnumerable<Spot> Spots(IEnumerable<Control> controls) =>
        from control in controls
        from account in inquiry.Accounts
        where Inquiry.Asks(control, account)
        from region in account.Regions
        select new Spot(control.Id, account.Id, region);

    private void Tell(AwsSecurityFinding finding, AwsAnswer answer, Testimony record)
    {
        var id = finding.Compliance?.SecurityControlId ?? (finding.GeneratorId?.StartsWith(Generator, StringComparison.Ordinal) == true ? finding.GeneratorId[Generator.Length..] : null);
        if (id is null || !finding.ProductArn.EndsWith(OwnChecks, StringComparison.Ordinal) || inquiry.ById(finding.AwsAccountId) is not { } account)
        {
            return;
        }

        foreach (var control in _controls[id].Where(control => Inquiry.Asks(control, account)))
        {
            foreach (var resource in finding.Resources ?? [])
            {
                record.Found(Of(control, account, finding, resource, id, answer), resource.Id);
            }
        }
    }

    private Finding Of(Control control, ReportAccount account, AwsSecurityFinding finding, Resource resource, string id, AwsAnswer answer)
    {
        var verdict = finding.Compliance?.Status?.Value switch { "PASSED" => Verdict.Pass, "FAILED" => Verdict.Fail, _ => Verdict.NotEvaluated };
        var type = ResourceTypes.OfFinding(resource.Type) ?? resource.Type;
        var region = resource.Region ?? finding.Region ?? inquiry.Policies.LandingZone.HomeRegion;
        return new()
        {
            Control = control.Id,
            AccountId = account.Id,
            Environment = account.Environment,
            Region = region,
            ResourceType = type,
            ResourceId = ResourceIds.Of(type, resource.Id),
            Tags = resource.Tags is { } tags ? tags.ToDictionary(tag => tag.Key, tag => tag.Value) : new Dictionary<string, string>(),
            Verdict = verdict,
            Reason = $"Security Hub control {id}: {finding.Compliance?.Status?.Value ?? "no status"}{Suppressed(finding)}{Because(finding)}",
            ObservedAt = DateTimeOffset.TryParse(finding.UpdatedAt, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var updated) ? updated : inquiry.At,
            Evidence =
            [
                proof.Of(answer, EvidenceSource.SecurityHub, Proof.Command("securityhub", "get-findings", answer.Region, ("filters", $$"""{"Id":[{"Value":{{System.Text.Json.Nodes.JsonValue.Create(finding.Id).ToJsonString()}},"Comparison":"EQUALS"}]}"""))),
            ],
        };
    }

    // What somebody silenced in the console has no approver and no end.
    private static string Suppressed(AwsSecurityFinding finding) => finding.Workflow?.Status?.Value == "SUPPRESSED" ? ", suppressed there, which is no exemption here" : "";

    private static string Because(AwsSecurityFinding finding) =>
        finding.Compliance?.StatusReasons is [{ } first, ..] ? $" ({first.ReasonCode})" : "";
}
