using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Remediation.Remediations;

namespace SecretScoops.Governance.Remediation.Alerts;

/// <summary>An alert in words, and as JSON. Whatever comes from resources is shown without control characters, and without secrets.</summary>
internal static class AlertText
{
    /// <summary>SNS: up to 100 characters of printable ASCII, beginning with a letter, number or punctuation (SNS API Reference, Publish, Subject, read 2026-11).</summary>
    private const int SubjectLimit = 100;

    // SNS takes 256 KiB, attributes included (SNS API Reference, Publish, remembered, 2026-11), and this JSON needs up to six bytes for a sign: a message that is too long would never arrive.
    private const int LineLimit = 800;
    private const int ListLimit = 20;

    /// <summary><c>[PROD] fixed: buckets-public-access-blocked shop-assets</c>.</summary>
    public static string Subject(Alert alert)
    {
        return Line(Redaction.Of($"[{(alert.Environment ?? alert.Account).ToUpperInvariant()}] {Word(alert.Step)}: {alert.Incident.Control} {alert.Incident.ResourceId}"));
    }

    /// <summary>A subject as SNS takes it.</summary>
    public static string Line(string text)
    {
        var ascii = string.Concat(text.Select(c => c is >= ' ' and <= '~' ? c : '?'));
        return ascii.Length <= SubjectLimit ? ascii : ascii[..(SubjectLimit - 3)] + "...";
    }

    /// <summary>For people: what, where, who, what was done, what to do.</summary>
    public static string Body(Alert alert)
    {
        var text = new StringBuilder();
        Line(text, $"{alert.Title} — {Word(alert.Step)}");
        Line(text, "");
        Line(text, $"Resource    {alert.Incident.ResourceType} {alert.Incident.ResourceId}");
        Line(text, $"Account     {alert.Account} ({alert.Incident.AccountId}), {alert.Environment ?? "no environment"}, {alert.Incident.Region}");
        Line(text, $"Control     {alert.Incident.Control}, {alert.Severity}");
        Line(text, $"Caused by   {alert.Actor ?? "not known"}");
        Line(text, $"When        {alert.At.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)}");
        Line(text, $"Why         {alert.Why}");
        if (alert.Until is { } until)
        {
            Line(text, $"Until       {until.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)}");
        }

        Listed(text, alert.Step == LedgerStep.Fixed ? "What was wrong, and is not any more:" : "What is wrong:", alert.Violations.Select(v => v.What));
        Listed(text, "What to do:", alert.Steps);
        Line(text, "");
        Line(text, $"Incident    {alert.Incident.ShortId}  {alert.Incident}");
        return text.ToString();
    }

    /// <summary>For programs; <c>formatVersion</c> changes when a member changes its meaning.</summary>
    public static string Json(Alert alert)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.Default }))
        {
            json.WriteStartObject();
            json.WriteNumber("formatVersion"u8, 1);
            json.WriteString("incident"u8, alert.Incident.ToString());
            json.WriteString("control"u8, alert.Incident.Control);
            json.WriteString("step"u8, Word(alert.Step));
            json.WriteString("severity"u8, alert.Severity);
            json.WriteString("environment"u8, alert.Environment);
            json.WriteString("account"u8, alert.Incident.AccountId);
            json.WriteString("region"u8, alert.Incident.Region);
            json.WriteString("resourceType"u8, alert.Incident.ResourceType);
            json.WriteString("resourceId"u8, alert.Incident.ResourceId);
            json.WriteString("actor"u8, alert.Actor);
            json.WriteString("why"u8, Cut(Redaction.Of(alert.Why)));
            json.WriteString("at"u8, alert.At);
            json.WriteStartArray("violations"u8);
            foreach (var violation in alert.Violations.Take(ListLimit))
            {
                json.WriteStringValue(Cut(Redaction.Of(violation.What)));
            }

            json.WriteEndArray();
            json.WriteNumber("violationCount"u8, alert.Violations.Count);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>How an incident stands, in a word or three.</summary>
    public static string Word(LedgerStep step) => step switch
    {
        LedgerStep.Alerted => "needs you",
        LedgerStep.Exempted => "exempt",
        LedgerStep.Waiting => "waiting",
        LedgerStep.Held => "needs approval",
        LedgerStep.Approved => "approved",
        LedgerStep.Rejected => "rejected",
        LedgerStep.Expired => "approval expired",
        LedgerStep.Stopped => "stopped",
        LedgerStep.Claimed => "in work",
        LedgerStep.Fixed => "fixed",
        LedgerStep.Failed => "failed",
        LedgerStep.Closed => "closed",
        LedgerStep.UndoAsked => "undo asked",
        LedgerStep.Undone => "undone",
        LedgerStep.UndoRefused => "undo refused",
    };

    private static void Listed(StringBuilder text, string heading, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
        {
            return;
        }

        Line(text, "");
        Line(text, heading);
        foreach (var (line, i) in all.Take(ListLimit).Select((line, i) => (line, i)))
        {
            Line(text, $"  {i + 1}. {line}");
        }

        if (all.Count > ListLimit)
        {
            Line(text, $"  and {all.Count - ListLimit} more: baseline remediations export");
        }
    }

    private static void Line(StringBuilder text, FormattableString line) => Line(text, line.ToString(CultureInfo.InvariantCulture));

    // One line stays one line, and text that runs from right to left stays where it is: names of resources are anybody's to choose. Redacted line by line, so that what looks like
    // the beginning of a key in a name hides no other line.
    private static void Line(StringBuilder text, string line) => text
        .Append(string.Concat(Cut(Redaction.Of(line)).Select(c => IsOdd(c) ? '\uFFFD' : c)))
        .Append('\n');

    private static bool IsOdd(char c) => char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string Cut(string line) => line.Length <= LineLimit ? line : line[..(LineLimit - 1)] + "…";
}
