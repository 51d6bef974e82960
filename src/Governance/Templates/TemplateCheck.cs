using SecretScoops.Governance.Source;
using SecretScoops.Governance.Templates.Checks;

namespace SecretScoops.Governance.Templates;

/// <summary>Holds templates against the controls that an environment asks for.</summary>
internal static class TemplateCheck
{
    /// <summary>Everything that is wrong with a template, or cannot be known of it.</summary>
    /// <param name="template">As it is written.</param>
    /// <param name="book">What is asked for, and how strictly.</param>
    /// <param name="environment">Where it would be deployed.</param>
    public static TemplateVerdict Judge(Template template, ControlBook book, string environment)
    {
        var verdict = new TemplateVerdict();
        foreach (var rule in AllRules.All)
        {
            if (book.Find(rule.Control, environment) is not { } demand)
            {
                continue;
            }

            foreach (var node in template.Resources.Where(node => rule.Types.Contains(node.Find("Type")!.Text) || rule.Types.Contains(AllRules.Any)))
            {
                Judge(rule, template, node, demand, verdict);
            }
        }

        foreach (var node in template.Loops.Concat(template.Macros))
        {
            verdict.NotLookedAt.Add(new(node.Where, node.Key is { } key && Template.IsLoop(key) ? $"{key} makes resources that are not looked at" : "a macro may make anything of this template", ""));
        }

        foreach (var nested in template.Resources.Where(node => node.Find("Type")!.Text is "AWS::CloudFormation::Stack" or "AWS::CloudFormation::StackSet" or "AWS::Serverless::Application"))
        {
            verdict.NotLookedAt.Add(new(nested.WhereKey, "the template of a nested stack is not looked at: name it too", ""));
        }

        return verdict;
    }

    private static void Judge(Rule rule, Template template, SourceNode node, ControlDemand demand, TemplateVerdict verdict)
    {
        var (failures, unknowns, choices, ways, exists) = (new HashSet<Remark>(), new HashSet<Remark>(), new Choices(), 0, false);
        do
        {
            var told = new Told(demand.Parameters);
            var found = new Resource(node, new World(template, choices));
            if (found.Exists)
            {
                exists = true;
                rule.Judge(found, told);
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
        verdict.Add(demand, node.Key!, failures, unknowns, exists);
    }
}
