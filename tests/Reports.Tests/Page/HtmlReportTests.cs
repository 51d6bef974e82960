using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Reports.Formats;
using SecretScoops.Governance.Reports.Model;
using SecretScoops.Governance.Reports.Page;
using Xunit;

namespace SecretScoops.Governance.Reports.Tests.Page;

/// <summary>The file, before any browser opens it: what it holds, what it may run, and that it is written while findings go by.</summary>
public sealed partial class HtmlReportTests
{
    [Fact]
    public void Every_finding_is_in_a_chunk_with_its_details()
    {
        var findings = Made.Findings(12_000).ToList();
        var page = Text(Made.Written("html", findings));

        var (lists, details) = (Chunks(page, "list"), Chunks(page, "details"));

        Assert.Equal([5_000, 5_000, 2_000], lists.Select(list => list["resource"]!.AsArray().Count));
        Assert.Equal(findings.Select(finding => finding.ResourceId), lists.SelectMany(list => list["resource"]!.AsArray()).Select(id => id!.GetValue<string>()));
        foreach (var (column, expected) in ListColumns.Names.Select((name, i) => (name, findings.Select(finding => ListColumns.Of(finding)[i]))))
        {
            Assert.Equal(expected, lists.SelectMany(list => list[column]!.AsArray().Select(number => list["strings"]![number!.GetValue<int>()]!.GetValue<string>())));
        }

        Assert.Equal(
            findings.Select(finding => (finding.Evidence.Count, finding.Repairs.Count)),
            details.SelectMany(each => each.AsArray()).Select(detail => (detail!["evidence"]!.AsArray().Count, detail["repairs"]!.AsArray().Count)));
    }

    [Fact]
    public void A_chunk_is_written_before_the_next_begins()
    {
        using MemoryStream file = new();
        using HtmlReport writer = new(Made.Report([]), file);
        writer.Begin();
        var before = file.Length;
        foreach (var finding in Made.Findings(FindingChunk.Most - 1))
        {
            writer.Write(finding);
        }

        Assert.Equal(before, file.Length);
        writer.Write(Made.Findings(1).Single());
        Assert.True(file.Length > before);
    }

    [Fact]
    public void Long_texts_make_chunks_of_fewer_findings()
    {
        var findings = Made.Findings(2_000).Select((finding, i) => finding with { ResourceId = $"{i}-{new string('x', 10_000)}" }).ToList();

        var lists = Chunks(Text(Made.Written("html", findings)), "list");

        Assert.Equal(2_000, lists.Sum(list => list["resource"]!.AsArray().Count));
        Assert.All(lists, list => Assert.InRange(list["resource"]!.AsArray().Count, 1, 500));
    }

    [Fact]
    public void The_policy_lets_the_page_run_its_own_script_and_style_and_nothing_else()
    {
        var page = Text(Made.Written("html", [.. Made.Findings(20)]));
        var script = Between(page, "<script type=\"module\">", "</script>");
        var style = Between(page, "<style>", "</style>");

        Assert.Contains($"default-src 'none'; script-src '{Template.HashOf(script)}'; style-src '{Template.HashOf(style)}'; base-uri 'none'; form-action 'none'", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(Outside(), page);
        // The marks of a text that was handed to the parser.
        Assert.DoesNotMatch("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|DOMParser|eval\\(|srcdoc", script);
    }

    [Fact]
    public void Who_asked_breaks_behind_slashes_and_colons_and_not_within_a_name()
    {
        var header = Made.Header with { Principal = "arn:aws:sts::111111111111:assumed-role/Auditor/administrator" };

        var page = Text(Written(new(header, Made.Report([]).Summary), []));

        Assert.Contains(">arn:<wbr>aws:<wbr>sts::<wbr>111111111111:<wbr>assumed-role/<wbr>Auditor/<wbr>administrator<", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_words_neither_end_an_element_nor_begin_one()
    {
        const string Hostile = "</script></style><script>bad()</script><!--\"'><img src=x onerror=bad()>\u202e\u0000";
        var header = Made.Header with
        {
            Subject = Hostile,
            Principal = Hostile,
            Environments = [Hostile, .. Made.Header.Environments],
            Gaps = [new(Hostile, Hostile, Hostile, Hostile, [Hostile])],
            Exemptions = [.. Made.Header.Exemptions.Select(exemption => exemption with { Id = Hostile, Owner = Hostile, Resources = [Hostile], TooBroad = Hostile })],
        };
        List<Finding> findings = [.. Made.Findings(20).Select(finding => finding with { ResourceId = Hostile, Reason = Hostile })];
        var plain = Text(Made.Written("html", [.. Made.Findings(20)]));

        var page = Text(Written(new(header, Made.Report(findings).Summary), findings));

        Assert.Equal(Regex.Count(plain, "<script"), Regex.Count(page, "<script"));
        Assert.Equal(Regex.Count(plain, "</script"), Regex.Count(page, "</script"));
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\u202e', page);
        Assert.DoesNotContain('\0', page);
        Assert.Contains(@"\u202e\u0000", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_of_nothing_is_a_page_all_the_same()
    {
        var header = Made.Header with { Environments = [], Accounts = [], Catalogue = ControlCatalogue.Empty, Exemptions = [], Gaps = [], Earlier = [], Principal = null, PolicyCommit = null, OrganizationId = null };

        var page = Text(Written(new(header, new()), []));

        Assert.Contains("0 findings on 0 controls in 0 accounts", page, StringComparison.Ordinal);
        Assert.Contains("The policies hold no exemption.", page, StringComparison.Ordinal);
        Assert.Contains("Every call was answered.", page, StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_arithmetic_of_an_environment_is_that_of_its_findings()
    {
        var findings = Made.Findings(400).ToList();
        var page = Text(Made.Written("html", findings));

        foreach (var environment in Made.Header.Environments)
        {
            var here = findings.Where(finding => finding.Environment == environment).ToList();
            var pass = here.Count(finding => finding.Verdict == Verdict.Pass);
            var evaluated = here.Count(finding => finding.Verdict is Verdict.Pass or Verdict.Fail or Verdict.Exempt);
            var inScope = here.Count(finding => finding.Verdict != Verdict.NotApplicable);
            var row = Between(page, $"<tr><th scope=\"row\">{environment.ToUpperInvariant()}</th><td class=\"n\">1</td>", "</tr>");

            Assert.EndsWith(
                $"<td class=\"n share\"><strong>{Words.Share(pass, evaluated)}</strong> <small>{pass} / {evaluated}</small></td><td class=\"n share\"><strong>{Words.Share(pass, inScope)}</strong> <small>{pass} / {inScope}</small></td>",
                row,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_requirement_that_no_control_answers_is_named()
    {
        var catalogue = Made.Header.Catalogue;
        var frameworks = catalogue.Frameworks.Select(framework => framework.Key == "soc-2-2017" ? framework with { Requirements = new Dictionary<string, string> { ["CC6.6"] = "", ["CC9.9"] = "" } } : framework);
        var header = Made.Header with { Catalogue = new(catalogue.Controls, [.. frameworks]) };

        var section = Between(Text(Written(new(header, new()), [])), "id=\"framework-soc-2-2017\"", "</section>");

        Assert.Contains("1 of 2 requirements have a control", section, StringComparison.Ordinal);
        Assert.Contains("1 requirement that no control answers</summary><p class=\"mono\">CC9.9</p>", section, StringComparison.Ordinal);
    }

    private static byte[] Written(Report report, IReadOnlyList<Finding> findings)
    {
        using MemoryStream file = new();
        using (var writer = ReportFormat.All.Single(each => each.Name == "html").Open(report, file))
        {
            writer.Begin();
            findings.ToList().ForEach(writer.Write);
            writer.End();
        }

        return file.ToArray();
    }

    private static string Text(byte[] page) => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(page);

    private static string Between(string text, string begin, string end)
    {
        var at = text.IndexOf(begin, StringComparison.Ordinal);
        Assert.True(at >= 0, $"no {begin}");
        return text[(at + begin.Length)..text.IndexOf(end, at + begin.Length, StringComparison.Ordinal)];
    }

    private static List<JsonNode> Chunks(string page, string part) => [.. Regex.Matches(page, $"data-part=\"{part}\" data-first[^>]*>([^<]*)<").Select(match =>
    {
        using ZLibStream zlib = new(new MemoryStream(Convert.FromBase64String(match.Groups[1].Value)), CompressionMode.Decompress);
        return JsonNode.Parse(zlib)!;
    })];

    /// <summary>An attribute or a rule that fetches something.</summary>
    [GeneratedRegex("""\s(src|srcset|action|data|poster)\s*=\s*"|href="(?!#)|url\(|@import""")]
    private static partial Regex Outside();
}
