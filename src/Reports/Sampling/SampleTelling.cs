using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using SecretScoops.Governance.Reports.Model;
using SecretScoops.Governance.Reports.Wording;
using SecretScoops.Governance.Wording;

namespace SecretScoops.Governance.Reports.Sampling;

/// <summary>A sample as lines: a worksheet for whoever looks at each by hand. The JSON is one document in ASCII, each finding on a line of its own.</summary>
internal static class SampleTelling
{
    private const int Version = 1;

    /// <summary>For a terminal.</summary>
    public static IEnumerable<string> Text(Sample sample)
    {
        foreach (var line in About(sample))
        {
            yield return Harmless.Text(line);
        }

        foreach (var (number, drawn) in sample.Findings.Index())
        {
            var finding = drawn.Finding;
            yield return "";
            yield return Harmless.Text($"{number + 1}. {finding.ResourceType} {finding.ResourceId}");
            yield return Harmless.Text($"   {finding.Control}: {Words.Of(finding.Verdict)}, {finding.Reason}");
            yield return Harmless.Text($"   in {finding.Environment}, account {finding.AccountId}, region {finding.Region}");
            foreach (var line in Checks(finding))
            {
                yield return $"   {line}";
            }

            yield return Harmless.Text($"   key: {finding.Key}");
            yield return $"   rank: {drawn.Rank}";
        }
    }

    /// <summary>For working papers.</summary>
    public static IEnumerable<string> Markdown(Sample sample)
    {
        yield return "### Sample for a walkthrough";
        yield return "";
        foreach (var line in About(sample))
        {
            yield return "- " + Inert.Markdown(line);
        }

        foreach (var (number, drawn) in sample.Findings.Index())
        {
            var finding = drawn.Finding;
            yield return "";
            yield return string.Create(CultureInfo.InvariantCulture, $"#### {number + 1}. {Inert.Markdown(finding.ResourceType)} {Inert.Markdown(finding.ResourceId)}");
            yield return "";
            yield return $"- {Inert.Markdown(finding.Control)}: **{Words.Of(finding.Verdict)}**, {Inert.Markdown(finding.Reason)}";
            yield return $"- in {Inert.Markdown(finding.Environment)}, account {Inert.Markdown(finding.AccountId)}, region {Inert.Markdown(finding.Region)}";
            foreach (var line in Checks(finding))
            {
                var (label, value) = (line[..(line.IndexOf(':', StringComparison.Ordinal) + 1)], line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].TrimStart());
                yield return $"- {label} {(label is "run:" or "declared:" or "observed:" ? Inert.Code(value) : Inert.Markdown(value))}";
            }

            yield return $"- key: {Inert.Code(finding.Key)}";
            yield return $"- rank: `{drawn.Rank}`";
            yield return "- [ ] looked at by … on …, and found: …";
        }
    }

    /// <summary>For a script.</summary>
    public static IEnumerable<string> Json(Sample sample)
    {
        var head = new SampleHead(sample.Report.Id, sample.Report.At, sample.Wish.Control, sample.Wish.Size, sample.Wish.Seed, sample.Wish.Strata, sample.Population, sample.Findings.Count);
        yield return $"{{\"formatVersion\":{Version},\"sample\":{JsonSerializer.Serialize(head, SamplingJson.Default.SampleHead)},";
        yield return "\"findings\":[";
        foreach (var (number, drawn) in sample.Findings.Index())
        {
            yield return JsonSerializer.Serialize(SampledFinding.Of(drawn), SamplingJson.Default.SampledFinding) + (number + 1 < sample.Findings.Count ? "," : "");
        }

        yield return "]}";
    }

    private static IEnumerable<string> About(Sample sample)
    {
        var wish = sample.Wish;
        yield return $"report {sample.Report.Id} of {sample.Report.At:u} about {sample.Report.Subject}";
        yield return $"{sample.Findings.Count} of {sample.Population} findings of {wish.Control ?? "all controls"}{(wish.Strata == Strata.ByVerdict ? $", at most {wish.Size} of each verdict" : "")}, seed {wish.Seed}";
        yield return "drawn are those with the smallest SHA-256 over seed, line feed and key: printf '%s\\n%s' SEED KEY | sha256sum";
    }

    /// <summary>What to do, and what to hold against what; each line is inert and begins with a label.</summary>
    private static IEnumerable<string> Checks(Finding finding)
    {
        yield return Harmless.Text($"declared: {finding.Declared?.ToJsonString() ?? "a rule, no value"}");
        yield return Harmless.Text($"observed: {finding.Observed?.ToJsonString() ?? "a verdict, no value"}");
        if (finding.Evidence.Count == 0)
        {
            yield return "compare: there is no evidence; hold the reason against what you are told";
        }

        foreach (var evidence in finding.Evidence)
        {
            yield return Harmless.Text($"asked: {evidence.Call} in {evidence.AccountId} {evidence.Region} at {evidence.At:u}{(evidence.Principal is { } who ? $" by {who}" : "")}");
            yield return evidence.Command switch
            {
                null => Harmless.Text($"compare: no command shows this; look at {evidence.Call} itself"),
                // Text that is not what it looks like is not for copying into a shell.
                var command when Harmless.Text(command) != command => "compare: its command holds characters that do not show; read it in report.json and do not paste it",
                var command => $"run: {command}",
            };
            if (evidence.Command is not null)
            {
                yield return Harmless.Text($"compare: what it shows now with {(finding.Observed is null ? $"the verdict {Words.Of(finding.Verdict)}" : "observed")}; a difference has to have a change after {evidence.At:u} in CloudTrail");
            }

            yield return Harmless.Text($"trace: the answer had SHA-256 {evidence.Sha256}{(evidence.RequestId is { } id ? $"; CloudTrail of account {evidence.AccountId} has the request {id}" : "")}");
        }
    }
}

/// <summary>What was drawn from what.</summary>
internal sealed record SampleHead(Guid Report, DateTimeOffset At, string? Control, int Size, string Seed, Strata Strata, long Population, int Drawn);

/// <summary>A finding as <c>report sample --format json</c> prints it.</summary>
internal sealed record SampledFinding(
    string Rank, string Key, string Control, string AccountId, string Environment, string Region, string ResourceType, string ResourceId,
    Verdict Verdict, string Reason, JsonNode? Declared, JsonNode? Observed, IReadOnlyList<Evidence> Evidence)
{
    /// <summary>As JSON has it.</summary>
    public static SampledFinding Of(Drawn drawn) => new(
        drawn.Rank, drawn.Finding.Key, drawn.Finding.Control, drawn.Finding.AccountId, drawn.Finding.Environment, drawn.Finding.Region, drawn.Finding.ResourceType, drawn.Finding.ResourceId,
        drawn.Finding.Verdict, drawn.Finding.Reason, drawn.Finding.Declared, drawn.Finding.Observed, drawn.Finding.Evidence);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(SampleHead))]
[JsonSerializable(typeof(SampledFinding))]
internal sealed partial class SamplingJson : JsonSerializerContext;
