using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Formats;

/// <summary>
/// <c>report.oscal.json</c>: OSCAL assessment-results 1.2.1 (NIST). A finding of ours is an observation; a control of ours is a finding of OSCAL's, over all of its observations; an
/// exemption in use is a risk whose deviation is approved until its deadline.
/// </summary>
/// <remarks>
/// Observations are written while findings go by, and OSCAL's findings at the end, since the order of members is free. Findings name their observations, so that ids wait in a temporary
/// file (<see cref="OscalObservations"/>): memory does not grow. No array is empty, which OSCAL forbids; ids are UUIDs of version 5; control ids are tokens.
/// </remarks>
internal sealed class OscalReport : JsonDocumentWriter
{
    private readonly Standing standing;
    private readonly OscalObservations observations = new();

    // (control, exemption) pairs, as many as exemptions name controls.
    private readonly HashSet<(string Control, string Exemption)> exempted = [];

    /// <inheritdoc cref="JsonDocumentWriter(Report, Stream)"/>
    public OscalReport(Report report, Stream file)
        : base(report, file) => standing = new(report.Header);

    /// <inheritdoc/>
    public override void Begin()
    {
        Raw("{\"assessment-results\":{"u8);
        Json.WriteStartObject();
        OscalFrame.Document(Json, Report.Header);
        Json.WriteEndObject();
        Flush(trim: 1);
        Raw(",\n\"results\":[{"u8);
        Json.WriteStartObject();
        OscalFrame.Result(Json, Report);
        Json.WriteEndObject();
        Flush(trim: 1);
        foreach (var gap in Report.Header.Gaps)
        {
            Next();
            OscalFrame.Gap(Json, gap, Report.Header.At);
            Flush();
        }
    }

    /// <inheritdoc/>
    public override void Write(Finding finding)
    {
        Next();
        var id = StableId.Uuid("observation", finding.Key);
        observations.Add(finding.Control, id);
        if (finding.Exemption is not null && standing.Exemption(finding.Exemption) is not null)
        {
            exempted.Add((finding.Control, finding.Exemption));
        }

        Json.WriteStartObject();
        Json.WriteString("uuid"u8, id);
        Json.WriteString("description"u8, Oscal.Markup(finding.Reason));
        Json.WriteStartArray("props"u8);
        Oscal.Property(Json, "verdict", Standing.Word(finding.Verdict));
        Oscal.Property(Json, "control", finding.Control);
        Oscal.Property(Json, "environment", finding.Environment);
        if (finding.Exemption is not null)
        {
            Oscal.Property(Json, "exemption", finding.Exemption);
        }

        if (finding.Declared is not null)
        {
            Oscal.Property(Json, "declared", finding.Declared.ToJsonString());
        }

        if (finding.Observed is not null)
        {
            Oscal.Property(Json, "observed", finding.Observed.ToJsonString());
        }

        Json.WriteEndArray();
        Json.WriteStartArray("methods"u8);
        Json.WriteStringValue(finding.Evidence is [{ Source: EvidenceSource.Exemption or EvidenceSource.Snapshot }, ..] ? "EXAMINE"u8 : "TEST"u8);
        Json.WriteEndArray();
        Json.WriteStartArray("types"u8);
        Json.WriteStringValue(finding.Verdict is Verdict.Fail or Verdict.Exempt ? "finding"u8 : "control-objective"u8);
        Json.WriteEndArray();
        Subject(finding);
        Evidences(finding);
        Json.WriteString("collected"u8, Time(finding.ObservedAt));
        Json.WriteEndObject();
        Flush();
    }

    /// <inheritdoc/>
    public override void End()
    {
        if (!First)
        {
            Raw("\n]"u8);
        }

        Risks();
        Findings();
        Raw("}]}}\n"u8);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        observations.Dispose();
        base.Dispose(disposing);
    }

    private void Next()
    {
        Raw(First ? ",\n\"observations\":["u8 : ""u8);
        Separate();
    }

    private void Subject(Finding finding)
    {
        Json.WriteStartArray("subjects"u8);
        Json.WriteStartObject();
        Json.WriteString("subject-uuid"u8, StableId.Uuid("resource", $"{finding.AccountId}|{finding.Region}|{finding.ResourceType}|{finding.ResourceId}"));
        Json.WriteString("type"u8, "resource"u8);
        Json.WriteString("title"u8, Oscal.Line(finding.ResourceId));
        Json.WriteStartArray("props"u8);
        Oscal.Property(Json, "account-id", finding.AccountId);
        Oscal.Property(Json, "region", finding.Region);
        Oscal.Property(Json, "resource-type", finding.ResourceType);
        Json.WriteEndArray();
        Json.WriteEndObject();
        Json.WriteEndArray();
    }

    private void Evidences(Finding finding)
    {
        if (finding.Evidence.Count == 0)
        {
            return;
        }

        Json.WriteStartArray("relevant-evidence"u8);
        foreach (var evidence in finding.Evidence)
        {
            Json.WriteStartObject();
            Json.WriteString("description"u8, Oscal.Markup($"{evidence.Call} in {evidence.AccountId} {evidence.Region}"));
            Json.WriteStartArray("props"u8);
            Oscal.Property(Json, "sha256", evidence.Sha256);
            Oscal.Property(Json, "at", Time(evidence.At));
            Oscal.Property(Json, "principal", evidence.Principal);
            Oscal.Property(Json, "request-id", evidence.RequestId);
            Oscal.Property(Json, "command", evidence.Command);
            Json.WriteEndArray();
            Json.WriteEndObject();
        }

        Json.WriteEndArray();
    }

    private void Risks()
    {
        var first = true;
        foreach (var exemption in exempted.Select(each => each.Exemption).Distinct().Order(StringComparer.Ordinal).Select(each => standing.Exemption(each)!))
        {
            Raw(first ? ",\n\"risks\":[\n"u8 : ",\n"u8);
            first = false;
            OscalFrame.Risk(Json, exemption);
            Flush();
        }

        Raw(first ? ""u8 : "\n]"u8);
    }

    private void Findings()
    {
        var first = true;
        foreach (var (control, ids) in observations.ByControl())
        {
            var tally = Report.Summary.Of((id, _) => id == control);
            if (tally.Evaluated == 0)
            {
                // Nothing was looked at, so that nothing is concluded; the observations say why.
                continue;
            }

            Raw(first ? ",\n\"findings\":[\n"u8 : ",\n"u8);
            first = false;
            Json.WriteStartObject();
            OscalFrame.Finding(Json, standing.Control(control), tally);
            Json.WriteStartArray("related-observations"u8);
            foreach (var id in ids)
            {
                Json.WriteStartObject();
                Json.WriteString("observation-uuid"u8, id);
                Json.WriteEndObject();
                if (Pending > 1 << 16)
                {
                    Pass();
                }
            }

            Json.WriteEndArray();
            Related(control);
            Json.WriteEndObject();
            Flush();
        }

        Raw(first ? ""u8 : "\n]"u8);
    }

    private void Related(string control)
    {
        var risks = exempted.Where(each => each.Control == control).Select(each => each.Exemption).Order(StringComparer.Ordinal).ToList();
        if (risks.Count == 0)
        {
            return;
        }

        Json.WriteStartArray("related-risks"u8);
        foreach (var exemption in risks)
        {
            Json.WriteStartObject();
            Json.WriteString("risk-uuid"u8, StableId.Uuid("risk", exemption));
            Json.WriteEndObject();
        }

        Json.WriteEndArray();
    }
}
