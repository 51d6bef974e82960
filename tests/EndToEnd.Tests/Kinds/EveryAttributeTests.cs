using System.Text.Json.Nodes;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;
using SecretScoops.Governance.Policies;
using BaselineKinds = SecretScoops.Governance.Baseline.Resources.Kinds;

namespace SecretScoops.Governance.EndToEnd.Tests.Kinds;

/// <summary>
/// Every attribute of every kind, changed behind the tool's back: the plan shows that attribute and nothing else, an apply mends it, the next plan is empty.
/// Made from the list of kinds and from what the policies declare; <c>drifts/KIND.json</c> says for each attribute what it is changed to, and a missing one fails.
/// </summary>
[KeepsCalls]
public sealed class EveryAttributeTests(SettledEstates estates) : IClassFixture<SettledEstates>
{
    private static readonly string drifts = Path.Combine(BaselineTool.RepositoryRoot(), "tests", "EndToEnd.Tests", "Kinds", "drifts");

    /// <summary>Every kind there is.</summary>
    public static TheoryData<string> EveryKind => [.. BaselineKinds.Pure.Keys];

    [Theory, MemberData(nameof(EveryKind))]
    public async Task An_attribute_that_was_changed_by_somebody_else_shows_alone_and_is_mended(string kind)
    {
        var (policies, settled, declared) = await estates.DeclaringAsync(kind);
        var file = Path.Combine(drifts, kind + ".json");
        Assert.True(File.Exists(file), $"drifts/{kind}.json is missing: it says for each attribute of the kind what it is changed to");
        var values = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!.AsObject();
        Assert.Equal(BaselineKinds.Pure[kind].AttributeNames.Order(StringComparer.Ordinal), values.Select(v => v.Key).Order(StringComparer.Ordinal));

        var watched = settled.Copy();
        foreach (var (attribute, value) in values.Where(v => v.Value is not JsonObject o || !o.ContainsKey("fixed")))
        {
            await Mends(policies, watched, Target(declared, attribute, value), attribute, value);
        }

    }

    [Theory, MemberData(nameof(EveryKind))]
    public async Task A_resource_that_somebody_deleted_is_made_again(string kind)
    {
        // AWS keeps settings, and no tool closes accounts.
        if (BaselineKinds.Pure[kind].Nature == Nature.Setting || kind == KindNames.Account)
        {
            return;
        }

        var (policies, settled, declared) = await estates.DeclaringAsync(kind);
        var used = BaselineKinds.Pure.Values.SelectMany(k => k.Declare(policies)).SelectMany(r => r.DependsOn).ToHashSet();
        if (declared.FirstOrDefault(r => !r.External && !used.Contains(r.Address)) is not { } unused)
        {
            // All of them are in use, so that AWS deletes none.
            return;
        }

        var rehearsal = settled.Copy();
        await rehearsal.MeddlesAsync(policies, new(unused.Address, unused, null));

        var change = Assert.Single((await rehearsal.PlanAsync(policies)).Pending);
        Assert.Equal((Verb.Create, unused.Address), (change.Verb, change.Address));
        await rehearsal.SettlesAsync(policies);
    }

    private static Resource Target(IReadOnlyList<Resource> declared, string attribute, JsonNode? value) =>
        declared.FirstOrDefault(r => !r.External && !JsonNode.DeepEquals(r.Attributes[attribute], value))
            ?? throw new InvalidOperationException($"no declared resource has another value of {attribute} than {value?.ToJsonString() ?? "null"}");

    private static async Task Mends(PolicyBundle policies, Rehearsal settled, Resource target, string attribute, JsonNode? value)
    {
        var rehearsal = settled.Copy();
        var changed = (JsonObject)target.Attributes.DeepClone();
        changed[attribute] = value?.DeepClone();
        var meddled = new Resource(target.Address, changed);
        await rehearsal.MeddlesAsync(policies, new(target.Address, target, meddled) { Differences = Difference.Between(target.Attributes, changed) });

        var plan = await rehearsal.PlanAsync(policies);

        var shown = string.Join("\n", plan.Pending.Select(Rehearsal.Told));
        Assert.True(plan.Pending.Count() == 1, $"{target.Address} {attribute}: expected one change, found\n{shown}");
        var change = plan.Pending.Single();
        Assert.Equal(target.Address, change.Address);
        Assert.All(change.Differences, d => Assert.True(d.Path == $"/{attribute}" || d.Path.StartsWith($"/{attribute}/", StringComparison.Ordinal), $"{target.Address} {attribute}: {shown}"));
        await rehearsal.SettlesAsync(policies);
    }
}
