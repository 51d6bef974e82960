using System.Globalization;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Page.Sections;

/// <summary>Where an exemption stands on the day of the report, not on the day it is read.</summary>
/// <param name="Words">In words.</param>
/// <param name="DaysLeft">Whole days to its end, begun ones counted; null when it has ended or not begun.</param>
/// <param name="Uses">Findings it covers.</param>
/// <param name="Shows">Names of the filters it falls under.</param>
internal sealed record ExemptionState(string Words, int? DaysLeft, int Uses, IReadOnlyList<string> Shows)
{
    private static readonly int[] horizons = [30, 60, 90];

    public static ExemptionState Of(ReportExemption exemption, Report report)
    {
        var now = report.Header.At;
        var uses = report.Summary.ExemptionUses.GetValueOrDefault(exemption.Id);
        List<string> shows = [];
        if (exemption.TooBroad is not null)
        {
            shows.Add("broad");
        }

        if (exemption.Expires <= now)
        {
            return new($"ended {Days((int)Math.Floor((now - exemption.Expires).TotalDays))} ago", null, uses, [.. shows, "ended"]);
        }

        if (exemption.From > now)
        {
            return new($"begins in {Days((int)Math.Ceiling((exemption.From - now).TotalDays))}", null, uses, [.. shows, "later"]);
        }

        if (uses == 0)
        {
            shows.Add("unused");
        }

        var left = (int)Math.Ceiling((exemption.Expires - now).TotalDays);
        shows.AddRange(horizons.Where(days => left <= days).Select(days => days.ToString(CultureInfo.InvariantCulture)));
        return new($"ends in {Days(left)}", left, uses, shows);
    }

    private static string Days(int days) => Page.Words.Count(days, "day", "days");
}
