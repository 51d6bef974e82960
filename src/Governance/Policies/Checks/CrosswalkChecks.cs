using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies.Files;
using Written = System.Collections.Generic.IReadOnlyList<SecretScoops.Governance.Policies.Shapes.SourcedEntry<System.Collections.Generic.IReadOnlyList<
    SecretScoops.Governance.Policies.Shapes.SourcedEntry<System.Collections.Generic.IReadOnlyList<SecretScoops.Governance.Policies.Sourced<string>>>>>>;

namespace SecretScoops.Governance.Policies.Checks;

/// <summary>Holds crosswalks against the frameworks: every defect that other tools' mappings have (ids that do not exist, ids twice, no source) is a fault here.</summary>
/// <param name="frameworks">By key; null when they were not opened: then nothing is held against them.</param>
/// <param name="faults">Where faults go.</param>
internal sealed class CrosswalkChecks(IReadOnlyDictionary<string, FrameworkFile>? frameworks, FaultLog faults)
{
    /// <summary>Tells all that is wrong with one control's.</summary>
    public void Hold(Written crosswalk)
    {
        if (frameworks is null)
        {
            return;
        }

        foreach (var entry in crosswalk)
        {
            if (!frameworks.TryGetValue(entry.Key, out var framework))
            {
                faults.Error(
                    entry.Where, "unknown-framework", $"there is no framework {Quoted.Value(entry.Key)}",
                    Nearest.Remedy(entry.Key, frameworks.Keys, $"add a file of its name to controls/frameworks; there are {Quoted.List(frameworks.Keys.Order(StringComparer.Ordinal))}"));
                continue;
            }

            var seen = new Dictionary<string, Place>(StringComparer.Ordinal);
            foreach (var source in entry.Value)
            {
                if (!framework.Sources.ContainsKey(source.Key))
                {
                    faults.Error(
                        source.Where, "unknown-source", $"{entry.Key} has no source {Quoted.Value(source.Key)}",
                        Nearest.Remedy(source.Key, framework.Sources.Keys, $"add it to crosswalkSources of controls/frameworks/{entry.Key}.json"));
                }

                foreach (var id in source.Value)
                {
                    Id(id, framework.Framework, entry.Key, seen);
                }
            }
        }
    }

    /// <summary>What is written, with whole sources; empty where frameworks were not opened.</summary>
    public static IReadOnlyList<Mapping> Resolved(Written crosswalk, IReadOnlyDictionary<string, FrameworkFile>? frameworks) => frameworks is null
        ? []
        : [.. from entry in crosswalk.OrderBy(entry => entry.Key, StringComparer.Ordinal)
              where frameworks.ContainsKey(entry.Key)
              let framework = frameworks[entry.Key]
              let order = framework.Framework.Requirements.Keys.ToList()
              from mapping in
                  from source in entry.Value
                  where framework.Sources.ContainsKey(source.Key)
                  from id in source.Value
                  orderby order.IndexOf(id.Value)
                  select new Mapping(entry.Key, id.Value, framework.Sources[source.Key].Title, framework.Sources[source.Key].Date)
              select mapping];

    private void Id(Sourced<string> id, Framework framework, string key, Dictionary<string, Place> seen)
    {
        if (!framework.Requirements.ContainsKey(id.Value))
        {
            faults.Error(
                id.Where, "unknown-framework-id", $"{framework.Name} {framework.Version} has no {Quoted.Value(id.Value)}",
                faults.IsFull ? "delete it" : Nearest.Remedy(id.Value, framework.Requirements.Keys, $"delete it; controls/frameworks/{key}.json has every id that there is"));
        }
        else if (!seen.TryAdd(id.Value, id.Where))
        {
            faults.Error(id.Where, "duplicate-framework-id", $"{Quoted.Value(id.Value)} is mapped twice: first at {seen[id.Value]}", "leave it with the better source");
        }
    }
}
