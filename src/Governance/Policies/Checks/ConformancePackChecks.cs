using SecretScoops.Governance.ConfigRules;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies.Areas;
using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Checks;

/// <summary>Holds the conformance packs of <c>config.json</c> against their templates, and the templates against the packs.</summary>
internal static class ConformancePackChecks
{
    // Config API Reference, OrganizationConformancePackName and ConformancePackInputParameters, read 2026-11.
    private const int LongestName = 128;
    private const int MostParameters = 60;

    /// <summary>Tells all that is wrong with packs.</summary>
    public static void Hold(ConfigFile file, AreaCheck check)
    {
        foreach (var pack in file.ConformancePacks)
        {
            foreach (var (environment, _, where) in pack.Value.Environments.Where(e => e.Key != check.LandingZone?.ManagementAccount))
            {
                _ = check.Declared.Environments.Knows(environment, where);
            }

            Name(pack, check);
            var template = pack.Value.Template;
            if (!check.ConformancePacks.TryGetValue(template.Value, out var found))
            {
                var names = check.ConformancePacks.Keys;
                check.Faults.Error(
                    template.Where, "unknown-template", $"there is no template {Quoted.Value(template.Value)}",
                    Nearest.Remedy(template.Value, names, $"write it to {PolicyFiles.ConformancePacks}/{template.Value}.json"));
            }
            else if (found is not null)
            {
                Parameters(pack, found, check.Faults);
                Regions(pack, found, check);
            }
        }
    }

    /// <summary>Warns of templates that no pack has.</summary>
    public static void Unused(WrittenPolicies written, FaultLog faults)
    {
        if (written.Files.Find(ConfigFile.Area.File) is not null && !written.Areas.ContainsKey(ConfigFile.Area.Name))
        {
            return;
        }

        var packs = written.Areas.TryGetValue(ConfigFile.Area.Name, out var config) ? ((ConfigFile)config.Value).ConformancePacks : [];
        foreach (var (file, _) in written.ConformancePacks.Where(template => !packs.Any(pack => pack.Value.Template.Value == template.File.Name)))
        {
            faults.Warning(file.Where, "template-unused", $"no conformance pack of config.json has template {Quoted.Value(file.Name)}", "name it in a pack, or delete it");
        }
    }

    private static void Name(SourcedEntry<ConformancePackPolicy> pack, AreaCheck check)
    {
        var suffix = pack.Value.Environments.Where(e => e.Value is { On: true, Parameters.Count: > 0 }).Select(e => e.Key.Length + 1).DefaultIfEmpty(0).Max();
        if (check.LandingZone is { } landingZone && landingZone.NamePrefix.Length + pack.Key.Length + suffix is > LongestName and var length)
        {
            check.Faults.Error(
                pack.Where, "over-quota", $"with prefix and environment the name of pack {Quoted.Value(pack.Key)} has {length} characters; AWS allows {LongestName} (Config API Reference, OrganizationConformancePackName)",
                "shorten it");
        }
    }

    private static void Parameters(SourcedEntry<ConformancePackPolicy> pack, ConformancePackTemplate template, FaultLog faults)
    {
        foreach (var (name, _, where) in pack.Value.Environments.SelectMany(e => e.Value.Parameters).Concat(pack.Value.Parameters).Where(p => !template.Parameters.ContainsKey(p.Key)))
        {
            faults.Error(
                where, "unknown-parameter", $"template {Quoted.Value(pack.Value.Template.Value)} has no parameter {Quoted.Value(name)}",
                template.Parameters.Count == 0 ? "delete it; the template has none" : Nearest.Remedy(name, template.Parameters.Keys, $"it has {Quoted.List(template.Parameters.Keys)}"));
        }

        var given = pack.Value.Parameters.Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var (missing, _) in template.Parameters.Where(p => !p.Value && !given.Contains(p.Key)))
        {
            faults.Error(pack.Where, "missing-parameter", $"template {Quoted.Value(pack.Value.Template.Value)} needs parameter {Quoted.Value(missing)}", "add it under \"parameters\", or give it a \"Default\" in the template");
        }

        if (given.Count >= MostParameters)
        {
            faults.Error(
                pack.Where, "over-quota", $"pack {Quoted.Value(pack.Key)} gives {given.Count} parameters; AWS allows {MostParameters}, one of which is the fingerprint (Config API Reference, ConformancePackInputParameters)",
                "leave some to the template's defaults");
        }
    }

    private static void Regions(SourcedEntry<ConformancePackPolicy> pack, ConformancePackTemplate template, AreaCheck check)
    {
        if (check.LandingZone is not { } landingZone)
        {
            return;
        }

        var regions = pack.Value.HomeRegionOnly ? [landingZone.HomeRegion] : landingZone.GovernedRegions;
        foreach (var rule in template.Rules.Where(rule => rule.OnlyIn is { } only && regions.Any(region => region != only)))
        {
            check.Faults.Error(
                pack.Where, "rule-elsewhere", $"{rule.Identifier} exists in {rule.OnlyIn} alone, and the pack goes to {string.Join(" and ", regions)}", "take the rule out of the template");
        }
    }
}
