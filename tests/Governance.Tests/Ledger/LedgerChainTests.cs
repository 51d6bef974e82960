using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using SecretScoops.Governance.Ledger;
using Xunit;

namespace SecretScoops.Governance.Tests.Ledger;

/// <summary>Whoever changes, drops or swaps a line of a history is found out.</summary>
public sealed class LedgerChainTests
{
    private static readonly History s_whole = Lines.Of(
        LedgerStep.Held, LedgerStep.Approved, LedgerStep.Claimed, LedgerStep.Fixed, LedgerStep.UndoAsked, LedgerStep.Undone, LedgerStep.Exempted, LedgerStep.Closed);

    [Fact]
    public void A_whole_history_has_no_fault_nor_has_an_empty_one()
    {
        Assert.Equal([], LedgerChain.Faults(s_whole.Entries));
        Assert.Equal([], LedgerChain.Faults([]));
    }

    [Fact]
    public void Whatever_is_changed_of_whatever_line_is_found()
    {
        var members = JsonSerializer.SerializeToNode(s_whole.Entries[0], LedgerJson.Default.LedgerEntry)!.AsObject().Select(p => p.Key).ToList();
        Assert.Equal(21, members.Count);

        for (var line = 0; line < s_whole.Entries.Count; line++)
        {
            foreach (var member in members)
            {
                var changed = Changed(s_whole.Entries[line], member);

                Assert.True(LedgerChain.Faults([.. s_whole.Entries.Select((e, i) => i == line ? changed : e)]).Count > 0, $"{member} of line {line + 1}");
            }
        }
    }

    [Fact]
    public void A_line_that_is_changed_and_sealed_anew_is_found_by_the_next()
    {
        for (var line = 0; line < s_whole.Entries.Count - 1; line++)
        {
            var forged = LedgerChain.Sealed(s_whole.Entries[line] with { Why = "nothing happened" });

            Assert.Equal(
                [$"{Lines.Incident} line {line + 2}: does not follow the line before it"],
                LedgerChain.Faults([.. s_whole.Entries.Select((e, i) => i == line ? forged : e)]));
        }
    }

    [Fact]
    public void A_dropped_line_is_found_but_for_the_last_ones()
    {
        for (var line = 0; line < s_whole.Entries.Count; line++)
        {
            var faults = LedgerChain.Faults([.. s_whole.Entries.Where((_, i) => i != line)]);

            Assert.Equal(line < s_whole.Entries.Count - 1, faults.Count > 0);
        }
    }

    [Fact]
    public void Swapped_and_doubled_lines_are_found() => Gen.Select(Gen.Int[0, 7], Gen.Int[0, 7]).Where((a, b) => a != b).Sample((a, b) =>
    {
        var swapped = s_whole.Entries.ToList();
        (swapped[a], swapped[b]) = (swapped[b], swapped[a]);

        Assert.NotEmpty(LedgerChain.Faults(swapped));
        Assert.NotEmpty(LedgerChain.Faults([.. s_whole.Entries, s_whole.Entries[a]]));
        Assert.NotEmpty(LedgerChain.Faults([.. s_whole.Entries.Take(a), s_whole.Entries[b], .. s_whole.Entries.Skip(a)]));
    });

    [Fact]
    public void A_line_of_another_incident_is_found()
    {
        var other = s_whole.Next(Lines.Line(LedgerStep.Alerted, Lines.Begin)) with { Incident = "ssh-closed|123456789012|eu-west-1|AWS::EC2::SecurityGroup|sg-2" };

        Assert.NotEmpty(LedgerChain.Faults([.. s_whole.Entries, other]));
    }

    [Fact]
    public void A_line_that_was_written_and_read_again_has_the_same_hash() => Assert.All(s_whole.Entries, entry => Assert.Equal(
        entry.Hash, LedgerChain.HashOf(JsonSerializer.Deserialize(JsonSerializer.Serialize(entry, LedgerJson.Default.LedgerEntry), LedgerJson.Default.LedgerEntry)!)));

    // By way of JSON, so that no member can be forgotten.
    private static LedgerEntry Changed(LedgerEntry entry, string member)
    {
        var json = JsonSerializer.SerializeToNode(entry, LedgerJson.Default.LedgerEntry)!.AsObject();
        json[member] = member switch
        {
            "window" or "sequence" or "tookMilliseconds" => (long)json[member]! + 1,
            "at" or "until" => (DateTimeOffset)json[member]! + TimeSpan.FromSeconds(1),
            "step" => json[member]!.GetValue<string>() == "Stopped" ? "Failed" : "Stopped",
            "violations" or "calls" => new JsonArray(),
            "before" or "after" => new JsonObject(),
            _ => (string)json[member]! + "x",
        };
        return json.Deserialize(LedgerJson.Default.LedgerEntry)!;
    }
}
