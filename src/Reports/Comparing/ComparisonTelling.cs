using System.Text.Json;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Reports.Model;
using SecretScoops.Governance.Reports.Wording;
using SecretScoops.Governance.Wording;

namespace SecretScoops.Governance.Reports.Comparing;

/// <summary>
/// A comparison as lines, made as they are asked for: the reports are read once for the counts and once for each part, and nothing is kept. The JSON is one document in ASCII, each difference on a line of its own.
/// </summary>
internal static class ComparisonTelling
{
    private const int Version = 1;
    private const int LongestValue = 160;

    private static readonly Direction[] directions = [Direction.Worse, Direction.Better, Direction.Neither];

    /// <summary>For a terminal: what got worse first.</summary>
    public static IEnumerable<string> Text(Comparison comparison, DifferenceCounts counts)
    {
        foreach (var line in Reports(comparison))
        {
            yield return Harmless.Text(line);
        }

        yield return "";
        yield return counts.All == 0 ? "no difference" : $"{counts.Of(Direction.Worse)} worse, {counts.Of(Direction.Better)} better, {counts.Of(Direction.Neither)} neither";
        foreach (var direction in directions.Where(each => counts.Of(each) > 0))
        {
            yield return "";
            yield return $"{Word(direction)}: {counts.Of(direction)}";
            foreach (var difference in comparison.Differences().Where(each => each.Direction == direction))
            {
                var (finding, sign) = (difference.Latest, direction switch { Direction.Worse => '-', Direction.Better => '+', Direction.Neither => '~' });
                yield return Harmless.Text($"  {sign} {finding.Control}  {Change(difference)}  {finding.Environment} {finding.AccountId} {finding.Region}  {finding.ResourceType} {finding.ResourceId}");
                yield return Harmless.Text($"      {string.Join(", ", difference.Causes.Select(Word))}: {difference.Because}");
                foreach (var value in Values(difference))
                {
                    yield return Harmless.Text($"      {value}");
                }
            }
        }
    }

    /// <summary>For a pull request or a ticket.</summary>
    public static IEnumerable<string> Markdown(Comparison comparison, DifferenceCounts counts)
    {
        yield return $"### Two reports: {(counts.All == 0 ? "no difference" : $"{counts.Of(Direction.Worse)} worse, {counts.Of(Direction.Better)} better, {counts.Of(Direction.Neither)} neither")}";
        yield return "";
        foreach (var line in Reports(comparison))
        {
            yield return "- " + Inert.Markdown(line);
        }

        if (counts.All > 0)
        {
            yield return "";
            yield return "| cause | worse | better | neither |";
            yield return "| --- | ---: | ---: | ---: |";
            foreach (var cause in Enum.GetValues<Cause>().Where(cause => directions.Any(direction => counts.Of(cause, direction) > 0)))
            {
                yield return $"| {Word(cause)} | {string.Join(" | ", directions.Select(direction => counts.Of(cause, direction)))} |";
            }
        }

        foreach (var direction in directions.Where(each => counts.Of(each) > 0))
        {
            yield return "";
            yield return $"#### {Word(direction)}: {counts.Of(direction)}";
            yield return "";
            yield return "| control | verdict | where | resource | why |";
            yield return "| --- | --- | --- | --- | --- |";
            foreach (var difference in comparison.Differences().Where(each => each.Direction == direction))
            {
                var finding = difference.Latest;
                var why = $"**{string.Join(", ", difference.Causes.Select(Word))}**: {Inert.Markdown(string.Join("; ", [difference.Because, .. Values(difference)]))}";
                yield return $"| {Inert.Markdown(finding.Control)} | {Inert.Markdown(Change(difference))} | {Inert.Markdown($"{finding.Environment} {finding.AccountId} {finding.Region}")} | {Inert.Markdown($"{finding.ResourceType} {finding.ResourceId}")} | {why} |";
            }
        }
    }

    /// <summary>For a script.</summary>
    public static IEnumerable<string> Json(Comparison comparison, DifferenceCounts counts)
    {
        yield return $"{{\"formatVersion\":{Version},";
        yield return $"\"old\":{Side(comparison.Old)},";
        yield return $"\"new\":{Side(comparison.New)},";
        var causes = Enum.GetValues<Cause>().SelectMany(cause => directions.Select(direction => new CauseCount(cause, direction, counts.Of(cause, direction)))).Where(each => each.Count > 0);
        yield return $"\"summary\":{JsonSerializer.Serialize(new DifferenceSummary(counts.Of(Direction.Worse), counts.Of(Direction.Better), counts.Of(Direction.Neither), [.. causes]), ComparingJson.Default.DifferenceSummary)},";
        yield return "\"differences\":[";
        var left = counts.All;
        foreach (var difference in comparison.Differences())
        {
            var finding = difference.Latest;
            var document = new DifferenceDocument(
                finding.Key, finding.Control, finding.AccountId, finding.Environment, finding.Region, finding.ResourceType, finding.ResourceId,
                difference.Direction, difference.Causes, difference.Because, difference.BaselineState, Sight.Of(difference.Old), Sight.Of(difference.New));
            yield return JsonSerializer.Serialize(document, ComparingJson.Default.DifferenceDocument) + (--left > 0 ? "," : "");
        }

        yield return "]}";
    }

    private static IEnumerable<string> Reports(Comparison comparison)
    {
        var (old, latest) = (comparison.Old, comparison.New);
        yield return $"old: report {old.Id} of {old.At:u} about {old.Subject}, policies {old.PolicyFingerprint}";
        yield return $"new: report {latest.Id} of {latest.At:u} about {latest.Subject}, policies {latest.PolicyFingerprint}";
        if (old.At > latest.At)
        {
            yield return "warning: the old report is the newer one; better and worse stand the wrong way round";
        }

        if (old.OrganizationId != latest.OrganizationId || old.Subject != latest.Subject)
        {
            yield return $"warning: they speak of different things: {old.Subject} {old.OrganizationId}, and {latest.Subject} {latest.OrganizationId}";
        }

        if (old.PolicyFingerprint != latest.PolicyFingerprint)
        {
            yield return "the policies have changed in between";
        }

        if (old.ToolVersion != latest.ToolVersion)
        {
            yield return $"the tool was {old.ToolVersion} and is {latest.ToolVersion}";
        }
    }

    private static IEnumerable<string> Values(Difference difference) => difference is not { Old: { } old, New: { } latest }
        ? []
        : Changed("declared", old.Declared, latest.Declared).Concat(Changed("observed", old.Observed, latest.Observed));

    private static IEnumerable<string> Changed(string name, JsonNode? old, JsonNode? latest)
    {
        if (JsonNode.DeepEquals(old, latest))
        {
            return [];
        }

        return old is JsonObject before && latest is JsonObject after
            ? before.Select(member => member.Key).Union(after.Select(member => member.Key)).SelectMany(key => Changed($"{name}/{key}", before[key], after[key]))
            : [$"{name}: {Short(old)} → {Short(latest)}"];
    }

    private static string Short(JsonNode? value) => (value?.ToJsonString() ?? "nothing") is var text && text.Length <= LongestValue ? text : text[..LongestValue] + "…";

    private static string Change(Difference difference) => difference switch
    {
        { Old: { } old, New: { } latest } when old.Verdict == latest.Verdict => Words.Of(latest.Verdict),
        { Old: { } old, New: { } latest } => $"{Words.Of(old.Verdict)} → {Words.Of(latest.Verdict)}",
        { New: { } latest } => $"new: {Words.Of(latest.Verdict)}",
        _ => $"gone: {Words.Of(difference.Old!.Verdict)}",
    };

    private static string Side(ReportHeader report) =>
        JsonSerializer.Serialize(new ReportSide(report.Id, report.At, report.Subject, report.OrganizationId, report.ToolVersion, report.PolicyFingerprint), ComparingJson.Default.ReportSide);

    private static string Word(Direction direction) => direction switch { Direction.Worse => "worse", Direction.Better => "better", Direction.Neither => "neither better nor worse" };

    private static string Word(Cause cause) => cause switch
    {
        Cause.NewlyUnreadable => "newly unreadable",
        Cause.ReadableAgain => "readable again",
        Cause.ExemptionAdded => "exemption added",
        Cause.ExemptionExpired => "exemption expired",
        Cause.ExemptionWithdrawn => "exemption withdrawn",
        Cause.PolicyChanged => "policy changed",
        Cause.ResourceChanged => "resource changed",
        Cause.ResourceAppeared => "resource appeared",
        Cause.ResourceDisappeared => "resource disappeared",
        Cause.CheckChanged => "check changed",
    };
}
