using SecretScoops.Governance.Reports.Packs;
using Xunit;

namespace SecretScoops.Governance.Reports.Tests.Packs;

/// <summary>Packs side by side hold each other: what is exchanged, taken out or put in between is told by its neighbours.</summary>
public sealed class ChainTests : IDisposable
{
    private readonly Shelf shelf = new();

    [Fact]
    public async Task A_chain_of_packs_is_whole_link_by_link()
    {
        string[] packs = [await shelf.Pack(0), await shelf.Pack(1), await shelf.Pack(2)];
        Directory.CreateSymbolicLink(Path.Combine(shelf.Reports, "latest"), packs[2]);
        Directory.CreateDirectory(Path.Combine(shelf.Reports, "notes"));

        foreach (var pack in packs)
        {
            Assert.Empty((await shelf.Verify(pack)).Faults);
        }

        Assert.Contains((await shelf.Verify(packs[2])).Notes, note => note.Contains("2026-12-03", StringComparison.Ordinal));
        Assert.True((await shelf.Verify(packs[1], packs[0])).Whole);
    }

    [Fact]
    public async Task A_pack_whose_predecessor_was_made_anew_does_not_follow_it()
    {
        var (first, second) = (await shelf.Pack(0), await shelf.Pack(1));
        Directory.Move(second, Path.Combine(shelf.Folder, "aside"));
        Directory.Delete(first, recursive: true);
        await shelf.Pack(0, claimed: header => header with { ToolVersion = "9" });
        Directory.Move(Path.Combine(shelf.Folder, "aside"), second);

        Assert.Equal("chain-broken", Assert.Single((await shelf.Verify(second)).Faults).Code);
        Assert.Equal("chain-broken", Assert.Single((await shelf.Verify(second, first)).Faults).Code);
        Assert.Contains((await shelf.Verify(first)).Faults, fault => fault.Code == "chain-next");
    }

    [Fact]
    public async Task A_pack_that_was_taken_from_the_middle_is_missed()
    {
        await shelf.Pack(0);
        var middle = await shelf.Pack(1);
        var last = await shelf.Pack(2);
        Directory.Delete(middle, recursive: true);

        Assert.Equal("chain-gap", Assert.Single((await shelf.Verify(last)).Faults).Code);
    }

    [Fact]
    public async Task The_oldest_pack_that_is_there_says_whom_it_follows_and_is_whole()
    {
        var first = await shelf.Pack(0);
        var second = await shelf.Pack(1);
        Directory.Delete(first, recursive: true);

        var check = await shelf.Verify(second);

        Assert.True(check.Whole);
        Assert.Contains(check.Notes, note => note.Contains("--previous", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_packs_that_follow_the_same_one_and_a_second_beginning_are_told()
    {
        await shelf.Pack(0);
        var second = await shelf.Pack(1);
        Directory.Move(second, Path.Combine(shelf.Folder, "aside"));
        var rival = await shelf.Pack(2);
        Directory.Move(Path.Combine(shelf.Folder, "aside"), second);
        using var elsewhere = new Shelf();
        var beginning = await elsewhere.Pack(3);
        var stranger = Path.Combine(shelf.Reports, "2026-12-17");
        Directory.Move(beginning, stranger);

        Assert.Contains((await shelf.Verify(rival)).Faults, fault => fault.Code == "chain-fork");
        Assert.Contains((await shelf.Verify(stranger)).Faults, fault => fault.Code == "chain-begins");
        Assert.Contains((await shelf.Verify(stranger, second)).Faults, fault => fault.Code == "chain-begins");
    }

    [Fact]
    public async Task A_neighbour_without_a_signature_was_cut_off_and_is_no_part_of_the_chain()
    {
        var first = await shelf.Pack(0);
        File.Delete(Path.Combine(await shelf.Pack(1), PackManifest.SignatureFile));

        var third = await shelf.Verify(await shelf.Pack(2));

        Assert.Empty(third.Faults);
        Assert.Equal((await shelf.Verify(first)).Manifest!.Report, third.Manifest!.Previous!.Report);
    }

    [Fact]
    public async Task A_neighbour_that_cannot_be_read_is_told_and_nothing_is_chained_to_it()
    {
        var (first, second) = (await shelf.Pack(0), await shelf.Pack(1));
        await File.WriteAllTextAsync(Path.Combine(first, PackManifest.FileName), "{", TestContext.Current.CancellationToken);

        Assert.Contains((await shelf.Verify(second)).Faults, fault => fault.Code == "beside-unreadable");
        Assert.Throws<InvalidDataException>(() => PackChain.Last(shelf.Reports));
        Assert.Contains((await shelf.Verify(second, Path.Combine(shelf.Folder, "nowhere"))).Faults, fault => fault.Code == "previous-unreadable");
    }

    public void Dispose() => shelf.Dispose();
}
