using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Formats;

/// <summary><c>report.asff.json</c>: an array of findings as Security Hub takes them, one to a line. <see cref="AsffBatches"/> cuts them for the API.</summary>
internal sealed class AsffReport : JsonDocumentWriter
{
    private readonly AsffFinding asff;

    /// <inheritdoc cref="JsonDocumentWriter(Report, Stream)"/>
    public AsffReport(Report report, Stream file)
        : base(report, file) => asff = new(report);

    /// <inheritdoc/>
    public override void Begin() => Raw("["u8);

    /// <inheritdoc/>
    public override void Write(Finding finding)
    {
        Separate();
        asff.Write(Json, finding);
        Flush();
    }

    /// <inheritdoc/>
    public override void End() => Raw("\n]\n"u8);
}
