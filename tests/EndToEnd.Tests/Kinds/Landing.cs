using System.Text.Json.Nodes;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.EndToEnd.Tests.Kinds;

/// <summary>Policies that tests apply in process.</summary>
internal static class Landing
{
    private static readonly string here = Path.Combine(BaselineTool.RepositoryRoot(), "tests", "EndToEnd.Tests", "Kinds");

    /// <summary>The default policies.</summary>
    public static PolicyBundle Default { get; } = Read(BaselineTool.DefaultPolicies);

    /// <summary>The default policies with every kind in use that a company may choose instead: central configuration, packs, custom rules, settings by API.</summary>
    public static PolicyBundle Everything { get; } = Overlaid("everything");

    /// <summary>The default policies with every part switched off that can be. Remediations go with the queue that would have brought them their events.</summary>
    public static PolicyBundle Off { get; } = Overlaid("off", "remediations.json");

    /// <summary>The default policies with one more DEV account.</summary>
    public static PolicyBundle Grown()
    {
        using var desk = new Desk();
        var copy = PolicyCopy.On(desk);
        copy.Edit("organization.json", text => text.Replace("\"accounts\": [", """
            "accounts": [ { "name": "dev-two", "email": "aws+dev-two@secretscoops.example", "environment": "dev" },
            """, StringComparison.Ordinal));
        return Read(copy.Folder);
    }

    /// <summary>The default policies with another list of governed regions, and of retired ones.</summary>
    public static PolicyBundle InRegions(string[] governed, string[] retired, Action<PolicyCopy>? more = null)
    {
        using var desk = new Desk();
        var copy = PolicyCopy.On(desk);
        copy.EditJson("landing-zone.json", file => (file["governedRegions"], file["retiredRegions"]) = (Texts(governed), Texts(retired)));
        more?.Invoke(copy);
        return Read(copy.Folder);
    }

    /// <summary>A list of texts in JSON.</summary>
    public static JsonArray Texts(IEnumerable<string> values) => [.. values.Select(value => (JsonNode)value)];

    /// <summary>The default policies without a part, and without the parts that need it.</summary>
    public static PolicyBundle Without(string area)
    {
        using var desk = new Desk();
        var copy = PolicyCopy.On(desk);
        File.Delete(copy.At($"{area}.json"));
        for (var reading = PolicyFolder.Read(copy.Folder); ; reading = PolicyFolder.Read(copy.Folder))
        {
            if (reading.Bundle is { } bundle)
            {
                return bundle;
            }

            reading.Faults.Select(f => f.Where.Name).Distinct().ToList().ForEach(File.Delete);
        }
    }

    /// <summary>The same with one member account and one region: as many kinds, fewer resources.</summary>
    public static PolicyBundle Small(PolicyBundle policies)
    {
        string[] kept = [policies.LandingZone.ManagementAccount, "prod", "security"];
        return policies with
        {
            LandingZone = policies.LandingZone with { GovernedRegions = [policies.LandingZone.HomeRegion] },
            Accounts = [.. policies.Accounts.Where(a => kept.Contains(a.Value.Name))],
            Assignments = [.. policies.Assignments.Where(a => kept.Contains(a.Value.Account))],
        };
    }

    // A file laid over takes the place of the default's.
    private static PolicyBundle Overlaid(string name, params string[] without)
    {
        using var desk = new Desk();
        var copy = PolicyCopy.On(desk);
        without.ToList().ForEach(file => File.Delete(copy.At(file)));
        var overlay = Path.Combine(here, name);
        foreach (var file in Directory.EnumerateFiles(overlay, "*.json", SearchOption.AllDirectories))
        {
            var target = copy.At(Path.GetRelativePath(overlay, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }

        return Read(copy.Folder);
    }

    private static PolicyBundle Read(string folder)
    {
        var reading = PolicyFolder.Read(folder);
        return reading.Bundle ?? throw new InvalidOperationException(string.Join("\n", reading.Faults));
    }
}
