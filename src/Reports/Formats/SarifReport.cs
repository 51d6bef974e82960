using System.Text.Json;
using SecretScoops.Governance.Reports.Model;
using SecretScoops.Governance.Wording;

namespace SecretScoops.Governance.Reports.Formats;

/// <summary>
/// <c>report.sarif</c>: SARIF 2.1.0 (OASIS, errata 01), with passes and exemptions as well as failures: controls are rules, frameworks are taxonomies, exemptions are suppressions.
/// A result that has been looked at and needs no suppression has an empty list of them: SARIF (3.27.23) wants the lists of all results of a run, or of none.
/// </summary>
internal sealed class SarifReport : JsonDocumentWriter
{
    private readonly Standing standing;
    private readonly SarifRun run;
    private readonly Dictionary<string, SarifRule> rules = [];
    private readonly Dictionary<string, byte[]> suppressions = [];

    /// <inheritdoc cref="JsonDocumentWriter(Report, Stream)"/>
    public SarifReport(Report report, Stream file)
        : base(report, file)
    {
        standing = new(report.Header);
        run = new(report.Header);
        foreach (var (control, index) in report.Header.Catalogue.Controls.Select((control, index) => (control, index)))
        {
            rules[control.Id] = new(index, control.Severity, Prepared(json => run.Taxa(json, control)));
        }

        foreach (var exemption in report.Header.Exemptions)
        {
            suppressions[exemption.Id] = Prepared(json => Suppression(json, exemption));
        }
    }

    /// <inheritdoc/>
    public override void Begin()
    {
        Raw("{\"$schema\":\"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{"u8);
        Json.WriteStartObject();
        run.Write(Json);
        Json.WriteEndObject();
        // The brace before stands in the line above, and the run goes on.
        Flush(trim: 1);
        Raw(",\n\"results\":["u8);
    }

    /// <inheritdoc/>
    public override void Write(Finding finding)
    {
        Separate();
        var known = rules.TryGetValue(finding.Control, out var rule);
        Json.WriteStartObject();
        Json.WriteString("ruleId"u8, finding.Control);
        if (known)
        {
            Json.WriteNumber("ruleIndex"u8, rule.Index);
        }

        Json.WriteString("kind"u8, Kind(finding.Verdict));
        Json.WriteString("level"u8, Level(finding.Verdict, known ? rule.Severity : AlertSeverity.Medium));
        Json.WriteStartObject("message"u8);
        Json.WriteString("text"u8, Message(finding.Reason));
        Json.WriteEndObject();
        Location(finding);
        Json.WriteStartObject("partialFingerprints"u8);
        Json.WriteString("controlResource/v1"u8, StableId.Fingerprint(finding));
        Json.WriteEndObject();
        Json.WritePropertyName("suppressions"u8);
        Json.WriteRawValue(Suppressions(finding), skipInputValidation: true);
        if (known && rule.Taxa.Length > 2)
        {
            Json.WritePropertyName("taxa"u8);
            Json.WriteRawValue(rule.Taxa, skipInputValidation: true);
        }

        Properties(finding);
        Json.WriteEndObject();
        Flush();
    }

    /// <inheritdoc/>
    public override void End() => Raw("\n]}]}\n"u8);

    private void Location(Finding finding)
    {
        Json.WriteStartArray("locations"u8);
        Json.WriteStartObject();
        Json.WriteStartObject("physicalLocation"u8);
        Json.WriteStartObject("artifactLocation"u8);
        Json.WriteString("uri"u8, $"aws/{Uri.EscapeDataString(finding.AccountId)}/{Uri.EscapeDataString(finding.Region)}/{Uri.EscapeDataString(finding.ResourceType)}/{Uri.EscapeDataString(Plain.WellFormed(finding.ResourceId))}");
        Json.WriteEndObject();
        Json.WriteEndObject();
        Json.WriteStartArray("logicalLocations"u8);
        Json.WriteStartObject();
        Json.WriteString("fullyQualifiedName"u8, Harmless.Text(finding.ResourceId));
        Json.WriteString("kind"u8, "resource"u8);
        Json.WriteEndObject();
        Json.WriteEndArray();
        Json.WriteEndObject();
        Json.WriteEndArray();
    }

    private void Properties(Finding finding)
    {
        Json.WriteStartObject("properties"u8);
        Json.WriteString("verdict"u8, Standing.Word(finding.Verdict));
        Json.WriteString("environment"u8, finding.Environment);
        Json.WriteString("accountId"u8, finding.AccountId);
        Json.WriteString("region"u8, finding.Region);
        Json.WriteString("resourceType"u8, finding.ResourceType);
        if (finding.Declared is not null)
        {
            Json.WritePropertyName("declared"u8);
            finding.Declared.WriteTo(Json);
        }

        if (finding.Observed is not null)
        {
            Json.WritePropertyName("observed"u8);
            finding.Observed.WriteTo(Json);
        }

        Json.WriteEndObject();
    }

    private ReadOnlySpan<byte> Suppressions(Finding finding)
    {
        if (finding.Verdict != Verdict.Exempt)
        {
            return "[]"u8;
        }

        return finding.Exemption is not null && suppressions.TryGetValue(finding.Exemption, out var known) ? known : "[{\"kind\":\"external\",\"status\":\"accepted\"}]"u8;
    }

    private static void Suppression(Utf8JsonWriter json, ReportExemption exemption)
    {
        json.WriteStartArray();
        json.WriteStartObject();
        json.WriteString("kind"u8, "external"u8);
        json.WriteString("status"u8, "accepted"u8);
        json.WriteString("justification"u8, Harmless.Text($"{exemption.Reason} ({exemption.Ticket}; approved by {exemption.Approver}, until {Time(exemption.Expires)})"));
        json.WriteStartObject("properties"u8);
        json.WriteString("exemption"u8, exemption.Id);
        json.WriteString("owner"u8, exemption.Owner);
        json.WriteString("expires"u8, Time(exemption.Expires));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>Text in which nothing is a placeholder (3.11.5) or a link (3.11.6).</summary>
    internal static string Message(string text)
    {
        var plain = Harmless.Text(text);
        return plain.AsSpan().IndexOfAny("{}[]\\") < 0 ? plain : plain
            .Replace("\\", @"\\", StringComparison.Ordinal).Replace("[", @"\[", StringComparison.Ordinal).Replace("]", @"\]", StringComparison.Ordinal)
            .Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
    }

    private static string Kind(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "pass",
        Verdict.Fail or Verdict.Exempt => "fail",
        Verdict.NotApplicable => "notApplicable",
        // "There was insufficient information to decide whether a problem exists" (3.27.9).
        Verdict.NotEvaluated => "open",
    };

    // Whatever is no failure must have the level none (3.27.10).
    private static string Level(Verdict verdict, AlertSeverity severity) => verdict is not (Verdict.Fail or Verdict.Exempt) ? "none" : SarifRun.Level(severity);

    private readonly record struct SarifRule(int Index, AlertSeverity Severity, byte[] Taxa);
}
