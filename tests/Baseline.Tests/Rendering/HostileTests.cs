using System.Diagnostics;
using CsCheck;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Rendering;
using SecretScoops.Governance.Baseline.Tests.Engine;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Wording;
using Xunit;
using static System.Globalization.UnicodeCategory;

namespace SecretScoops.Governance.Baseline.Tests.Rendering;

public sealed class HostileTests
{
    private const string Hostile = "\u001b[2J\u009b31m [red]x[/] \r\nPlan: 0 to create \u202e\u2066\u200b\u2028 ``` | <script>alert(1)</script> <!-- @admin #1 ](http://x) \ud800 \0";

    public static TheoryData<string> Formats => ["text", "markdown", "json", "sarif"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Values_of_others_are_shown_and_never_obeyed(string format)
    {
        var plan = Plan(Hostile);
        var fault = new Fault { Code = "hostile", What = Hostile, Where = new(Hostile) { Line = 1, Pointer = Hostile }, Remedy = Hostile };

        foreach (var verbose in new[] { false, true })
        {
            var told = Told.By(format, r =>
            {
                r.Plan(plan with { Refusals = [fault], Unread = [fault], Notes = [fault] }, Scoops.Young, new(), Hostile);
                r.Validated(new(null, [fault]));
                r.Doctor([new(Hostile, Baseline.Doctor.Condition.Missing, Hostile, Hostile)]);
                r.Applied(plan, [.. plan.Pending.Select((c, i) => (i % 3) switch { 0 => new Outcome.Failed(c, default, fault, new InvalidOperationException(Hostile)), 1 => (Outcome)new Outcome.Skipped(c, c.Address), _ => new Outcome.Done(c, default) })], default, Hostile);
                r.Note(Hostile);
                r.Error(fault, new InvalidOperationException(Hostile));
                using var progress = r.Reading();
                progress.Report(1, 1, Hostile);
            }, verbose: verbose);

            Assert.DoesNotContain(told.Result + told.Diagnostics, c => (char.IsControl(c) && c != '\n') || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is Format or LineSeparator or ParagraphSeparator);
        }
    }

    [Fact]
    public void A_comment_mentions_nobody_links_nowhere_and_runs_nothing()
    {
        var fault = new Fault { Code = "hostile", What = Hostile, Where = new("x"), Remedy = "see www.example.com" };

        var told = Told.By("markdown", r => r.Plan(Plan(Hostile) with { Refusals = [fault] }, Scoops.Young, new(), null)).Result;
        var outside = string.Concat(told.Split("```diff").Select((part, i) => i == 0 ? part : part[part.IndexOf("\n```\n", StringComparison.Ordinal)..]));

        Assert.DoesNotContain("@admin", outside, StringComparison.Ordinal);
        Assert.DoesNotContain("#1", outside, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", outside, StringComparison.Ordinal);
        Assert.DoesNotContain("www.example", outside, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", outside, StringComparison.Ordinal);
        Assert.Single(outside.Split("<!--").Skip(1));
        Assert.Equal(told.Split("\n```diff\n").Length, told.Split("\n```\n").Length);
    }

    [Fact]
    public void Any_text_becomes_one_harmless_line_and_harmless_text_stays_as_it_is() => Gen.String.Sample(text =>
    {
        var safe = Harmless.Text(text);
        Assert.DoesNotContain(safe, c => char.IsControl(c) || c is '\u202e' or '\u2028');
        Assert.Equal(safe, Harmless.Text(safe));
    });

    [Fact]
    public void What_is_cut_fits_and_breaks_no_character() => Gen.Select(Gen.String[Gen.OneOf(Gen.Char['a', 'z'], Gen.Char['\u4e00', '\u9fff'], Gen.Const('\u0301')), 0, 60], Gen.Int[1, 40]).Sample((text, columns) =>
    {
        var cut = Columns.Cut(text, columns);
        Assert.True(Columns.Of(cut) <= columns, $"{cut} in {columns}");
        Assert.True(cut == Harmless.Text(text) || cut.EndsWith('…'), cut);
    });

    [Fact]
    public void A_wide_character_takes_two_columns_and_is_never_halved()
    {
        Assert.Equal(5, Columns.Of("日本x"));
        Assert.Equal("日…", Columns.Cut("日本語", 4));
        Assert.Equal("🍨…", Columns.Cut("🍨🍨🍨", 3));
        Assert.Equal("\\ud83c", Harmless.Text("\ud83c"));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Five_thousand_changes_are_told_at_once(string format)
    {
        var plan = Plan("x", 5_000);
        var started = Stopwatch.GetTimestamp();

        var told = Told.By(format, r => r.Plan(plan, Scoops.Young, new(), null));
        _ = Told.By(format, r => r.Applied(plan, [.. plan.Pending.Select(c => new Outcome.Skipped(c, c.Address))], default, "journal"));

        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(10), "ten times and more what it takes here; quadratic it would be minutes");
        Assert.True(format != "markdown" || told.Result.Length < 65_536, "GitHub takes no longer comment");
    }

    [Fact]
    public void A_hundred_accounts_take_three_lines_unless_all_are_asked_for()
    {
        var accounts = Enumerable.Range(0, 100).Select(i => $"account-number-{i}").ToList();
        var bare = Scoops.Young with
        {
            Accounts = [.. accounts.Select(a => Baseline.Tests.Resources.Some.At(new AccountPolicy { Name = a, Email = $"{a}@scoops.example", OrganizationalUnit = "DEV", Environment = "dev" }))],
            Assignments = [],
        };
        var full = bare with { Assignments = [.. accounts.Select(a => Baseline.Tests.Resources.Some.At(new AssignmentPolicy("auditors", "AuditorReadOnly", a)))] };
        var plan = Scoops.Of(full, Scoops.Declared(bare));

        var shortly = Told.By("text", r => r.Plan(plan, Scoops.Young, new(), null)).Result;
        var wholly = Told.By("text", r => r.Plan(plan, Scoops.Young, new(), null), verbose: true).Result;

        Assert.Contains(" more\n", shortly, StringComparison.Ordinal);
        Assert.DoesNotContain("account-number-99", shortly, StringComparison.Ordinal);
        Assert.All(accounts, a => Assert.Contains(a, wholly, StringComparison.Ordinal));
    }

    // Hostile names and attributes at every place where AWS or a file may put them.
    private static Plan Plan(string text, int guardrails = 3)
    {
        var value = System.Text.Json.JsonSerializer.Serialize(text);
        List<Resource> desired = [], observed = [];
        for (var i = 0; i < guardrails; i++)
        {
            var address = new Addresses.Address("thing", $"{text}{i}");
            desired.Add(new(address, Object($$"""{"colour":{{value}},"list":[{{value}}],"Statement":[{"Sid":{{value}},"Effect":"Deny"}],{{value}}:{"a":1} }""")) { DeclaredAt = new($"{text}.json") { Line = 3 } });
            if (i % 2 == 0)
            {
                observed.Add(new(address, Object($$"""{"colour":"red","list":["other"],"Statement":[{"Sid":7,"Effect":"Deny"}],"content":"not a document" }""")));
            }
        }

        return Some.Plan(desired, observed);
    }

    private static System.Text.Json.Nodes.JsonObject Object(string json) => (System.Text.Json.Nodes.JsonObject)System.Text.Json.Nodes.JsonNode.Parse(json)!;
}
