using NJsonSchema;
using SecretScoops.Governance.Aws.Resilience;
using SecretScoops.Governance.Baseline.Rendering;
using SecretScoops.Governance.Policies;
using Xunit;

namespace SecretScoops.Governance.Baseline.Tests.Rendering;

public sealed class EndingTests
{
    public static TheoryData<string, int, bool> Texts => new MatrixTheoryData<string, int, bool>(["applied", "in-part", "invalid", "valid", "doctor"], [80, 140], [false, true]);

    public static TheoryData<string, string> Formats => new MatrixTheoryData<string, string>(["applied", "in-part", "invalid", "valid", "doctor"], ["markdown", "json"]);

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_person_reads_how_it_ended(string ending, int width, bool color) =>
        Snapshot.Match(Told.By("text", r => Tell(r, ending), width, color).Result, $"{ending}-{width}{(color ? "-color" : "")}.txt");

    [Theory]
    [MemberData(nameof(Formats))]
    public void Other_readers_are_told_the_same(string ending, string format) =>
        Snapshot.Match(Told.By(format, r => Tell(r, ending)).Result, $"{ending}.{(format == "json" ? "json" : "md")}");

    [Fact]
    public void Verbose_tells_every_change_and_the_trace_of_what_failed() =>
        Snapshot.Match(Told.By("text", r => Tell(r, "in-part"), verbose: true).Result, "in-part-verbose.txt");

    [Fact]
    public void A_fault_is_one_line_as_the_contract_writes_it()
    {
        var lines = Told.By("text", r => r.Validated(Endings.Invalid)).Result.Split('\n');

        Assert.Equal(
            "policies/guardrails/deny root.json:14:9: action \"s3:GetObjct\" does not exist in service s3 (/content/Statement/0/Action/1) — did you mean \"s3:GetObject\"?", lines[0]);
        Assert.Equal("policies/groups.json:7:3: warning: group \"ops\" is assigned nowhere (/groups/1) — assign it, or take it out", lines[2]);
        Assert.Equal("3 errors, 1 warning", lines[^2]);
    }

    [Fact]
    public async Task SARIF_keeps_its_schema()
    {
        var told = Told.By("sarif", r => r.Validated(Endings.Invalid)).Result;
        var schema = await JsonSchema.FromJsonAsync(await File.ReadAllTextAsync(Repository.File("tests/fixtures/schemas/sarif-schema-2.1.0.json"), Token), Token);

        Assert.Equal([], schema.Validate(told).Select(e => e.ToString()));
        Assert.NotEmpty(schema.Validate(told.Replace("\"startLine\":14", "\"startLine\":0", StringComparison.Ordinal)));
        Snapshot.Match(told.Replace(",{", ",\n{", StringComparison.Ordinal), "invalid.sarif");
    }

    [Fact]
    public void A_fault_keeps_its_fingerprint_when_lines_above_it_are_edited()
    {
        var moved = Endings.Invalid with { Faults = [.. Endings.Invalid.Faults.Select(f => f with { Where = f.Where with { Line = f.Where.Line + 7 } })] };

        Assert.Equal(Fingerprints(Endings.Invalid), Fingerprints(moved));
        Assert.Equal(Endings.Invalid.Faults.Count, Fingerprints(Endings.Invalid).Distinct().Count());

        static IEnumerable<string> Fingerprints(PolicyReading reading)
        {
            using var sarif = System.Text.Json.JsonDocument.Parse(Told.By("sarif", r => r.Validated(reading)).Result);
            return [.. sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Select(r => r.GetProperty("partialFingerprints").GetProperty("faultAtPointer/v1").GetString()!)];
        }
    }

    [Fact]
    public void An_error_goes_to_the_diagnostics_and_shows_its_trace_only_when_asked()
    {
        var (fault, cause) = (Endings.Invalid.Faults[1], new InvalidOperationException("first\u001b[2J\nsecond"));

        var quiet = Told.By("json", r => r.Error(fault, cause));
        var verbose = Told.By("text", r => r.Error(fault, cause), verbose: true);

        Assert.Equal(new("", "policies/organization.json:3:5: there is no \"nmae\" here (/nmae) — did you mean \"name\"?\n"), quiet);
        Assert.Contains("    System.InvalidOperationException: first\\u001b[2J\n    second\n", verbose.Diagnostics, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_sort_of_call_is_told_with_its_cost()
    {
        var trace = new CallTrace();
        foreach (var (service, operation, milliseconds, attempts) in new[] { ("organizations", "ListRoots", 40, 1), ("organizations", "ListRoots", 60, 3), ("sso", "ListInstances", 1234, 1) })
        {
            trace.CountHttpRequest();
            trace.Add(new()
            {
                Service = service,
                ServiceId = service,
                Operation = operation,
                AccountId = null,
                Principal = null,
                Region = "eu-west-1",
                Started = DateTimeOffset.UnixEpoch,
                Latency = TimeSpan.FromMilliseconds(milliseconds),
                Waited = TimeSpan.FromMilliseconds(attempts * 5),
                Attempts = attempts,
                Outcome = service == "sso" ? "AccessDeniedException" : "OK",
            });
        }

        Snapshot.Match(Told.By("text", r => r.Trace(trace)).Diagnostics, "trace.txt");
        Assert.Equal("0 calls to AWS, 0 HTTP requests\n", Told.By("text", r => r.Trace(new())).Diagnostics);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static void Tell(Renderer renderer, string ending)
    {
        switch (ending)
        {
            case "applied":
                renderer.Applied(Scoops.First, Endings.AllDone, TimeSpan.FromSeconds(12.34), ".baseline/journal.jsonl");
                break;
            case "in-part":
                renderer.Applied(Scoops.First, Endings.InPart, TimeSpan.FromSeconds(93), ".baseline/journal.jsonl");
                break;
            case "invalid":
                renderer.Validated(Endings.Invalid);
                break;
            case "valid":
                renderer.Validated(new(Scoops.Young, []));
                break;
            case "doctor":
                renderer.Doctor(Endings.Examined);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(ending));
        }
    }
}
