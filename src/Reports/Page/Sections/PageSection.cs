using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Page.Sections;

/// <summary>The parts of the page that are written here, by the name of their place in the template.</summary>
internal static class PageSection
{
    public static IReadOnlyDictionary<string, Action<Html, Report, Figures>> All { get; } = new Dictionary<string, Action<Html, Report, Figures>>
    {
        ["masthead"] = Masthead.Write,
        ["navigation"] = Navigation.Write,
        ["summary"] = SummarySection.Write,
        ["severities"] = SummarySection.WriteSeverities,
        ["summary-frameworks"] = SummarySection.WriteFrameworks,
        ["trend"] = TrendSection.Write,
        ["controls"] = ControlsSection.Write,
        ["frameworks"] = FrameworksSection.Write,
        ["exemptions"] = ExemptionsSection.Write,
        ["gaps"] = GapsSection.Write,
    };
}
