using System.Text.Json;

namespace SecretScoops.Governance.Sandbox.Tests.Config;

/// <summary>The rules of <c>policies/config-rules.json</c>.</summary>
internal static class DefaultRules
{
    /// <summary>Managed rules in use, with the parameters that they have before any environment changes them, as Config takes them.</summary>
    public static IReadOnlyDictionary<string, string?> All { get; } = Read();

    private static Dictionary<string, string?> Read()
    {
        using var policies = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root(), "policies", "config-rules.json")));
        return policies.RootElement.GetProperty("rules").EnumerateObject().ToDictionary(
            rule => rule.Value.GetProperty("managed").GetString()!,
            rule => rule.Value.TryGetProperty("parameters", out var parameters) ? parameters.GetRawText() : null,
            StringComparer.Ordinal);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SecretScoops.Governance.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("no repository around the tests");
        }

        return folder.FullName;
    }
}
