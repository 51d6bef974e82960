using SecretScoops.Governance.Environments;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies.Checks;
using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies;

/// <summary>Lays each environment's file over <c>environments/default.json</c>: what the file names wins, name by name.</summary>
internal static class EnvironmentMerge
{
    /// <summary>The name of the file that the others inherit from; no environment itself.</summary>
    public const string Default = "default";

    /// <summary>The environments that could be read, by name.</summary>
    public static IReadOnlyList<MergedEnvironment> Of(WrittenPolicies written, Declarations declared, FaultLog faults)
    {
        var inherited = written.Environments.FirstOrDefault(environment => environment.File.Name == Default).Content
            ?? new() { Guardrails = [], Access = [] };
        var merged = new List<MergedEnvironment>();
        foreach (var (file, content) in written.Environments)
        {
            if (content is null)
            {
                continue;
            }

            foreach (var guardrail in content.Guardrails)
            {
                _ = declared.Guardrails.Knows(guardrail.Key, guardrail.Where);
            }

            declared.CheckAccess(content.Access);
            if (file.Name != Default && Unit(file, content, inherited, declared, faults) is { } unit)
            {
                merged.Add(Merge(file, content, inherited, unit));
            }
        }

        return merged;
    }

    private static string? Unit(PolicyFile file, EnvironmentFile content, EnvironmentFile inherited, Declarations declared, FaultLog faults)
    {
        if ((content.OrganizationalUnit ?? inherited.OrganizationalUnit) is not { } unit)
        {
            faults.Error(
                file.Where, "missing-property", $"neither this environment nor {Default}.json has an \"organizationalUnit\"", "add it: the path of a unit in organization.json");
            return null;
        }

        return declared.Units.Knows(unit.Value, unit.Where) || !declared.Units.Complete ? unit.Value : null;
    }

    private static MergedEnvironment Merge(PolicyFile file, EnvironmentFile content, EnvironmentFile inherited, string unit)
    {
        var guardrails = Overlay(inherited.Guardrails, content.Guardrails);
        var access = Overlay(inherited.Access, content.Access);
        return new(guardrails, access, new(
            new()
            {
                Name = file.Name,
                Description = content.Description ?? inherited.Description ?? "",
                OrganizationalUnit = unit,
                Guardrails = [.. guardrails.Where(guardrail => guardrail.Value).Select(guardrail => guardrail.Key)],
                Access = access.Where(entry => entry.Value.Count > 0).ToDictionary(
                    entry => entry.Key, entry => (IReadOnlyList<string>)[.. entry.Value.Select(set => set.Value).Order(StringComparer.Ordinal)], StringComparer.Ordinal),
                AccountDefaults = content.AccountDefaults is { } own && inherited.AccountDefaults is { } below ? own.Over(below) : content.AccountDefaults ?? inherited.AccountDefaults,
            },
            file.Where));
    }

    private static List<SourcedEntry<T>> Overlay<T>(IReadOnlyList<SourcedEntry<T>> below, IReadOnlyList<SourcedEntry<T>> above) =>
        [.. above.UnionBy(below, entry => entry.Key, StringComparer.Ordinal).OrderBy(entry => entry.Key, StringComparer.Ordinal)];
}

/// <summary>An environment with all that holds in it, and where each of it was written.</summary>
internal sealed record MergedEnvironment(
    IReadOnlyList<SourcedEntry<bool>> Guardrails,
    IReadOnlyList<SourcedEntry<IReadOnlyList<Sourced<string>>>> Access,
    Sourced<EnvironmentPolicy> Resolved);
