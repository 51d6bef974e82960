using System.Globalization;
using System.Text;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Formats;

/// <summary>The parts of <c>report.md</c> that come from header and counts.</summary>
/// <param name="report">What is written.</param>
/// <param name="standing">Of its header.</param>
internal sealed class MarkdownSummary(Report report, Standing standing)
{
    private const string Columns = "pass | fail | exempt | evaluated = pass + fail + exempt | not evaluated | in scope = evaluated + not evaluated | pass of evaluated | pass of in scope | not applicable";
    private const string Line = "---: | ---: | ---: | --- | ---: | --- | --- | --- | ---:";

    /// <summary>Of what, when, by whom.</summary>
    public string Head()
    {
        var header = report.Header;
        var text = new StringBuilder("# Compliance report\n\n| | |\n| --- | --- |\n");
        text.Append(Fact("speaks of", header.Subject)).Append(Fact("organization", header.OrganizationId ?? "none"))
            .Append(Fact("collected", $"{Moment(header.At)} to {Moment(header.Until)}")).Append(Fact("by", header.Principal ?? "nobody: nothing was asked of AWS"))
            .Append(Fact("policies", header.PolicyFingerprint)).Append(Fact("commit", header.PolicyCommit ?? "none")).Append(Fact("tool", header.ToolVersion)).Append(Fact("report", header.Id.ToString()));
        return text.ToString();
    }

    /// <summary>Counts by environment.</summary>
    public string ByEnvironment()
    {
        var text = new StringBuilder("\n## By environment\n\n");
        text.Append("A percentage is rounded down, so that 100.0 % is all. What could not be looked at is never a pass, and an exemption is none either.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"| environment | {Columns} |\n| --- | {Line} |\n");
        foreach (var environment in report.Header.Environments)
        {
            Counted(text, MarkdownReport.Code(environment), report.In(environment));
        }

        var strays = report.Summary.Of((_, account) => standing.Environment(account) is not { } known || !report.Header.Environments.Contains(known));
        if (strays.InScope + strays.NotApplicable > 0)
        {
            Counted(text, "in no environment", strays);
        }

        Counted(text, "**all**", report.Summary.Of((_, _) => true));
        return text.ToString();
    }

    /// <summary>Counts by framework, over the controls that answer something of it; a control that answers several counts in each.</summary>
    public string ByFramework()
    {
        var text = new StringBuilder("\n## By framework\n\nFindings of every control that is mapped to the framework; a control may be mapped to several.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"| framework | controls | requirements | {Columns} |\n| --- | ---: | ---: | {Line} |\n");
        foreach (var framework in report.Header.Catalogue.Frameworks)
        {
            var controls = report.Header.Catalogue.Controls.Where(control => control.Crosswalk.Any(each => each.Framework == framework.Key)).ToList();
            var ids = controls.Select(each => each.Id).ToHashSet(StringComparer.Ordinal);
            var requirements = controls.SelectMany(control => control.Crosswalk).Where(each => each.Framework == framework.Key).Select(each => each.Requirement).Distinct().Count();
            Counted(text, $"{MarkdownReport.Code($"{framework.Name} {framework.Version}")} | {ids.Count} | {requirements}", report.Summary.Of((control, _) => ids.Contains(control)));
        }

        return text.ToString();
    }

    /// <summary>Exemptions that end soon, and those that are unused or too broad.</summary>
    public string Expiring()
    {
        var text = new StringBuilder("\n## Exemptions\n\n");
        var from = TimeSpan.Zero;
        foreach (var days in (int[])[30, 60, 90])
        {
            var until = TimeSpan.FromDays(days);
            var soon = report.Header.Exemptions.Where(each => each.Expires - report.Header.At > from && each.Expires - report.Header.At <= until).OrderBy(each => each.Expires).ToList();
            text.Append(CultureInfo.InvariantCulture, $"Expiring within {days} days{(days > 30 ? ", and not sooner" : "")}: {soon.Count}\n\n");
            Listed(text, soon, exemption => $"until {MarkdownReport.Day(exemption.Expires)}, covers {Uses(exemption)}, owner {MarkdownReport.Code(exemption.Owner)}, approved by {MarkdownReport.Code(exemption.Approver)}, ticket {MarkdownReport.Code(exemption.Ticket)}");
            from = until;
        }

        var ended = report.Header.Exemptions.Where(each => each.Expires <= report.Header.At).ToList();
        text.Append(CultureInfo.InvariantCulture, $"Ended, and without effect: {ended.Count}\n\n");
        Listed(text, ended, exemption => $"ended {MarkdownReport.Day(exemption.Expires)}, owner {MarkdownReport.Code(exemption.Owner)}");
        var unused = report.Header.Exemptions.Where(each => each.From <= report.Header.At && each.Expires > report.Header.At && Uses(each) == 0).ToList();
        text.Append(CultureInfo.InvariantCulture, $"In force, and unused: {unused.Count}\n\n");
        Listed(text, unused, exemption => $"owner {MarkdownReport.Code(exemption.Owner)}");
        var broad = report.Header.Exemptions.Where(each => each.TooBroad is not null).ToList();
        text.Append(CultureInfo.InvariantCulture, $"Too broad: {broad.Count}\n\n");
        Listed(text, broad, exemption => MarkdownReport.Code(exemption.TooBroad!));
        return text.ToString();
    }

    /// <summary>What could not be read.</summary>
    public string Gaps()
    {
        var text = new StringBuilder("## Not read\n\n");
        if (report.Header.Gaps.Count == 0)
        {
            return text.Append("Everything that was asked for was answered.\n").ToString();
        }

        text.Append("| account | region | call | why | controls that stay open |\n| --- | --- | --- | --- | --- |\n");
        foreach (var gap in report.Header.Gaps)
        {
            text.Append(MarkdownReport.Row(gap.AccountId, gap.Region, gap.Call, gap.Reason, string.Join(", ", gap.Controls)));
        }

        return text.ToString();
    }

    private int Uses(ReportExemption exemption) => report.Summary.ExemptionUses.GetValueOrDefault(exemption.Id);

    private static void Listed(StringBuilder text, List<ReportExemption> exemptions, Func<ReportExemption, string> about)
    {
        foreach (var exemption in exemptions)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {MarkdownReport.Code(exemption.Id)}: {about(exemption)}\n");
        }

        text.Append(exemptions.Count > 0 ? "\n" : "");
    }

    private static void Counted(StringBuilder text, string name, Tally tally) => text.Append(CultureInfo.InvariantCulture,
        $"| {name} | {tally.Pass} | {tally.Fail} | {tally.Exempt} | {tally.Pass} + {tally.Fail} + {tally.Exempt} = {tally.Evaluated} | {tally.NotEvaluated} | {tally.Evaluated} + {tally.NotEvaluated} = {tally.InScope} | {Tally.Share(tally.Pass, tally.Evaluated)} | {Tally.Share(tally.Pass, tally.InScope)} | {tally.NotApplicable} |\n");

    private static string Fact(string name, string value) => $"| {name} | {MarkdownReport.Code(value)} |\n";

    private static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
