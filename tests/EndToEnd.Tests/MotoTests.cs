using System.Text.Json;
using System.Text.Json.Nodes;
using SecretScoops.Governance.EndToEnd.Tests.Judges;

namespace SecretScoops.Governance.EndToEnd.Tests;

/// <summary>Over real HTTP against an emulator that others wrote, where the organization does not even exist at first.</summary>
public sealed class MotoTests(MotoServer moto) : IClassFixture<MotoServer>, IAsyncLifetime
{
    /// <summary>moto answers HTTP 500 with a page of HTML to the calls behind these parts.</summary>
    private static readonly string[] withoutWhatMotoLacks =
    [
        "--without",
        "permission-set-tags,permission-set-boundary,permission-set-provisioning,ebs-encryption-key,instance-metadata,root-access,access-analyzer,"
            + "guardduty-organization,guardduty-members,guardduty-publishing,"
            // moto has hubs, and neither standards nor anything of an organization.
            + "security-hub-administrator,security-hub,security-hub-member,security-hub-aggregator,security-hub-organization,security-hub-policy,security-hub-association,automation-rule,"
            // moto has no organization rules, crashes over packs, does not show the path of a service-linked role (so recorders, tried by themselves in ConfigContract, find none), knows the aggregator's managed policy not, and cannot give a bus a policy.
            + "config-rule,conformance-pack,config-role,config-recorder,config-aggregator,event-bus,event-rule",
    ];

    /// <summary>moto's list of services with trusted access does not have them.</summary>
    private static readonly string[] unknownToMoto = ["malware-protection.guardduty.amazonaws.com", "iam.amazonaws.com", "ec2.amazonaws.com"];

    /// <summary>moto makes no backup policies, and does not know the newer types.</summary>
    private static readonly string[] typesUnknownToMoto = ["backup", "declarative-ec2", "s3"];

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
        policies = PolicyCopy.On(desk);
        policies.Edit("trusted-access.json", text =>
        {
            var file = JsonNode.Parse(text)!;
            foreach (var service in unknownToMoto)
            {
                file["services"]!.AsObject().Remove(service);
            }

            return file.ToJsonString();
        });
        policies.Edit("guardduty.json", text =>
        {
            var file = JsonNode.Parse(text)!;
            file["features"]!.AsObject().Remove("ebsMalwareProtection");
            return file.ToJsonString();
        });
        LeaveOut(typesUnknownToMoto);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        desk.Dispose();
        return ValueTask.CompletedTask;
    }

    private void LeaveOut(string[] types)
    {
        policies.WithoutControls();
        foreach (var file in Directory.EnumerateFiles(policies.At("guardrails")))
        {
            if (types.Contains(JsonNode.Parse(File.ReadAllText(file))!["type"]!.GetValue<string>()))
            {
                File.Delete(file);
            }
        }

        policies.Edit("landing-zone.json", text =>
        {
            var file = JsonNode.Parse(text)!;
            file["policyTypes"] = new JsonArray([.. file["policyTypes"]!.AsArray().Select(type => type!.GetValue<string>()).Except(types).Select(type => (JsonNode)type)]);
            return file.ToJsonString();
        });
        policies.Edit("environments/prod.json", text =>
        {
            var file = JsonNode.Parse(text)!;
            file["guardrails"]!.AsObject().Remove("back-up-production");
            return file.ToJsonString();
        });
    }

    private Task<Finished> Baseline(AwsAccess access, params string[] arguments) =>
        new BaselineTool(desk, access).Run([.. arguments, "--policies", policies.Folder, .. withoutWhatMotoLacks]);

    private static IEnumerable<JsonElement> Declared(string file, string property)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(BaselineTool.DefaultPolicies, file)));
        return [.. document.RootElement.Clone().GetProperty(property).EnumerateArray()];
    }

    private static IEnumerable<JsonElement> OwnPolicies(JsonElement census) =>
        census.GetProperty("policies").EnumerateArray().Where(policy => !policy.GetProperty("aws").GetBoolean());

    private static IEnumerable<string> Names(JsonElement census, string list) =>
        census.GetProperty(list).EnumerateArray().Select(each => each.GetProperty("name").GetString()!).Order(StringComparer.Ordinal);
}
