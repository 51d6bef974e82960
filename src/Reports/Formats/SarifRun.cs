using System.Text.Json;
using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Formats;

/// <summary>What a SARIF run has before its results: the tool with a rule for each control, a taxonomy for each framework, and what could not be read as notifications.</summary>
internal sealed class SarifRun
{
    private readonly ReportHeader header;
    private readonly List<(Framework Framework, List<string> Ids)> taxonomies;
    private readonly Dictionary<(string Framework, string Id), (int Taxonomy, int Taxon)> places = [];

    /// <param name="header">Of the report.</param>
    public SarifRun(ReportHeader header)
    {
        this.header = header;
        // Of a framework only what controls answer: its whole list is in the catalogue, and not every licence lets it be handed on.
        var answered = header.Catalogue.Controls.SelectMany(control => control.Crosswalk).ToLookup(each => each.Framework, each => each.Requirement, StringComparer.Ordinal);
        taxonomies = [.. header.Catalogue.Frameworks
            .Select(framework => (framework, answered[framework.Key].Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList()))
            .Where(each => each.Item2.Count > 0)];
        foreach (var ((framework, ids), taxonomy) in taxonomies.Select((each, index) => (each, index)))
        {
            foreach (var (id, taxon) in ids.Select((id, index) => (id, index)))
            {
                places[(framework.Key, id)] = (taxonomy, taxon);
            }
        }
    }

    /// <summary>The members of the run but for the results.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("tool"u8);
        json.WriteStartObject("driver"u8);
        json.WriteString("name"u8, "SecretScoops.Governance"u8);
        json.WriteString("version"u8, header.ToolVersion);
        Rules(json);
        SupportedTaxonomies(json);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("automationDetails"u8);
        json.WriteString("id"u8, "secret-scoops/compliance/"u8);
        json.WriteString("guid"u8, header.Id);
        json.WriteEndObject();
        json.WriteString("columnKind"u8, "utf16CodeUnits"u8);
        Invocation(json);
        Taxonomies(json);
        json.WriteStartObject("properties"u8);
        json.WriteString("subject"u8, header.Subject);
        json.WriteString("policyFingerprint"u8, header.PolicyFingerprint);
        if (header.PolicyCommit is not null)
        {
            json.WriteString("policyCommit"u8, header.PolicyCommit);
        }

        json.WriteEndObject();
    }

    /// <summary>What of which framework a control answers, as references.</summary>
    public void Taxa(Utf8JsonWriter json, Control control)
    {
        json.WriteStartArray();
        foreach (var mapping in Answered(control))
        {
            Reference(json, mapping);
        }

        json.WriteEndArray();
    }

    /// <summary>As grave as the control is.</summary>
    public static string Level(AlertSeverity severity) => severity switch
    {
        AlertSeverity.Critical or AlertSeverity.High => "error",
        AlertSeverity.Medium => "warning",
        AlertSeverity.Low => "note",
    };

    private void Rules(Utf8JsonWriter json)
    {
        json.WriteStartArray("rules"u8);
        foreach (var control in header.Catalogue.Controls)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, control.Id);
            Text(json, "shortDescription"u8, control.Title);
            json.WriteStartObject("defaultConfiguration"u8);
            json.WriteString("level"u8, Level(control.Severity));
            json.WriteEndObject();
            json.WriteStartArray("relationships"u8);
            foreach (var mapping in Answered(control))
            {
                json.WriteStartObject();
                json.WritePropertyName("target"u8);
                Reference(json, mapping);
                json.WriteStartArray("kinds"u8);
                json.WriteStringValue("relevant"u8);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void SupportedTaxonomies(Utf8JsonWriter json)
    {
        json.WriteStartArray("supportedTaxonomies"u8);
        foreach (var ((framework, _), index) in taxonomies.Select((each, index) => (each, index)))
        {
            json.WriteStartObject();
            json.WriteString("name"u8, framework.Key);
            json.WriteNumber("index"u8, index);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Invocation(Utf8JsonWriter json)
    {
        json.WriteStartArray("invocations"u8);
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful"u8, value: true);
        json.WriteString("startTimeUtc"u8, header.At.UtcDateTime);
        json.WriteString("endTimeUtc"u8, header.Until.UtcDateTime);
        json.WriteStartArray("toolExecutionNotifications"u8);
        foreach (var gap in header.Gaps)
        {
            json.WriteStartObject();
            json.WriteString("level"u8, "warning"u8);
            Text(json, "message"u8, $"{gap.AccountId} {gap.Region} {gap.Call}: {gap.Reason}; open: {string.Join(", ", gap.Controls)}");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void Taxonomies(Utf8JsonWriter json)
    {
        json.WriteStartArray("taxonomies"u8);
        foreach (var (framework, ids) in taxonomies)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, framework.Key);
            json.WriteString("fullName"u8, $"{framework.Name} {framework.Version}");
            json.WriteString("version"u8, framework.Version);
            json.WriteBoolean("isComprehensive"u8, value: false);
            json.WriteStartArray("taxa"u8);
            foreach (var id in ids)
            {
                json.WriteStartObject();
                json.WriteString("id"u8, id);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private IEnumerable<(Mapping Mapping, (int Taxonomy, int Taxon) Place)> Answered(Control control) => control.Crosswalk
        .DistinctBy(each => (each.Framework, each.Requirement))
        .Where(each => places.ContainsKey((each.Framework, each.Requirement)))
        .Select(each => (each, places[(each.Framework, each.Requirement)]));

    private static void Reference(Utf8JsonWriter json, (Mapping Mapping, (int Taxonomy, int Taxon) Place) answered)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, answered.Mapping.Requirement);
        json.WriteNumber("index"u8, answered.Place.Taxon);
        json.WriteStartObject("toolComponent"u8);
        json.WriteString("name"u8, answered.Mapping.Framework);
        json.WriteNumber("index"u8, answered.Place.Taxonomy);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, ReadOnlySpan<byte> name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text"u8, SarifReport.Message(text));
        json.WriteEndObject();
    }
}
