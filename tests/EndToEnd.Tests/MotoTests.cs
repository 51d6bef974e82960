using System.Text.Json;
using SecretScoops.Governance.EndToEnd.Tests.Judges;

namespace SecretScoops.Governance.EndToEnd.Tests;

/// <summary>Over real HTTP against an emulator that others wrote, where the organization does not even exist at first.</summary>
public sealed class MotoTests(MotoServer moto) : IClassFixture<MotoServer>, IAsyncLifetime
{
    private readonly Desk desk = new();
    private PolicyCopy policies = null!;

    [Fact]
    public async Task From_no_organization_to_the_declared_one_as_the_AWS_CLI_sees_it()
    {
        (await Baseline(moto.Access, "apply", "--yes")).ExpectExitCode(0);

        var aws = new AwsCli(desk, moto.Access);
        var accounts = await aws.Call("organizations", "list-accounts");
        foreach (var declared in Declared("organization.json", "accounts"))
        {
            var name = declared.GetProperty("name").GetString();
            var account = Assert.Single(accounts.GetProperty("Accounts").EnumerateArray(), each => each.GetProperty("Name").GetString() == name);
            Assert.Equal(declared.GetProperty("email").GetString(), account.GetProperty("Email").GetString());
            var parent = (await aws.Call("organizations", "list-parents", "--child-id", account.GetProperty("Id").GetString()!)).GetProperty("Parents")[0];
            Assert.Equal("ORGANIZATIONAL_UNIT", parent.GetProperty("Type").GetString());
        }

        var sets = Directory.EnumerateFiles(Path.Combine(BaselineTool.DefaultPolicies, "permission-sets"), "*.json").Select(Path.GetFileNameWithoutExtension);
        var census = await Census.Take(desk, moto.Access);
        Assert.Equal(sets.Order(StringComparer.Ordinal), Names(census, "permissionSets"));
        Assert.All(OwnPolicies(census), policy => Assert.NotEqual(0, policy.GetProperty("targets").GetArrayLength()));
        Assert.All(OwnPolicies(census), policy => Assert.Equal(StatementsDeclared(policy), Statements(policy.GetProperty("content").GetString()!)));
        Assert.NotEqual(0, census.GetProperty("assignments").GetArrayLength());
    }

    [Fact]
    public async Task A_second_plan_finds_nothing_writes_nothing_and_asks_each_thing_once()
    {
        (await Baseline(moto.Access, "apply", "--yes")).ExpectExitCode(0);
        await using var tap = new WireTap(moto.Access);

        (await Baseline(tap.Access, "plan")).ExpectExitCode(0);

        var calls = tap.Taken();
        Assert.NotEmpty(calls);
        Assert.DoesNotContain(calls, call => call.IsWrite);
        Assert.DoesNotContain(calls.GroupBy(call => call), same => same.Count() > 1);
    }

    [Fact]
    public async Task A_second_apply_leaves_everything_as_it_is()
    {
        (await Baseline(moto.Access, "apply", "--yes")).ExpectExitCode(0);
        var before = await Census.Take(desk, moto.Access);

        (await Baseline(moto.Access, "apply", "--yes")).ExpectExitCode(0);

        Assert.Equal(before.GetRawText(), (await Census.Take(desk, moto.Access)).GetRawText());
    }

    [Fact]
    public async Task What_the_endpoint_does_not_offer_is_named_and_never_left_out_in_silence()
    {
        // The organization and the access are there, so that every part of every kind is read.
        (await Baseline(moto.Access, "apply", "--yes")).ExpectExitCode(0);

        var plan = await new BaselineTool(desk, moto.Access).Run("plan", "--policies", policies.Folder);

        plan.ExpectExitCode(1);
        Assert.Contains("sso:ListTagsForResource", plan.Output + plan.Errors, StringComparison.Ordinal);
        Assert.Contains("--without permission-set-tags", plan.Output + plan.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("+ permission-set/", plan.Output, StringComparison.Ordinal);
        Assert.Contains("? permission-set/", plan.Output, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await moto.Empty();
        policies = MotoPolicies.On(desk);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        desk.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task<Finished> Baseline(AwsAccess access, params string[] arguments) =>
        new BaselineTool(desk, access).Run([.. arguments, "--policies", policies.Folder, .. MotoPolicies.Without]);

    private static IEnumerable<JsonElement> Declared(string file, string property)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(BaselineTool.DefaultPolicies, file)));
        return [.. document.RootElement.Clone().GetProperty(property).EnumerateArray()];
    }

    private static IEnumerable<JsonElement> OwnPolicies(JsonElement census) =>
        census.GetProperty("policies").EnumerateArray().Where(policy => !policy.GetProperty("aws").GetBoolean());

    // By their names: what they say holds placeholders in the policies.
    private IEnumerable<string> StatementsDeclared(JsonElement policy)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(policies.At($"guardrails/{policy.GetProperty("name").GetString()}.json")));
        return Statements(file.RootElement.GetProperty("content").GetRawText());
    }

    private static IReadOnlyList<string> Statements(string content)
    {
        using var document = JsonDocument.Parse(content);
        var statement = document.RootElement.GetProperty("Statement");
        return [.. (statement.ValueKind == JsonValueKind.Array ? statement.EnumerateArray().AsEnumerable() : [statement]).Select(each => $"{each.GetProperty("Effect")} {each.GetProperty("Sid")}").Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Names(JsonElement census, string list) =>
        census.GetProperty(list).EnumerateArray().Select(each => each.GetProperty("name").GetString()!).Order(StringComparer.Ordinal);
}
