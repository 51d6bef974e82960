using System.Globalization;
using CsCheck;
using SecretScoops.Governance.Network;
using Xunit;

namespace SecretScoops.Governance.Tests.Network;

public sealed class InternetTests
{
    private static readonly Gen<AddressRange> anyPrefix = Gen.Select(Gen.Bool, Gen.ULong, Gen.ULong, Gen.Int[0, 128], (isV6, high, low, length) =>
        AddressRange.Of(isV6, isV6 ? new UInt128(high, low) : low & uint.MaxValue, isV6 ? length : length / 4));

    private static readonly Gen<AddressRange[]> anyPrefixes = anyPrefix.Array[0, 12];

    [Theory]
    [InlineData(true, "0.0.0.0/0")]
    [InlineData(true, "::/0")]
    [InlineData(true, "10.1.2.3/0")]
    [InlineData(true, "2001:db8::1/0")]
    [InlineData(true, "0.0.0.0/1 128.0.0.0/1")]
    [InlineData(true, "128.0.0.0/1")]
    [InlineData(true, "0.0.0.0/2 64.0.0.0/3 96.0.0.0/3")]
    [InlineData(true, "2000::/3")]
    [InlineData(true, "2000::/4 3000::/4")]
    [InlineData(true, "20.0.0.0/7")]
    [InlineData(true, "20.0.0.0/8 21.0.0.0/8")]
    [InlineData(false, "20.0.0.0/8")]
    [InlineData(false, "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 100.64.0.0/10 fc00::/7 fe80::/10")]
    [InlineData(false, "203.0.113.0/24 198.51.100.7 2001:db8::/32")]
    [InlineData(false, "224.0.0.0/3")]
    [InlineData(false, "")]
    [InlineData(false, "0.0.0.0/33 ::/129 0.0.0.0/-1 world 0.0.0.0/0/0 /0")]
    public void The_world_is_the_world_however_it_is_written(bool wide, string cidrs) =>
        Assert.Equal(wide, Internet.IsWide(cidrs.Split(' ').Select(AddressRange.Parse).OfType<AddressRange>()));

    [Fact]
    public void Writing_a_prefix_as_two_halves_changes_nothing() => Gen.Select(anyPrefixes, Gen.Int[0, 11]).Sample((prefixes, which) =>
    {
        AddressRange[] halved = [.. prefixes.SelectMany((range, i) => i == which && range.First != range.Last ? Halves(range) : [range])];

        Assert.Equal(Internet.Union(prefixes), Internet.Union(halved));
        Assert.Equal(Internet.IsWide(prefixes), Internet.IsWide(halved));
    });

    [Fact]
    public void The_world_in_pieces_is_wide_and_without_any_of_the_larger_pieces_still_is() => Gen.Int[1, 6].Select(length => (Length: length, Pieces: 1 << length)).Sample(split =>
    {
        AddressRange[] pieces = [.. Enumerable.Range(0, split.Pieces).Select(i => AddressRange.Of(false, (UInt128)(uint)i << (32 - split.Length), split.Length))];

        Assert.True(Internet.IsWide(pieces));
        Assert.True(Internet.IsWide(pieces[1..]));
        Assert.Equal(AddressRange.Parse("0.0.0.0/0"), Assert.Single(Internet.Union(pieces)));
    });

    [Fact]
    public void Order_and_repetition_change_nothing() => Gen.Select(anyPrefixes, Gen.Int).Sample((prefixes, seed) =>
    {
        var shuffled = prefixes.Concat(prefixes).OrderBy(range => HashCode.Combine(range, seed)).ToList();

        Assert.Equal(Internet.Union(prefixes), Internet.Union(shuffled));
    });

    [Fact]
    public void A_union_has_what_its_prefixes_have_and_nothing_else() => Gen.Select(anyPrefixes, anyPrefix).Sample((prefixes, other) =>
    {
        var union = Internet.Union(prefixes);

        foreach (var address in prefixes.Append(other).SelectMany(range => (UInt128[])[range.First, range.Last, range.First - 1, range.Last + 1]))
        {
            Assert.Equal(Has(prefixes, other.IsV6, address), Has(union, other.IsV6, address));
        }

        Assert.All(union.Zip(union.Skip(1)), pair => Assert.True(pair.First.IsV6 != pair.Second.IsV6 || pair.First.Last + 1 < pair.Second.First));
    });

    [Fact]
    public void More_sources_are_never_less_of_the_world() => Gen.Select(anyPrefixes, anyPrefixes).Sample((some, more) =>
        Assert.True(!Internet.IsWide(some) || Internet.IsWide(some.Concat(more))));

    [Fact]
    public void What_is_wide_is_broad() => anyPrefixes.Sample(prefixes => Assert.True(!Internet.IsWide(prefixes) || Internet.IsBroad(prefixes)));

    [Fact]
    public void No_network_of_its_own_size_is_the_world() => Gen.Select(Gen.UInt, Gen.Int[8, 32]).Sample((address, length) =>
        Assert.False(Internet.IsWide([AddressRange.Of(false, address, length)])));

    [Fact]
    public void What_stands_behind_a_prefix_does_not_matter() => Gen.Select(Gen.UInt, Gen.Int[0, 32]).Sample((address, length) =>
    {
        var text = new System.Net.IPAddress([(byte)(address >> 24), (byte)(address >> 16), (byte)(address >> 8), (byte)address]).ToString();

        Assert.Equal(AddressRange.Of(false, address, length), AddressRange.Parse(string.Create(CultureInfo.InvariantCulture, $"{text}/{length}")));
    });

    private static bool Has(IEnumerable<AddressRange> ranges, bool isV6, UInt128 address) => ranges.Any(range => range.IsV6 == isV6 && range.First <= address && address <= range.Last);

    private static AddressRange[] Halves(AddressRange range)
    {
        var middle = range.First + ((range.Last - range.First) / 2);
        return [range with { Last = middle }, range with { First = middle + 1 }];
    }
}
