using System.Globalization;
using System.Text.Json;
using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Formats;

/// <summary>The parts of OSCAL assessment-results that do not come from a single finding.</summary>
internal static class OscalFrame
{
    private const string Nist = "nist-800-53-r5";

    /// <summary>The members of the document but for its results.</summary>
    public static void Document(Utf8JsonWriter json, ReportHeader header)
    {
        var plan = StableId.Uuid("policies", header.PolicyFingerprint);
        json.WriteString("uuid"u8, header.Id);
        json.WriteStartObject("metadata"u8);
        json.WriteString("title"u8, Oscal.Line($"Compliance of {header.OrganizationId ?? "an organization"}: {header.Subject}"));
        json.WriteString("last-modified"u8, Time(header.Until));
        json.WriteString("version"u8, Plain.Filled(header.ToolVersion, 100));
        json.WriteString("oscal-version"u8, "1.2.1"u8);
        json.WriteEndObject();
        json.WriteStartObject("import-ap"u8);
        json.WriteString("href"u8, $"#{plan}");
        json.WriteEndObject();
        // What was assessed against: the policies, which stand for an assessment plan.
        json.WriteStartObject("back-matter"u8);
        json.WriteStartArray("resources"u8);
        json.WriteStartObject();
        json.WriteString("uuid"u8, plan);
        json.WriteString("title"u8, "Policies of the landing zone"u8);
        json.WriteStartArray("props"u8);
        Oscal.Property(json, "policy-fingerprint", header.PolicyFingerprint);
        Oscal.Property(json, "policy-commit", header.PolicyCommit);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The members of the result but for observations, risks and findings.</summary>
    public static void Result(Utf8JsonWriter json, Report report)
    {
        json.WriteString("uuid"u8, StableId.Uuid("result", report.Header.Id.ToString()));
        json.WriteString("title"u8, "Compliance of every governed account"u8);
        json.WriteString("description"u8, Oscal.Markup($"{report.Summary.Findings.ToString("N0", CultureInfo.InvariantCulture)} findings over {report.Header.Accounts.Count} accounts, each an observation."));
        json.WriteString("start"u8, Time(report.Header.At));
        json.WriteString("end"u8, Time(report.Header.Until));
        json.WriteStartObject("reviewed-controls"u8);
        json.WriteStartArray("control-selections"u8);
        Selection(json, report);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>What could not be read, as an observation.</summary>
    public static void Gap(Utf8JsonWriter json, Gap gap, DateTimeOffset at)
    {
        json.WriteStartObject();
        json.WriteString("uuid"u8, StableId.Uuid("gap", $"{gap.AccountId}|{gap.Region}|{gap.Call}"));
        json.WriteString("description"u8, Oscal.Markup($"Not read: {gap.Call} in {gap.AccountId} {gap.Region}: {gap.Reason}. Open: {string.Join(", ", gap.Controls)}."));
        json.WriteStartArray("props"u8);
        Oscal.Property(json, "gap", gap.Call);
        json.WriteEndArray();
        json.WriteStartArray("methods"u8);
        json.WriteStringValue("TEST"u8);
        json.WriteEndArray();
        json.WriteStartArray("types"u8);
        json.WriteStringValue("discovery"u8);
        json.WriteEndArray();
        json.WriteString("collected"u8, Time(at));
        json.WriteEndObject();
    }

    /// <summary>An exemption in use.</summary>
    public static void Risk(Utf8JsonWriter json, ReportExemption exemption)
    {
        json.WriteStartObject();
        json.WriteString("uuid"u8, StableId.Uuid("risk", exemption.Id));
        json.WriteString("title"u8, Oscal.Line($"Exemption {exemption.Id}"));
        json.WriteString("description"u8, Oscal.Markup(exemption.Reason));
        json.WriteString("statement"u8, Oscal.Markup($"Accepted for {string.Join(", ", exemption.Controls)} by {exemption.Approver}, asked for by {exemption.RequestedBy}."));
        json.WriteStartArray("props"u8);
        Oscal.Property(json, "owner", exemption.Owner);
        Oscal.Property(json, "approver", exemption.Approver);
        Oscal.Property(json, "ticket", exemption.Ticket);
        Oscal.Property(json, "file", exemption.File);
        json.WriteEndArray();
        json.WriteString("status"u8, "deviation-approved"u8);
        json.WriteString("deadline"u8, Time(exemption.Expires));
        json.WriteEndObject();
    }

    /// <summary>The members of a control's finding but for what it relates to.</summary>
    public static void Finding(Utf8JsonWriter json, Control control, Tally tally)
    {
        json.WriteString("uuid"u8, StableId.Uuid("finding", control.Id));
        json.WriteString("title"u8, Oscal.Line(control.Title));
        json.WriteString("description"u8, Oscal.Markup(string.Create(CultureInfo.InvariantCulture,
            $"{tally.Pass} pass, {tally.Fail} fail, {tally.Exempt} exempt, {tally.NotEvaluated} not evaluated, {tally.NotApplicable} not applicable.")));
        json.WriteStartArray("props"u8);
        Oscal.Property(json, "severity", control.Severity.ToString());
        foreach (var mapping in control.Crosswalk)
        {
            Oscal.Property(json, "requirement", mapping.Requirement, mapping.Framework);
        }

        json.WriteEndArray();
        json.WriteStartObject("target"u8);
        json.WriteString("type"u8, "objective-id"u8);
        json.WriteString("target-id"u8, Oscal.Token(control.Id));
        json.WriteStartObject("status"u8);
        // Satisfied is only what was looked at everywhere and is right everywhere.
        var (state, reason) = tally switch
        {
            { Fail: > 0 } => ("not-satisfied", "fail"),
            { Exempt: > 0 } or { NotEvaluated: > 0 } => ("not-satisfied", "other"),
            _ => ("satisfied", "pass"),
        };
        json.WriteString("state"u8, state);
        json.WriteString("reason"u8, reason);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // A control that applies nowhere is excluded; the rest are included, and NIST's that they answer by NIST's ids.
    private static void Selection(Utf8JsonWriter json, Report report)
    {
        var excluded = report.Header.Catalogue.Controls.Where(control => report.Summary.Of((id, _) => id == control.Id) is { InScope: 0, NotApplicable: > 0 }).Select(each => each.Id).ToHashSet();
        var included = report.Header.Catalogue.Controls.Where(control => !excluded.Contains(control.Id)).ToList();
        json.WriteStartObject();
        if (included.Count == 0)
        {
            json.WriteStartObject("include-all"u8);
            json.WriteEndObject();
        }

        Controls(json, "include-controls", included.Select(each => Oscal.Token(each.Id)));
        Controls(json, "exclude-controls", excluded.Select(Oscal.Token));
        json.WriteEndObject();

        var nist = included.SelectMany(control => control.Crosswalk).Where(each => each.Framework == Nist).Select(each => Oscal.NistControl(each.Requirement)).ToList();
        if (nist.Count > 0)
        {
            json.WriteStartObject();
            json.WriteString("description"u8, "Controls of NIST SP 800-53 revision 5 that the controls above answer."u8);
            Controls(json, "include-controls", nist);
            json.WriteEndObject();
        }
    }

    private static void Controls(Utf8JsonWriter json, string name, IEnumerable<string> ids)
    {
        var sorted = ids.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (sorted.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var id in sorted)
        {
            json.WriteStartObject();
            json.WriteString("control-id"u8, id);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
