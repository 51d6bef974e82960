using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Exemptions;
using SecretScoops.Governance.Source;
using SecretScoops.Governance.Templates.Checks;

namespace SecretScoops.Governance.Templates;

/// <summary>Holds templates against the controls that an environment asks for.</summary>
internal static class TemplateCheck
{
    /// <summary>Everything that is wrong with a template, or cannot be known of it.</summary>
    /// <param name="template">As it is written.</param>
    /// <param name="demands">Of where it would be deployed.</param>
    /// <param name="exemptions">What need not be kept there.</param>
    public static TemplateVerdict Judge(Template template, ControlDemands demands, TemplateExemptions exemptions)
    {
        var verdict = new TemplateVerdict();
        foreach (var rule in AllRules.All)
        {
            if (!demands.ById.TryGetValue(rule.Control, out var demand))
            {
                continue;
            }

            foreach (var node in template.Resources.Where(node => rule.Types.Contains(node.Find("Type")!.Text) || rule.Types.Contains(AllRules.Any)))
            {
                Judge(rule, template, node, demand, exemptions, verdict);
            }
        }

        verdict.NotLookedAt.AddRange(BlindSpots.Of(template));
        return verdict;
    }

    private static void Judge(Rule rule, Template template, SourceNode node, ControlDemand demand, TemplateExemptions exemptions, TemplateVerdict verdict)
    {
        ExemptionAnswer? exemption = null;
        var (failures, unknowns, choices, ways, exists) = (new HashSet<Remark>(), new HashSet<Remark>(), new Choices(), 0, false);
        do
        {
            var told = new Told(demand.Parameters);
            var found = new Resource(node, new World(template, choices));
            if (found.Exists)
            {
                exists = true;
                rule.Judge(found, told);
                // Its name may go by conditions too: it has to be exempt each way.
                exemption = told.Failures.Count == 0 ? exemption : Weaker(exemption, exemptions.Find(rule.Control, found));
            }

            failures.UnionWith(told.Failures);
            unknowns.UnionWith(told.Unknowns);
            if (++ways == Choices.Most)
            {
                _ = unknowns.Add(new(found.Node.WhereKey, $"its conditions go more than {Choices.Most} ways: give values to parameters with --parameters", ""));
                break;
            }
        }
        while (choices.Advance());
        verdict.Add(demand, node.Key!, failures, unknowns, exists, exemption);
    }

    private static ExemptionAnswer Weaker(ExemptionAnswer? one, ExemptionAnswer other) =>
        one is null || (one.InForce is { } held && (other.InForce is null || other.InForce.Expires < held.Expires)) ? other : one;
}
