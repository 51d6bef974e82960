using Microsoft.Extensions.Time.Testing;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Rendering;
using Xunit;

namespace SecretScoops.Governance.Baseline.Tests.Rendering;

public sealed class ProgressTests
{
    // Than what needs no words.
    private static readonly TimeSpan Longer = TimeSpan.FromSeconds(3);

    [Fact]
    public void What_is_soon_over_needs_no_words()
    {
        var told = Told.By("text", r =>
        {
            using var reading = r.Reading();
            reading.Report(1, 2, "a");
            reading.Report(2, 2, "b");
        });

        Assert.Equal(new("", ""), told);
    }

    [Fact]
    public void A_pipe_gets_a_line_at_every_quarter()
    {
        var time = new FakeTimeProvider();
        var told = Told.By("text", r =>
        {
            using var reading = r.Reading();
            time.Advance(Longer);
            foreach (var done in Enumerable.Range(1, 12))
            {
                reading.Report(done, 12, $"kind{done}");
            }
        }, time: time);

        Assert.Equal("reading: 25% (3/12)\nreading: 50% (6/12)\nreading: 75% (9/12)\nreading: 100% (12/12)\n", told.Diagnostics);
        Assert.Empty(told.Result);
    }

    [Fact]
    public void Half_a_minute_of_silence_is_broken_and_anything_said_puts_it_off()
    {
        var (time, first) = (new FakeTimeProvider(), Scoops.First.Pending.First().Address);
        var told = Told.By("text", r =>
        {
            using var applying = r.Applying(Scoops.First);
            applying.Report(new(Scoops.First.Pending.First(), null));
            time.Advance(TimeSpan.FromSeconds(29));
            r.Note("organizations: throttled");
            time.Advance(TimeSpan.FromSeconds(29));
            r.Note("going on");
            time.Advance(TimeSpan.FromSeconds(61));
        }, time: time);

        Assert.Equal(
            $"organizations: throttled\ngoing on\nstill applying {first} … 0/26\nstill applying {first} … 0/26\n",
            told.Diagnostics);
    }

    [Fact]
    public void Nothing_beats_after_the_end()
    {
        var time = new FakeTimeProvider();
        var told = Told.By("text", r =>
        {
            r.Reading().Dispose();
            time.Advance(TimeSpan.FromMinutes(5));
            r.Note("later");
        }, time: time);

        Assert.Equal("later\n", told.Diagnostics);
    }

    [Fact]
    public void Reports_out_of_order_never_go_back()
    {
        var time = new FakeTimeProvider();
        var told = Told.By("text", r =>
        {
            using var reading = r.Reading();
            time.Advance(Longer);
            reading.Report(2, 4, "b");
            reading.Report(1, 4, "a");
            reading.Report(4, 4, "d");
            reading.Report(3, 4, "c");
        }, time: time);

        Assert.Equal("reading: 50% (2/4)\nreading: 100% (4/4)\n", told.Diagnostics);
    }

    [Fact]
    public void An_apply_counts_what_has_ended()
    {
        var time = new FakeTimeProvider();
        var told = Told.By("text", r =>
        {
            using var applying = r.Applying(Scoops.First);
            time.Advance(Longer);
            foreach (var change in Scoops.First.Pending)
            {
                applying.Report(new(change, null));
                applying.Report(new(change, new Outcome.Done(change, TimeSpan.Zero)));
            }
        }, time: time);

        Assert.EndsWith("applying: 100% (26/26)\n", told.Diagnostics, StringComparison.Ordinal);
    }

    [Fact]
    public void A_person_watches_a_live_line_that_takes_nothing_for_markup_and_leaves_the_result_alone()
    {
        using var result = new StringWriter();
        using var diagnostics = new StringWriter();
        var output = new Output { Result = result, Diagnostics = TextWriter.Synchronized(diagnostics), Width = 60, Live = true };

        var renderer = new Renderers(output, TimeProvider.System).For(new() { Policies = "policies", Format = "text" });
        using (var reading = renderer.Reading())
        {
            reading.Report(1, 2, "[red]scp[/]");
            renderer.Note("throttled [bold]");
        }

        renderer.Note("after");
        Assert.Contains("throttled [bold]", diagnostics.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("after" + Environment.NewLine, diagnostics.ToString(), StringComparison.Ordinal);
        Assert.Empty(result.ToString());
    }

    [Theory]
    [InlineData(false, "xterm-256color", null, true, true)]
    [InlineData(false, "xterm-256color", "1", true, false)]
    [InlineData(false, "xterm-256color", "", true, true)]
    [InlineData(false, "dumb", null, false, false)]
    [InlineData(false, null, null, false, false)]
    [InlineData(true, "xterm-256color", null, false, false)]
    public void A_terminal_is_told_from_a_pipe(bool redirected, string? term, string? noColor, bool terminal, bool color) =>
        Assert.Equal((terminal, color), Output.Detect(redirected, name => name == "TERM" ? term : name == "NO_COLOR" ? noColor : null, isWindows: false));

    [Fact]
    public void Windows_names_no_terminal() => Assert.Equal((true, true), Output.Detect(redirected: false, _ => null, isWindows: true));
}
