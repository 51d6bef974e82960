using CsCheck;
using SecretScoops.Governance.Aws.Protocols;
using SecretScoops.Governance.Aws.Protocols.Rest;
using Xunit;

namespace SecretScoops.Governance.Aws.Tests.Protocols;

/// <summary>Values outside of JSON and XML: what is written is what is read.</summary>
public sealed class ValueTests
{
    private static readonly Member Any = new("Any", "any");

    [Fact]
    public void A_moment_is_read_as_it_was_written_to_the_millisecond() =>
        Gen.Select(Gen.Long[-62_135_596_800_000, 253_402_300_799_999], Gen.Int[1, 3]).Sample((milliseconds, format) =>
        {
            var moment = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

            Assert.Equal(moment, Timestamps.Parse(Timestamps.Format(moment, (TimestampFormat)format), Any));
        });

    [Theory]
    [InlineData("2026-11-24T12:00:00Z")]
    [InlineData("2026-11-24T12:00:00.000Z")]
    [InlineData("2026-11-24T14:00:00+02:00")]
    [InlineData("Tue, 24 Nov 2026 12:00:00 GMT")]
    [InlineData("1795521600")]
    [InlineData("1795521600.0")]
    [InlineData("1.7955216E9")]
    public void A_moment_is_read_in_every_form_that_services_use(string text) =>
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero), Timestamps.Parse(text, Any));

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("24/11/2026")]
    [InlineData("99999999999999")]
    public void What_is_no_moment_is_refused(string text) =>
        Assert.Contains("Any", Assert.Throws<MalformedWireException>(() => Timestamps.Parse(text, Any)).Message, StringComparison.Ordinal);

    [Fact]
    public void Query_parameters_are_read_as_they_were_written() =>
        Gen.Select(Gen.String, Gen.String).List[0, 6].Sample(pairs =>
        {
            var parameters = pairs.Where(static pair => IsWhole(pair.Item1) && IsWhole(pair.Item2)).Select(static pair => KeyValuePair.Create(pair.Item1, pair.Item2)).ToList();

            Assert.Equal(parameters, UrlText.Pairs(UrlText.Pairs((IEnumerable<KeyValuePair<string, string>>)parameters)));
        });

    [Fact]
    public void Elements_of_a_header_are_read_as_they_were_written() =>
        Gen.String[Gen.Char[" ,\"\\abc09"], 0, 8].List[1, 5].Sample(values =>
            Assert.Equal(values, HeaderLists.Elements(string.Join(", ", values.Select(static value => HeaderLists.Element(value, moment: false))))));

    [Fact]
    public void Moments_in_a_header_need_no_quotes() =>
        Assert.Equal(
            ["Tue, 24 Nov 2026 12:00:00 GMT", "Wed, 25 Nov 2026 12:00:00 GMT"],
            HeaderLists.Elements("Tue, 24 Nov 2026 12:00:00 GMT, Wed, 25 Nov 2026 12:00:00 GMT"));

    [Fact]
    public void A_path_is_read_as_it_was_filled() =>
        Gen.Select(Gen.String[1, 9], Gen.String[1, 9], Gen.String[1, 9]).Where(static three => IsWhole(three.Item1) && IsWhole(three.Item2) && IsWhole(three.Item3)).Sample((id, first, second) =>
        {
            const string Template = "/things/{Id}/keys/{Key+}/end?x=y";
            var labels = new Dictionary<string, string> { ["Id"] = id, ["Key+"] = $"{first}/{second}" };

            Assert.Equal(labels, UriTemplate.Match(Template, UriTemplate.Fill(Template, labels)));
        });

    [Theory]
    [InlineData("/things")]
    [InlineData("/things/")]
    [InlineData("/things/a/keys/k")]
    [InlineData("/things/a/keys/end")]
    [InlineData("/other/a/keys/k/end")]
    [InlineData("/")]
    public void Another_path_is_not_taken_for_it(string path) => Assert.Null(UriTemplate.Match("/things/{Id}/keys/{Key+}/end", path));

    [Theory]
    [InlineData(500, "<!doctype html>\n<html lang=en>\n<title>500 Internal Server Error</title>", true)]
    [InlineData(404, "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 3.2 Final//EN\">", true)]
    [InlineData(404, "  <html><body>", true)]
    [InlineData(503, "<html><body><h1>503 Service Temporarily Unavailable</h1>", false)]
    [InlineData(500, "<ErrorResponse><Error/></ErrorResponse>", false)]
    [InlineData(500, "{\"__type\":\"InternalFailure\"}", false)]
    [InlineData(500, "", false)]
    public void A_page_in_html_is_what_tells_that_an_operation_is_missing(int status, string body, bool expected) =>
        Assert.Equal(expected, NotOffered.Is(new ResponseParts { Status = status, Body = System.Text.Encoding.UTF8.GetBytes(body) }));

    // Half a surrogate pair is no text, and cannot be encoded.
    private static bool IsWhole(string text) => !text.Any(char.IsSurrogate);
}
