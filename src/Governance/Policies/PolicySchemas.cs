using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies.Areas;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Policies;

/// <summary>The JSON Schemas of all policy files, made of the same shapes that read them.</summary>
internal static class PolicySchemas
{
    /// <summary>File name → text, as it stands in <c>policies/schemas</c>.</summary>
    public static IReadOnlyDictionary<string, string> Export()
    {
        var schemas = Fixed();
        foreach (var area in PolicyAreas.All)
        {
            schemas.Add(area.SchemaFile, Text(area.Title, area.Schema()));
        }

        return schemas;
    }

    private static SortedDictionary<string, string> Fixed() => new(StringComparer.Ordinal)
    {
        ["controls.schema.json"] = Text("Controls of an area", ControlsFile.Shape.Schema()),
        ["environment.schema.json"] = Text("An environment", EnvironmentFile.Shape.Schema()),
        ["exemption.schema.json"] = Text("An exemption", ExemptionFile.Shape.Schema()),
        ["framework.schema.json"] = Text("A framework that controls are mapped to", FrameworkFile.Shape.Schema()),
        ["groups.schema.json"] = Text("Groups of people", GroupsFile.Shape.Schema()),
        ["guardrail.schema.json"] = Text("A guardrail", GuardrailFile.Shape(placeholders: null).Schema()),
        ["landing-zone.schema.json"] = Text("The landing zone", LandingZoneFile.Shape.Schema()),
        ["limits.schema.json"] = Text("Quotas of AWS", LimitsFile.Shape.Schema()),
        ["organization.schema.json"] = Text("The organization's units and accounts", OrganizationFile.Shape.Schema()),
        ["permission-set.schema.json"] = Text("A permission set", PermissionSetFile.Shape(placeholders: null).Schema()),
    };

    private static string Text(string title, JsonObject schema)
    {
        schema.Insert(0, "$schema", "http://json-schema.org/draft-07/schema#");
        schema.Insert(1, "title", title);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            schema.WriteTo(json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }
}
