using SecretScoops.Governance.Ledger;
using Xunit;
using static SecretScoops.Governance.Ledger.LedgerStep;

namespace SecretScoops.Governance.Tests.Ledger;

/// <summary>Windows: each time that a rule is violated anew is one.</summary>
public sealed class HistoryTests
{
    [Fact]
    public void A_violation_that_ended_is_followed_by_a_new_window_and_sequences_go_on()
    {
        var history = Lines.Of(Waiting, Claimed, Fixed, Alerted, Closed, Held, Approved, Claimed, Fixed);

        Assert.Equal([1, 1, 1, 2, 2, 3, 3, 3, 3], history.Entries.Select(e => e.Window));
        Assert.Equal(Enumerable.Range(1, 9), history.Entries.Select(e => e.Sequence));
        Assert.All(history.Entries, e => Assert.Equal(Lines.Incident.ToString(), e.Incident));
    }

    [Fact]
    public void An_undo_belongs_to_the_window_of_what_it_undoes()
    {
        Assert.Equal([1, 1, 1, 1], Lines.Of(Claimed, Fixed, UndoAsked, Undone).Entries.Select(e => e.Window));
        Assert.Equal([1, 1, 1, 1, 2], Lines.Of(Claimed, Fixed, UndoAsked, UndoRefused, Alerted).Entries.Select(e => e.Window));
    }

    [Fact]
    public void What_failed_or_expired_or_was_exempted_is_not_done_with() =>
        Assert.All(new[] { Failed, Expired, Exempted, Stopped, Rejected, Alerted, Waiting, Held, Approved, Claimed }, step => Assert.True(Lines.Of(step).IsOpen, $"{step}"));

    [Fact]
    public void The_window_at_hand_holds_its_own_lines_and_none_when_the_last_violation_ended()
    {
        Assert.Equal([Alerted, Held], Lines.Of(Claimed, Fixed, Alerted, Held).Window.Select(e => e.Step));
        Assert.Empty(Lines.Of(Claimed, Fixed).Window);
        Assert.Empty(Lines.Of().Window);
    }

    [Fact]
    public void A_claim_is_one_until_somebody_ends_it()
    {
        Assert.NotNull(Lines.Of(Held, Claimed).Claim);
        Assert.Null(Lines.Of(Held, Claimed, Failed).Claim);
    }

    [Fact]
    public void Fixes_count_through_all_windows_from_the_moment_on()
    {
        var history = Lines.Of(Claimed, Fixed, Claimed, Fixed, Claimed, Fixed, Alerted);

        Assert.Equal(3, history.FixedSince(Lines.Begin));
        Assert.Equal(2, history.FixedSince(Lines.Begin.AddMinutes(3)));
        Assert.Equal(0, history.FixedSince(Lines.Begin.AddMinutes(6)));
    }

    [Fact]
    public void The_first_line_has_none_before_it_and_each_other_the_hash_of_the_one_before()
    {
        var entries = Lines.Of(Alerted, Held, Approved).Entries;

        Assert.Equal(["", entries[0].Hash, entries[1].Hash], entries.Select(e => e.Previous));
    }

    [Theory]
    [InlineData("ssh-closed|123456789012|eu-west-1|AWS::EC2::SecurityGroup|sg-1", true)]
    [InlineData("ssh-closed|123456789012|eu-west-1|AWS::S3::Object|a|b|c", true)]
    [InlineData("ssh-closed|12345678901|eu-west-1|AWS::EC2::SecurityGroup|sg-1", false)]
    [InlineData("ssh-closed|12345678901x|eu-west-1|AWS::EC2::SecurityGroup|sg-1", false)]
    [InlineData("ssh-closed|123456789012|eu-west-1|AWS::EC2::SecurityGroup|", false)]
    [InlineData("|123456789012|eu-west-1|AWS::EC2::SecurityGroup|sg-1", false)]
    [InlineData("", false)]
    public void An_incident_comes_back_from_its_text_or_is_none(string text, bool isOne) => Assert.Equal(isOne ? text : null, Incident.Parse(text)?.ToString());
}
