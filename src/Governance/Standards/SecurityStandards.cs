using System.Text.Json;

namespace SecretScoops.Governance.Standards;

/// <summary>A standard of AWS Security Hub CSPM.</summary>
/// <param name="Name">As AWS and the policies call it.</param>
/// <param name="Path">What its ARN ends with: <c>standards/pci-dss/v/4.0.1</c>.</param>
/// <param name="EnabledByDefault">Whether AWS turns it on by itself where default standards are asked for.</param>
/// <param name="Source">Where the list of controls was read.</param>
/// <param name="Controls">Ids of its controls, as far as they were known when the list was read.</param>
internal sealed record SecurityStandard(string Name, string Path, bool EnabledByDefault, string Source, IReadOnlyList<string> Controls)
{
    /// <summary>The standard's ARN in a region.</summary>
    public string ArnIn(string region) => $"arn:aws:securityhub:{region}::{Path}";
}

/// <summary>The standards that policies can name: <c>security-standards.json</c>, checked in with source and date. Read on first use; thread-safe.</summary>
internal static class SecurityStandards
{
    private static readonly Lazy<IReadOnlyList<SecurityStandard>> s_all = new(Read);
    private static readonly Lazy<IReadOnlySet<string>> s_controls = new(() => All.SelectMany(standard => standard.Controls).ToHashSet(StringComparer.Ordinal));

    /// <summary>All of them, in the order of the file.</summary>
    public static IReadOnlyList<SecurityStandard> All => s_all.Value;

    /// <summary>Every control that any of them has.</summary>
    public static IReadOnlySet<string> Controls => s_controls.Value;

    /// <summary>The standard of this name; null when it is not known.</summary>
    public static SecurityStandard? Named(string name) => All.FirstOrDefault(standard => standard.Name == name);

    /// <summary>The standard that an ARN names, whatever its region; null when it is not known.</summary>
    public static SecurityStandard? OfArn(string arn) => All.FirstOrDefault(standard => arn.EndsWith($":{standard.Path}", StringComparison.Ordinal));

    private static IReadOnlyList<SecurityStandard> Read()
    {
        using var stream = typeof(SecurityStandards).Assembly.GetManifestResourceStream("security-standards.json")
            ?? throw new InvalidOperationException("the list of security standards is missing from this build");
        using var json = JsonDocument.Parse(stream);
        return
        [
            .. json.RootElement.GetProperty("standards").EnumerateArray().Select(standard => new SecurityStandard(
                standard.GetProperty("name").GetString()!,
                standard.GetProperty("path").GetString()!,
                standard.GetProperty("enabledByDefault").GetBoolean(),
                standard.GetProperty("source").GetString()!,
                [.. standard.GetProperty("controls").EnumerateArray().SelectMany(line => line.GetString()!.Split(' '))])),
        ];
    }
}
