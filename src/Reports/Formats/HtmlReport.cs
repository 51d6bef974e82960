using System.Text;
using System.Text.Json;
using SecretScoops.Governance.Reports.Model;
using SecretScoops.Governance.Reports.Page;
using SecretScoops.Governance.Reports.Page.Sections;

namespace SecretScoops.Governance.Reports.Formats;

/// <summary>
/// <c>report.html</c>: one file that needs nothing else and asks nothing of any network. All but the findings is HTML that can be read without a script; the findings
/// stand behind it in compressed chunks, written while they go by, and the script at the end shows them.
/// </summary>
internal sealed class HtmlReport : ReportWriter
{
    private readonly Stream file;
    private readonly StreamWriter writer;
    private readonly Html html;
    private readonly FindingChunk chunk;
    private readonly Figures figures;
    private readonly IEnumerator<(string Before, string? Hole)> parts = Template.Parts().GetEnumerator();

    public HtmlReport(Report report, Stream file)
        : base(report)
    {
        this.file = file;
        writer = new(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 14, leaveOpen: true);
        html = new(writer);
        chunk = new(file);
        figures = new(report);
    }

    /// <inheritdoc/>
    public override void Begin()
    {
        while (parts.MoveNext())
        {
            html.Raw(parts.Current.Before);
            if (parts.Current.Hole is "findings")
            {
                writer.Flush();
                return;
            }

            Fill(parts.Current.Hole!);
        }
    }

    /// <inheritdoc/>
    public override void Write(Finding finding) => chunk.Add(finding);

    /// <inheritdoc/>
    public override void End()
    {
        chunk.Flush();
        while (parts.MoveNext())
        {
            html.Raw(parts.Current.Before);
            if (parts.Current.Hole is { } hole)
            {
                Fill(hole);
            }
        }

        writer.Flush();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        parts.Dispose();
        chunk.Dispose();
        writer.Dispose();
        file.Dispose();
    }

    private void Fill(string hole)
    {
        switch (hole)
        {
            case "style":
                html.Raw(Template.Style);
                break;
            case "script":
                html.Raw(Template.Script);
                break;
            case "style-hash":
                html.Raw(Template.HashOf(Template.Style));
                break;
            case "script-hash":
                html.Raw(Template.HashOf(Template.Script));
                break;
            case "title":
                html.Text(Masthead.Title(Report.Header));
                break;
            case "data":
                WriteData();
                break;
            default:
                PageSection.All[hole](html, Report, figures);
                break;
        }
    }

    /// <summary>What the script needs to know before any finding: the header, without what stands in the HTML already.</summary>
    private void WriteData()
    {
        var header = Report.Header;
        var frameworks = header.Catalogue.Frameworks.Select(framework => framework with { Requirements = new Dictionary<string, string>() });
        var data = header with { Catalogue = new(header.Catalogue.Controls, [.. frameworks]), Gaps = [], Earlier = [] };
        html.Raw(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{{\"findings\":{Report.Summary.Findings},\"header\":"));
        html.Raw(JsonSerializer.Serialize(data, PageJson.Default.ReportHeader));
        html.Raw("}");
    }
}
