using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Checks;

/// <summary>No requirement is without controls, and none without a home in any stage, but where its gap is said and explained.</summary>
internal sealed class RequirementChecks(ControlCatalogue catalogue, IReadOnlyList<(PolicyFile File, GuardrailFile? Content)> guardrails, FaultLog faults)
{
    /// <summary>Tells all that is wrong.</summary>
    public void Hold(IReadOnlyList<SourcedEntry<Requirement>> requirements)
    {
        var types = guardrails.Where(guardrail => guardrail.Content is not null).ToDictionary(guardrail => guardrail.File.Name, guardrail => guardrail.Content!.Type.Value, StringComparer.Ordinal);
        foreach (var requirement in requirements)
        {
            var standing = RequirementStanding.Of(requirement.Value, catalogue, types);
            if (standing.Controls.Count == 0)
            {
                faults.Error(requirement.Where, "requirement-without-control", $"no control serves requirement {Quoted.Value(requirement.Key)}", "name it under \"requirements\" of those in controls/ that do, or add one");
                continue;
            }

            foreach (var (stage, homes) in standing.Homes.Where(stage => stage.Value.Count == 0 && !requirement.Value.Gaps.ContainsKey(stage.Key)))
            {
                var word = stage.ToString().ToLowerInvariant();
                faults.Error(
                    requirement.Where, "requirement-without-home", $"requirement {Quoted.Value(requirement.Key)} is {word} nowhere", $"give one of its controls a home, or say under \"gaps\" why it is not {word}");
            }
        }
    }
}
