using SecretScoops.Governance.ConfigRules;
using SecretScoops.Governance.Sandbox.Config.Checks;
using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.Sandbox.Config;

/// <summary>What rules find. AWS evaluates when something changes and from time to time; here rules look when somebody asks, so that answers are never behind.</summary>
internal sealed class Compliances(World world)
{
    public const string Compliant = "COMPLIANT";
    public const string NonCompliant = "NON_COMPLIANT";
    public const string InsufficientData = "INSUFFICIENT_DATA";

    /// <summary>Every resource that a rule judges; none while nothing is recorded, and none for rules whose resources the sandbox does not have.</summary>
    public IReadOnlyList<StoredEvaluation> Of(StoredConfigRule rule, StoredAccount account, string region)
    {
        if (account.Regions.GetValueOrDefault(region)?.Config?.Recorder is not { Recording: true } recorder)
        {
            return [];
        }

        if (rule.Content.Owner != "AWS" || ConfigChecks.Find(rule.Content.Identifier!) is not { } check)
        {
            return rule.Evaluations;
        }

        // A rule that waits for changes sees only what is recorded.
        var waits = ManagedRules.Embedded.Find(rule.Content.Identifier!) is { Periodic: false };
        var request = new CheckRequest(world, account, region, rule.Content.Identifier!, RuleContents.Parameters(rule.Content.Parameters));
        return
        [
            .. check.Evaluate(request)
                .Where(each => !waits || recorder.Records(each.Type))
                .Where(each => rule.Content.ResourceTypes.Count == 0 || rule.Content.ResourceTypes.Contains(each.Type))
                .Where(each => rule.Content.ResourceId is not { } id || each.Id == id)
                .OrderBy(each => each.Type, StringComparer.Ordinal).ThenBy(each => each.Id, StringComparer.Ordinal)
                .Select(each => new StoredEvaluation
                {
                    ResourceType = each.Type,
                    ResourceId = each.Id,
                    Compliance = each.Compliant ? Compliant : NonCompliant,
                    Annotation = each.Compliant ? null : each.Annotation,
                    OrderedAt = world.Now,
                    RecordedAt = world.Now,
                }),
        ];
    }

    /// <summary>What that comes to.</summary>
    public static string Sum(IReadOnlyList<StoredEvaluation> evaluations) =>
        evaluations.Any(each => each.Compliance == NonCompliant) ? NonCompliant
        : evaluations.Any(each => each.Compliance == Compliant) ? Compliant
        : InsufficientData;
}
