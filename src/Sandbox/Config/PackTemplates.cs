using System.Text.Json;
using SecretScoops.Governance.ConfigRules;
using SecretScoops.Governance.Sandbox.Wire.Config;

namespace SecretScoops.Governance.Sandbox.Config;

/// <summary>Holds a conformance pack's template against what AWS takes. Templates in YAML are not looked into.</summary>
internal static class PackTemplates
{
    private const string Rule = "AWS::Config::ConfigRule";

    // Config Developer Guide, "Custom Conformance Packs", read 2026-11.
    private static readonly string[] s_types = [Rule, "AWS::Config::RemediationConfiguration"];

    /// <summary>Refuses what is no template, and parameters that it does not have.</summary>
    /// <exception cref="OrganizationConformancePackTemplateValidationException">It is none.</exception>
    public static void Require(string body, IEnumerable<string> given)
    {
        if (!body.TrimStart().StartsWith('{'))
        {
            if (!body.Contains("AWS::Config::", StringComparison.Ordinal))
            {
                throw Refused("The template has no resource of type AWS::Config::ConfigRule.");
            }

            return;
        }

        using var document = Parsed(body);
        var root = document.RootElement;
        if (!root.TryGetProperty("Resources", out var resources) || resources.ValueKind != JsonValueKind.Object || !resources.EnumerateObject().Any())
        {
            throw Refused("Template format error: At least one Resources member must be defined.");
        }

        foreach (var resource in resources.EnumerateObject())
        {
            Require(resource);
        }

        var declared = root.TryGetProperty("Parameters", out var parameters) && parameters.ValueKind == JsonValueKind.Object ? parameters.EnumerateObject().ToList() : [];
        if (given.Where(name => !declared.Exists(p => p.Name == name)).ToList() is [_, ..] unknown)
        {
            throw Refused($"Parameters: [{string.Join(", ", unknown)}] do not exist in the template");
        }

        if (declared.Where(p => !p.Value.TryGetProperty("Default", out _) && !given.Contains(p.Name)).Select(p => p.Name).ToList() is [_, ..] missing)
        {
            throw Refused($"Parameters: [{string.Join(", ", missing)}] must have values");
        }
    }

    private static void Require(JsonProperty resource)
    {
        var type = Text(resource.Value, "Type");
        if (type is null || !s_types.Contains(type))
        {
            throw Refused($"Resource {resource.Name} is of type {type}, which conformance packs do not support.");
        }

        if (type == Rule
            && resource.Value.TryGetProperty("Properties", out var properties) && properties.TryGetProperty("Source", out var source)
            && Text(source, "Owner") == "AWS" && Text(source, "SourceIdentifier") is { } identifier && ManagedRules.Embedded.Find(identifier) is null)
        {
            throw Refused($"The sourceIdentifier {identifier} of {resource.Name} is invalid.");
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonDocument Parsed(string body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            throw Refused("Template format error: JSON not well-formed.");
        }
    }

    private static OrganizationConformancePackTemplateValidationException Refused(string message) => new(message);
}
