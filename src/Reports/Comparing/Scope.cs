using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Comparing;

/// <summary>What a report was to look at, and what of that it could not.</summary>
internal sealed class Scope(ReportHeader report)
{
    private const string Everywhere = "global";

    private readonly Dictionary<string, ReportAccount> accounts = report.Accounts.DistinctBy(account => account.Id).ToDictionary(account => account.Id, StringComparer.Ordinal);
    private readonly Dictionary<string, Control> controls = report.Catalogue.Controls.DistinctBy(control => control.Id).ToDictionary(control => control.Id, StringComparer.Ordinal);
    private readonly Dictionary<string, ReportExemption> exemptions = report.Exemptions.DistinctBy(exemption => exemption.Id).ToDictionary(exemption => exemption.Id, StringComparer.Ordinal);
    private readonly ILookup<(string Control, string Account), Gap> gaps = report.Gaps.SelectMany(gap => gap.Controls.Select(control => (control, gap))).ToLookup(each => (each.control, each.gap.AccountId), each => each.gap);

    /// <summary>A control; null when the catalogue does not have it.</summary>
    public Control? Control(string id) => controls.GetValueOrDefault(id);

    /// <summary>An exemption; null when the policies do not have it.</summary>
    public ReportExemption? Exemption(string id) => exemptions.GetValueOrDefault(id);

    /// <summary>Whether an exemption is in force at the time of the report.</summary>
    public bool InForce(ReportExemption exemption) => exemption.From <= report.At && report.At < exemption.Expires;

    /// <summary>Why a finding's place is not looked at; null when it is.</summary>
    public string? WhyNot(Finding finding)
    {
        if (Control(finding.Control) is not { } control)
        {
            return $"the catalogue has no control {finding.Control}";
        }

        if (!accounts.TryGetValue(finding.AccountId, out var account))
        {
            return $"account {finding.AccountId} is not in scope";
        }

        if (!control.Environments.Contains(account.Environment))
        {
            return $"{finding.Control} is not asked for in {account.Environment}";
        }

        return finding.Region == Everywhere || account.Regions.Contains(finding.Region) ? null : $"region {finding.Region} of account {finding.AccountId} is not governed";
    }

    /// <summary>What kept a finding's place from being looked at; null when nothing did.</summary>
    public Gap? GapAt(Finding finding) => gaps[(finding.Control, finding.AccountId)].FirstOrDefault(gap => gap.Region == finding.Region || gap.Region == Everywhere);
}
