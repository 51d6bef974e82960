using System.Text.Json;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Formats;

/// <summary>
/// <c>report.ocsf.json</c>: an array of OCSF 1.5.0 Compliance Findings (class 2003), one to a line. Times are milliseconds (<c>timestamp_t</c>), which other tools write as seconds.
/// What the policies declare is <c>compliance.control_parameters</c>, what AWS showed is in <c>evidences</c>. An exemption is a failure whose finding is suppressed: OCSF knows no other
/// word, and it is no pass. Source: ocsf/ocsf-schema, branch v1.5.0, read 2026-09.
/// </summary>
internal sealed class OcsfReport : JsonDocumentWriter
{
    private readonly Standing standing;
    private readonly byte[] metadata;
    private readonly Dictionary<string, (Control Control, byte[] Crosswalk)> controls = [];

    /// <inheritdoc cref="JsonDocumentWriter(Report, Stream)"/>
    public OcsfReport(Report report, Stream file)
        : base(report, file)
    {
        standing = new(report.Header);
        metadata = Prepared(json =>
        {
            json.WriteStartObject();
            json.WriteString("version"u8, "1.5.0"u8);
            json.WriteString("correlation_uid"u8, report.Header.Id);
            json.WriteStartArray("profiles"u8);
            json.WriteStringValue("cloud"u8);
            json.WriteEndArray();
            json.WriteStartObject("product"u8);
            json.WriteString("name"u8, "SecretScoops.Governance"u8);
            json.WriteString("vendor_name"u8, "SecretScoops"u8);
            json.WriteString("version"u8, report.Header.ToolVersion);
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    /// <inheritdoc/>
    public override void Begin() => Raw("["u8);

    /// <inheritdoc/>
    public override void Write(Finding finding)
    {
        Separate();
        var (control, crosswalk) = Known(finding.Control);
        var (severity, severityName) = Severity(finding.Verdict, control.Severity);
        var (status, statusName) = Status(finding.Verdict);
        Json.WriteStartObject();
        Json.WriteNumber("activity_id"u8, 1);
        Json.WriteNumber("category_uid"u8, 2);
        Json.WriteNumber("class_uid"u8, 2003);
        Json.WriteNumber("type_uid"u8, 200301);
        Json.WriteNumber("time"u8, finding.ObservedAt.ToUnixTimeMilliseconds());
        Json.WriteNumber("severity_id"u8, severity);
        Json.WriteString("severity"u8, severityName);
        Json.WriteNumber("status_id"u8, status);
        Json.WriteString("status"u8, statusName);
        Json.WriteString("message"u8, finding.Reason);
        Json.WritePropertyName("metadata"u8);
        Json.WriteRawValue(metadata, skipInputValidation: true);
        Cloud(finding);
        Json.WriteStartObject("finding_info"u8);
        Json.WriteString("uid"u8, StableId.Fingerprint(finding));
        Json.WriteString("title"u8, control.Title);
        Json.WriteNumber("last_seen_time"u8, finding.ObservedAt.ToUnixTimeMilliseconds());
        Json.WriteEndObject();
        Compliance(finding, crosswalk);
        Resource(finding);
        Evidences(finding);
        Unmapped(finding);
        Json.WriteEndObject();
        Flush();
    }

    /// <inheritdoc/>
    public override void End() => Raw("\n]\n"u8);

    private (Control Control, byte[] Crosswalk) Known(string id)
    {
        if (!controls.TryGetValue(id, out var known))
        {
            var control = standing.Control(id);
            known = (control, Prepared(json => Crosswalk(json, control)));
            controls[id] = known;
        }

        return known;
    }

    /// <summary>The members that every finding of a control shares, without the braces around them.</summary>
    private void Crosswalk(Utf8JsonWriter json, Control control)
    {
        json.WriteStartArray();
        foreach (var framework in control.Crosswalk.Select(each => standing.FrameworkName(each.Framework)).Distinct())
        {
            json.WriteStringValue(framework);
        }

        json.WriteEndArray();
    }

    private void Cloud(Finding finding)
    {
        Json.WriteStartObject("cloud"u8);
        Json.WriteString("provider"u8, "AWS"u8);
        Json.WriteString("region"u8, finding.Region);
        Json.WriteStartObject("account"u8);
        Json.WriteString("uid"u8, finding.AccountId);
        Json.WriteString("name"u8, standing.AccountName(finding.AccountId));
        Json.WriteNumber("type_id"u8, 10);
        Json.WriteString("type"u8, "AWS Account"u8);
        Json.WriteEndObject();
        if (Report.Header.OrganizationId is { } organization)
        {
            Json.WriteStartObject("org"u8);
            Json.WriteString("uid"u8, organization);
            Json.WriteEndObject();
        }

        Json.WriteEndObject();
    }

    private void Compliance(Finding finding, byte[] standards)
    {
        var (status, name) = Verdicted(finding.Verdict);
        Json.WriteStartObject("compliance"u8);
        Json.WriteString("control"u8, finding.Control);
        Json.WriteNumber("status_id"u8, status);
        Json.WriteString("status"u8, name);
        Json.WriteString("status_code"u8, Standing.Word(finding.Verdict));
        Json.WriteStartArray("status_details"u8);
        Json.WriteStringValue(finding.Reason);
        Json.WriteEndArray();
        var crosswalk = controls[finding.Control].Control.Crosswalk;
        if (crosswalk.Count > 0)
        {
            Json.WritePropertyName("standards"u8);
            Json.WriteRawValue(standards, skipInputValidation: true);
            Json.WriteStartArray("requirements"u8);
            foreach (var mapping in crosswalk)
            {
                Json.WriteStringValue(mapping.Requirement);
            }

            Json.WriteEndArray();
        }

        Parameters(finding.Declared);
        Json.WriteEndObject();
    }

    private void Parameters(JsonNode? declared)
    {
        if (declared is null or JsonObject { Count: 0 })
        {
            return;
        }

        Json.WriteStartArray("control_parameters"u8);
        if (declared is JsonObject members)
        {
            foreach (var (name, value) in members)
            {
                Parameter(name, value);
            }
        }
        else
        {
            Parameter("declared", declared);
        }

        Json.WriteEndArray();
    }

    private void Parameter(string name, JsonNode? value)
    {
        Json.WriteStartObject();
        Json.WriteString("name"u8, name);
        Json.WriteString("value"u8, Value(value));
        Json.WriteEndObject();
    }

    private void Resource(Finding finding)
    {
        Json.WriteStartArray("resources"u8);
        Json.WriteStartObject();
        Json.WriteString("uid"u8, finding.ResourceId);
        Json.WriteString("type"u8, finding.ResourceType);
        Json.WriteString("region"u8, finding.Region);
        Json.WriteString("cloud_partition"u8, AwsNames.Partition.Of(finding.Region));
        if (finding.Tags.Count > 0)
        {
            Json.WriteStartArray("tags"u8);
            foreach (var (name, value) in finding.Tags)
            {
                Json.WriteStartObject();
                Json.WriteString("name"u8, name);
                Json.WriteString("value"u8, value);
                Json.WriteEndObject();
            }

            Json.WriteEndArray();
        }

        Json.WriteEndObject();
        Json.WriteEndArray();
    }

    private void Evidences(Finding finding)
    {
        if (finding.Observed is null && finding.Evidence.Count == 0)
        {
            return;
        }

        Json.WriteStartArray("evidences"u8);
        if (finding.Observed is not null)
        {
            Json.WriteStartObject();
            Json.WriteString("name"u8, "observed"u8);
            Json.WritePropertyName("data"u8);
            finding.Observed.WriteTo(Json);
            Json.WriteEndObject();
        }

        foreach (var evidence in finding.Evidence)
        {
            Json.WriteStartObject();
            Json.WriteString("name"u8, evidence.Call);
            Json.WritePropertyName("data"u8);
            JsonSerializer.Serialize(Json, evidence, ReportJson.Default.Evidence);
            Json.WriteEndObject();
        }

        Json.WriteEndArray();
    }

    private void Unmapped(Finding finding)
    {
        Json.WriteStartObject("unmapped"u8);
        Json.WriteString("environment"u8, finding.Environment);
        if (finding.Exemption is not null)
        {
            var exemption = standing.Exemption(finding.Exemption);
            Json.WriteStartObject("exemption"u8);
            Json.WriteString("id"u8, finding.Exemption);
            if (exemption is not null)
            {
                Json.WriteString("owner"u8, exemption.Owner);
                Json.WriteString("approver"u8, exemption.Approver);
                Json.WriteString("ticket"u8, exemption.Ticket);
                Json.WriteNumber("expires_time"u8, exemption.Expires.ToUnixTimeMilliseconds());
            }

            Json.WriteEndObject();
        }

        if (finding.Repairs.Count > 0)
        {
            Json.WritePropertyName("repairs"u8);
            JsonSerializer.Serialize(Json, finding.Repairs, ReportJson.Default.IReadOnlyListRepair);
        }

        Json.WriteEndObject();
    }

    // What passed is no news to whoever is woken by severities.
    private static (int Id, string Name) Severity(Verdict verdict, AlertSeverity severity) => verdict is Verdict.Pass or Verdict.NotApplicable ? (1, "Informational") : severity switch
    {
        AlertSeverity.Critical => (5, "Critical"),
        AlertSeverity.High => (4, "High"),
        AlertSeverity.Medium => (3, "Medium"),
        AlertSeverity.Low => (2, "Low"),
    };

    private static (int Id, string Name) Status(Verdict verdict) => verdict switch
    {
        Verdict.Pass => (4, "Resolved"),
        Verdict.Fail => (1, "New"),
        Verdict.Exempt => (3, "Suppressed"),
        Verdict.NotApplicable => (99, "Not applicable"),
        Verdict.NotEvaluated => (0, "Unknown"),
    };

    private static (int Id, string Name) Verdicted(Verdict verdict) => verdict switch
    {
        Verdict.Pass => (1, "Pass"),
        Verdict.Fail or Verdict.Exempt => (3, "Fail"),
        Verdict.NotApplicable => (99, "Not applicable"),
        Verdict.NotEvaluated => (0, "Unknown"),
    };
}
