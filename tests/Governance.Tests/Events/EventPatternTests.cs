using System.Text.Json.Nodes;
using SecretScoops.Governance.Events;
using Xunit;

namespace SecretScoops.Governance.Tests.Events;

/// <summary>Patterns and events of EventBridge's own documentation ("Comparison operators"), and what lies between them.</summary>
public sealed class EventPatternTests
{
    [Theory]
    [InlineData("""{"a":["x","y"]}""", """{"a":"y"}""", true)]
    [InlineData("""{"a":["x"]}""", """{"a":["z","x"]}""", true)]
    [InlineData("""{"a":["x"]}""", """{"b":"x"}""", false)]
    [InlineData("""{"a":[1]}""", """{"a":1}""", true)]
    [InlineData("""{"a":[null]}""", """{"a":null}""", true)]
    [InlineData("""{"a":[""]}""", """{"a":null}""", false)]
    [InlineData("""{"a":{"b":["x"]},"c":["y"]}""", """{"a":{"b":"x"},"c":"y"}""", true)]
    [InlineData("""{"a":{"b":["x"]}}""", """{"a":[{"b":"y"},{"b":"x"}]}""", true)]
    [InlineData("""{"a":[{"prefix":"eu-"}]}""", """{"a":"eu-west-1"}""", true)]
    [InlineData("""{"a":[{"prefix":{"equals-ignore-case":"EU-"}}]}""", """{"a":"eu-west-1"}""", true)]
    [InlineData("""{"a":[{"suffix":".png"}]}""", """{"a":"x.PNG"}""", false)]
    [InlineData("""{"a":[{"equals-ignore-case":"Alice"}]}""", """{"a":"ALICE"}""", true)]
    [InlineData("""{"a":[{"anything-but":"x"}]}""", """{"a":"y"}""", true)]
    [InlineData("""{"a":[{"anything-but":["x","y"]}]}""", """{"a":"y"}""", false)]
    [InlineData("""{"a":[{"anything-but":{"prefix":"in"}}]}""", """{"a":"out"}""", true)]
    [InlineData("""{"a":[{"anything-but":"x"}]}""", """{"b":"y"}""", false)]
    [InlineData("""{"a":[{"numeric":[">",0,"<=",5]}]}""", """{"a":5}""", true)]
    [InlineData("""{"a":[{"numeric":["=",3.0e2]}]}""", """{"a":300}""", true)]
    [InlineData("""{"a":[{"numeric":["<",5]}]}""", """{"a":"4"}""", false)]
    [InlineData("""{"a":[{"exists":false}]}""", """{"b":1}""", true)]
    [InlineData("""{"a":{"b":[{"exists":false}]}}""", """{"c":1}""", true)]
    [InlineData("""{"a":[{"exists":true}]}""", """{"a":null}""", true)]
    [InlineData("""{"a":[{"wildcard":"dir/*/file*.txt"}]}""", """{"a":"dir/x/y/file2.txt"}""", true)]
    [InlineData("""{"a":[{"wildcard":"aa*aa"}]}""", """{"a":"aaa"}""", false)]
    [InlineData("""{"a":[{"cidr":"10.0.0.0/24"}]}""", """{"a":"10.0.0.9"}""", true)]
    [InlineData("""{"$or":[{"a":["x"]},{"b":["y"]}]}""", """{"b":"y"}""", true)]
    [InlineData("""{"c":["z"],"$or":[{"a":["x"]},{"b":["y"]}]}""", """{"b":"y"}""", false)]
    public void An_event_matches_as_the_documentation_says(string pattern, string @event, bool expected) =>
        Assert.Equal(expected, EventPattern.TryParse(pattern, out _)!.Matches(JsonNode.Parse(@event)!));

    [Theory]
    [InlineData("[]", "expected an object with properties of the event, found a list")]
    [InlineData("{}", "expected an object with properties of the event, found an object")]
    [InlineData("""{"source":"aws.ec2"}""", "expected a list of values, with one at least, or an object, found the text \"aws.ec2\"")]
    [InlineData("""{"source":[]}""", "expected a list of values, with one at least, or an object, found a list")]
    [InlineData("""{"source":[["aws.ec2"]]}""", "expected a text, a number, true, false, null or a filter, found a list")]
    [InlineData("""{"a":[{"prefixes":"x"}]}""", "event patterns have no filter \"prefixes\"")]
    [InlineData("""{"a":[{"prefix":"x","suffix":"y"}]}""", "expected a filter of exactly one property, found an object")]
    [InlineData("""{"a":[{"numeric":["~",1]}]}""", "expected a comparison such as [\">\", 0, \"<=\", 5], found a list")]
    [InlineData("""{"a":[{"exists":"yes"}]}""", "expected true or false, found the text \"yes\"")]
    [InlineData("""{"$or":[{"a":["x"]}]}""", "expected a list of two patterns at least, found a list")]
    public void What_EventBridge_refuses_is_refused_here(string pattern, string expected)
    {
        Assert.Null(EventPattern.TryParse(pattern, out var fault));
        Assert.Equal(expected, fault!.What);
    }

    [Fact]
    public void Order_makes_no_difference() => Assert.Equal(
        EventPattern.TryParse("""{"b":["y","x"],"a":[{"anything-but":["2","1"]}]}""", out _)!.Minified,
        EventPattern.TryParse("""{"a":[{"anything-but":["1","2"]}],"b":["x","y","x"]}""", out _)!.Minified);
}
