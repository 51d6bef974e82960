using System.Text.Json;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Rendering;
using Xunit;

namespace SecretScoops.Governance.Baseline.Tests.Rendering;

public sealed class JsonDocumentationTests
{
    private static readonly PlanOptions OnlyGuardrails = new() { Only = ["scp"] };

    private static readonly Plan Guardrails = Scoops.Of(Scoops.Older, Scoops.Declared(Scoops.Young), OnlyGuardrails);

    private static readonly List<Outcome> Outcomes =
    [
        new Outcome.Done(Scoops.Changed.Pending.First(), TimeSpan.FromSeconds(1.5)),
        new Outcome.Failed(Guardrails.Pending.First(), TimeSpan.FromSeconds(0.25), Endings.InPart.OfType<Outcome.Failed>().First().Why, null),
    ];

    [Theory]
    [InlineData("plan")]
    [InlineData("apply")]
    [InlineData("validate")]
    [InlineData("check")]
    [InlineData("doctor")]
    public void The_documented_examples_are_what_the_tool_prints(string example) =>
        Snapshot.MatchBlock(Rendered(example), "docs/json.md", $"<!-- example: {example} -->\n```json\n", "```\n<!-- end -->");

    [Theory]
    [InlineData("plan")]
    [InlineData("apply")]
    [InlineData("validate")]
    [InlineData("check")]
    [InlineData("doctor")]
    public void Every_document_is_one_of_version_one_in_ASCII(string example)
    {
        using var document = JsonDocument.Parse(Rendered(example));

        Assert.Equal(1, document.RootElement.GetProperty("formatVersion").GetInt32());
        Assert.All(Rendered(example), c => Assert.True(char.IsAscii(c)));
    }

    [Fact]
    public void A_plan_has_every_field_of_the_contract()
    {
        using var document = JsonDocument.Parse(Rendered("plan"));
        var plan = document.RootElement;

        Assert.Equal(["policies", "estate"], plan.GetProperty("fingerprint").EnumerateObject().Select(p => p.Name));
        Assert.Equal(["create", "update", "delete", "unchanged"], plan.GetProperty("summary").EnumerateObject().Select(p => p.Name));
        var change = Assert.Single(plan.GetProperty("changes").EnumerateArray());
        Assert.Equal(["address", "kind", "account", "region", "action", "dependsOn", "differences", "declaredAt"], change.EnumerateObject().Select(p => p.Name));
        Assert.Equal("root", change.GetProperty("account").GetString());
        Assert.Equal(JsonValueKind.Null, change.GetProperty("region").ValueKind);
        Assert.All(change.GetProperty("differences").EnumerateArray(), d => Assert.Equal(["path", "before", "after"], d.EnumerateObject().Select(p => p.Name)));
    }

    private static string Rendered(string example) => Told.By("json", r => Tell(r, example)).Result;

    private static void Tell(Renderer renderer, string example)
    {
        switch (example)
        {
            case "plan":
                renderer.Plan(Guardrails, Scoops.Older, OnlyGuardrails, null);
                break;
            case "apply":
                renderer.Applied(Guardrails, Outcomes, TimeSpan.FromSeconds(1.75), ".baseline/journal.jsonl");
                break;
            case "validate":
                renderer.Validated(Endings.Invalid with { Faults = [Endings.Invalid.Faults[0], Endings.Invalid.Faults[2]] });
                break;
            case "check":
                renderer.Checked(Endings.Held);
                break;
            case "doctor":
                renderer.Doctor([Endings.Examined[1], Endings.Examined[3]]);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(example));
        }
    }
}
