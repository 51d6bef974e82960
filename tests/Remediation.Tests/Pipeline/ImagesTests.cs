using System.Text.Json.Nodes;
using CsCheck;
using SecretScoops.Governance.Remediation.Remediations;

namespace SecretScoops.Governance.Remediation.Tests.Pipeline;

/// <summary>Pointers into images, and what differs outside the atoms.</summary>
public sealed class ImagesTests
{
    [Theory]
    [InlineData("/a/b", "1")]
    [InlineData("/a~1b/c~0d", "2")]
    [InlineData("/~01", "3")]
    [InlineData("/", "4")]
    [InlineData("/a/none", null)]
    [InlineData("/a/b/deeper", null)]
    [InlineData("/list/0", null)]
    public void A_pointer_finds_what_stands_there(string pointer, string? found)
    {
        var image = JsonNode.Parse("""{ "a": { "b": "1" }, "a/b": { "c~d": "2" }, "~1": "3", "": "4", "list": ["5"] }""")!.AsObject();

        Assert.Equal(found, (string?)Images.At(image, pointer));
    }

    [Theory]
    [InlineData("/a/b", "2", """{"a":{"b":"2"},"~1":"3"}""")]
    [InlineData("/a/b", null, """{"a":{},"~1":"3"}""")]
    [InlineData("/~01", null, """{"a":{"b":"1"}}""")]
    [InlineData("/a~1c/d/e", "2", """{"a":{"b":"1"},"~1":"3","a/c":{"d":{"e":"2"}}}""")]
    [InlineData("/none/d/e", null, """{"a":{"b":"1"},"~1":"3"}""")]
    public void What_is_put_at_a_pointer_stands_there_and_nothing_takes_it_away(string pointer, string? value, string then)
    {
        var image = JsonNode.Parse("""{ "a": { "b": "1" }, "~1": "3" }""")!.AsObject();

        Images.Put(image, pointer, value);

        Assert.Equal(JsonNode.Parse(then)!.ToJsonString(), image.ToJsonString());
    }

    [Theory]
    [InlineData("""{ "rules": { "r1": { "port": 22 } } }""", "/rules/r1")]
    [InlineData("""{ "rules": { "r2": { "port": 443 }, "r9": { "port": 22 } } }""", "/rules/r9")]
    [InlineData("""{ "rules": { "r3": { "port": 22 } } }""", null)]
    [InlineData("""{ "rules": {} }""", null)]
    [InlineData("{}", null)]
    public void What_was_made_anew_is_found_by_what_it_says_and_not_taken_for_what_was_there(string now, string? at) => Assert.Equal(at, Images.Again(
        JsonNode.Parse(now)!.AsObject(), "/rules/r1", JsonNode.Parse("""{ "port": 22 }"""), JsonNode.Parse("""{ "rules": { "r2": { "port": 443 }, "r3": { "port": 22 } } }""")!.AsObject()));

    [Fact]
    public void A_plain_value_is_back_only_where_it_was() =>
        Assert.Null(Images.Again(new() { ["on"] = false, ["off"] = true }, "/on", true, new() { ["on"] = false }));

    [Fact]
    public void Any_key_comes_back_from_its_pointer() => Gen.String[Gen.Char["/~01ab é*"], 0, 8].Sample(key =>
    {
        var pointer = $"/keys/{Images.Escape(key)}/value";

        Assert.Equal(["keys", key, "value"], Images.Keys(pointer));
        Assert.Equal("x", (string?)Images.At(new() { ["keys"] = new JsonObject { [key] = new JsonObject { ["value"] = "x" } } }, pointer));
    });

    [Theory]
    [InlineData("""{ "a": 1 }""", """{ "a": 1 }""", "")]
    [InlineData("""{ "a": 1, "b": 2 }""", """{ "b": 2, "a": 1 }""", "")]
    [InlineData("""{ "a": null }""", "{}", "")]
    [InlineData("""{ "r": { "x/y": 1, "z": 1 } }""", """{ "r": { "x/y": 2, "w": 1 } }""", "/r/x~1y /r/z /r/w")]
    [InlineData("""{ "l": [1, 2] }""", """{ "l": [2, 1] }""", "/l")]
    [InlineData("""{ "o": { "a": 1 } }""", """{ "o": [1] }""", "/o")]
    [InlineData("""{ "o": "true" }""", """{ "o": true }""", "/o")]
    public void Differences_are_told_as_deep_as_both_are_objects(string before, string after, string pointers) =>
        Assert.Equal(pointers.Split(' ', StringSplitOptions.RemoveEmptyEntries), Images.Differences(JsonNode.Parse(before), JsonNode.Parse(after)));

    [Theory]
    [InlineData("/rules/a", "")]
    [InlineData("/rules", "")]
    [InlineData("/rules/a/port", "/rules/a/to")]
    [InlineData("/rule", "/rules/a/port /rules/a/to")]
    [InlineData("/rules/ab", "/rules/a/port /rules/a/to")]
    public void What_changed_outside_the_atoms_is_a_stray(string atom, string strays)
    {
        var before = JsonNode.Parse("""{ "rules": { "a": { "port": 22, "to": 22 }, "ab": 1 } }""")!.AsObject();
        var after = JsonNode.Parse("""{ "rules": { "a": { "port": 23, "to": 23 }, "ab": 1 } }""")!.AsObject();

        Assert.Equal(strays.Split(' ', StringSplitOptions.RemoveEmptyEntries), Images.Strays(before, after, [atom]));
    }

    [Theory]
    [InlineData("""{ "policy": null }""", """{ "policy": { "statements": { "X": 1 } } }""", "")]
    [InlineData("""{ "policy": { "statements": { "X": 1 } } }""", """{ "policy": null }""", "")]
    [InlineData("{}", """{ "policy": { "statements": { "X": 1 } } }""", "")]
    [InlineData("""{ "policy": null }""", """{ "policy": { "id": "other", "statements": { "X": 1, "Y": 2 } } }""", "/policy/id /policy/statements/Y")]
    [InlineData("""{ "policy": "none" }""", """{ "policy": { "statements": { "X": 1 } } }""", "/policy")]
    [InlineData("""{ "policy": null }""", """{ "policy": [] }""", "/policy")]
    [InlineData("""{ "other": null }""", """{ "other": { "statements": { "X": 1 } } }""", "/other")]
    public void What_holds_an_atom_comes_and_goes_with_it_and_with_nothing_else(string before, string after, string strays) =>
        Assert.Equal(strays.Split(' ', StringSplitOptions.RemoveEmptyEntries), Images.Strays(JsonNode.Parse(before)!.AsObject(), JsonNode.Parse(after)!.AsObject(), ["/policy/statements/X"]));

    [Fact]
    public void Setting_an_atom_is_never_a_stray_and_changing_anything_beside_it_always_is() =>
        (from image in Picture
         from path in Gen.String[Gen.Char["ab/~"], 1, 2].Array[1, 3]
         from beside in Gen.String[Gen.Char["xy"], 1, 2]
         select (image, path, beside)).Sample(drawn =>
        {
            var (before, after) = (JsonNode.Parse(drawn.image)!.AsObject(), JsonNode.Parse(drawn.image)!.AsObject());
            var atom = string.Concat(drawn.path.Select(key => $"/{Images.Escape(key)}"));
            Set(after, drawn.path, "set");
            Assert.Empty(Images.Strays(before, after, [atom]));
            Assert.Empty(Images.Strays(after, before, [atom]));

            // Beside the atom, and beside each thing that holds it.
            foreach (var depth in Enumerable.Range(0, drawn.path.Length))
            {
                var other = JsonNode.Parse(after.ToJsonString())!.AsObject();
                Set(other, [.. drawn.path[..depth], $"beside-{drawn.beside}"], "stray");
                var stray = Assert.Single(Images.Strays(before, other, [atom]));
                Assert.Equal($"{string.Concat(drawn.path[..depth].Select(key => $"/{Images.Escape(key)}"))}/beside-{drawn.beside}", stray);
            }
        });

    // Objects within objects, with nulls where something may come; never a scalar where the way to an atom leads on.
    private static Gen<string> Picture => Gen.OneOf(
        "{}", """{ "a": null, "b": null }""", """{ "a": {}, "b": { "a": null } }""", """{ "a": { "a": { "b": {} }, "b": null }, "c": 1 }""", """{ "~": { "/": null }, "/": null, "observed": { "t": 1 } }""");

    private static void Set(JsonObject image, IReadOnlyList<string> path, string value)
    {
        foreach (var key in path.SkipLast(1))
        {
            if (image[key] is not JsonObject inner)
            {
                image[key] = inner = [];
            }

            image = inner;
        }

        image[path[^1]] = value;
    }
}
