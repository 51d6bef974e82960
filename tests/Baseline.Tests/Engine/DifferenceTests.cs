using System.Text.Json.Nodes;
using CsCheck;
using SecretScoops.Governance.Baseline.Engine;
using Xunit;

namespace SecretScoops.Governance.Baseline.Tests.Engine;

public sealed class DifferenceTests
{
    private static readonly Gen<JsonNode?> Json = Gen.Recursive<JsonNode?>((depth, json) => depth > 3
        ? Gen.Int[0, 5].Select(i => (JsonNode?)JsonValue.Create(i))
        : Gen.OneOf(
            Gen.Int[0, 5].Select(i => (JsonNode?)JsonValue.Create(i)),
            Gen.Const((JsonNode?)null),
            json.Array[0, 4].Select(a => (JsonNode?)new JsonArray([.. a.Select(n => n?.DeepClone())])),
            Gen.Select(Gen.Int[0, 3].Select(i => new[] { "a", "b", "Sid", "c/d~e" }[i]), json).Array[0, 4].Select(a =>
                (JsonNode?)new JsonObject(a.DistinctBy(p => p.Item1).Select(p => KeyValuePair.Create(p.Item1, p.Item2?.DeepClone()))))));

    [Fact]
    public void Nothing_differs_from_itself() => Json.Sample(node => Assert.Empty(Difference.Between(node, node?.DeepClone())));

    [Fact]
    public void Two_documents_differ_in_something_unless_they_are_equal_but_for_the_order_of_lists() => Gen.Select(Json, Json).Sample((one, other) =>
        Assert.Equal(Sorted(one) == Sorted(other), Difference.Between(one, other).Count == 0));

    [Theory]
    [InlineData("""{"a":[1,2,3]}""", """{"a":[0,1,2,3]}""", "/a/0: null -> 0")]
    [InlineData("""{"a":[1,2,3]}""", """{"a":[1,3]}""", "/a/1: 2 -> null")]
    [InlineData("""{"s":[{"Sid":"A","v":1},{"Sid":"B","v":1}]}""", """{"s":[{"Sid":"B","v":2},{"Sid":"A","v":1}]}""", "/s/0/v: 1 -> 2")]
    [InlineData("""{"a/b":1,"c~d":1}""", """{"a/b":2,"c~d":1}""", "/a~1b: 1 -> 2")]
    [InlineData("""{"r":{"$ref":"ou/A"}}""", """{"r":{"$ref":"ou/B"}}""", """/r: {"$ref":"ou/A"} -> {"$ref":"ou/B"}""")]
    [InlineData("""{"a":1}""", """{}""", "/a: 1 -> null")]
    public void An_edit_shows_as_itself_and_nothing_else(string before, string after, string expected)
    {
        var difference = Assert.Single(Difference.Between(JsonNode.Parse(before), JsonNode.Parse(after)));

        Assert.Equal(expected, $"{difference.Path}: {difference.Before?.ToJsonString() ?? "null"} -> {difference.After?.ToJsonString() ?? "null"}");
    }

    private static string Sorted(JsonNode? node) => node switch
    {
        JsonObject o => "{" + string.Join(",", o.Where(p => p.Value is not null).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}:{Sorted(p.Value)}")) + "}",
        JsonArray a => "[" + string.Join(",", a.Select(Sorted).Order(StringComparer.Ordinal)) + "]",
        null => "null",
        _ => node.ToJsonString(),
    };
}
