using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using SecretScoops.Governance.Baseline.Engine;
using Xunit;

namespace SecretScoops.Governance.Baseline.Tests.Engine;

public sealed class JournalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private string File => Path.Combine(_folder, "deep", "journal.jsonl");

    [Fact]
    public void A_note_of_an_unfinished_change_is_remembered_by_the_next_run_and_forgotten_when_done()
    {
        var change = Some.Plan([Some.Resource("thing/a")], []).Changes[0];
        using (var first = Open())
        {
            first.Begin(change).Note(new JsonObject { ["request"] = "car-1" });
        }

        using (var second = Open())
        {
            var step = second.Begin(change);
            Assert.Equal("car-1", step.Earlier!["request"]!.GetValue<string>());
            second.End(new Outcome.Done(change, TimeSpan.Zero));
        }

        using var third = Open();
        Assert.Null(third.Begin(change).Earlier);
    }

    [Fact]
    public void A_torn_last_line_is_passed_over_and_what_follows_is_whole()
    {
        var change = Some.Plan([Some.Resource("thing/a")], []).Changes[0];
        using (var first = Open())
        {
            first.Begin(change).Note(new JsonObject { ["request"] = "car-1" });
        }

        System.IO.File.AppendAllText(File, """{"formatVersion":1,"run":"x","sequ""");

        using (var second = Open())
        {
            Assert.NotNull(second.Begin(change).Earlier);
        }

        var lines = System.IO.File.ReadAllLines(File);
        Assert.Equal("begin", JsonNode.Parse(lines[^1])!["event"]!.GetValue<string>());
    }

    [Fact]
    public void Two_applies_cannot_write_the_same_journal()
    {
        using var first = Open();

        Assert.Throws<IOException>(() => Open());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Journal Open() => Journal.Open(File, new FakeTimeProvider());
}
