using System.Text.Json.Nodes;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Sandbox;
using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.EndToEnd.Tests.Kinds;

/// <summary>A region that is given up: what is there goes, in an order that AWS accepts, and comes back with the region; and none goes out of sight silently.</summary>
public sealed class RetiredRegionsTests
{
    private const string Home = "eu-west-1";
    private const string Given = "eu-central-1";

    [Fact, KeepsCalls]
    public async Task A_region_is_retired_forgotten_and_governed_again()
    {
        var (governed, retired, without) = (Landing.Default, Landing.InRegions([Home], [Given]), Landing.InRegions([Home], []));
        var rehearsal = await Rehearsal.OfAsync(governed);

        var plan = await rehearsal.PlanAsync(retired);

        Assert.True(plan.Applicable, string.Join("\n", plan.Refusals.Concat(plan.Unread)));
        Assert.DoesNotContain(plan.Notes, note => note.Code == "region-forgotten");
        var there = plan.Pending.Where(change => change.Address.Region == Given).ToList();
        Assert.All(there.Where(change => change.Verb == Verb.Delete), change => Assert.True(change.Before!.Owned));
        Assert.Equal(
            [KindNames.AccessAnalyzer, KindNames.ConfigRule, KindNames.EventRule, KindNames.GuardDutyPublishing],
            there.Where(change => change.Verb == Verb.Delete).Select(change => change.Address.Kind).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(
            [
                KindNames.ConfigRecorder, KindNames.GuardDutyAdministrator, KindNames.GuardDutyDetector, KindNames.GuardDutyMembers, KindNames.GuardDutyOrganization,
                KindNames.SecurityHub, KindNames.SecurityHubAdministrator, KindNames.SecurityHubMember,
            ],
            there.Where(change => change.Verb == Verb.Update).Select(change => change.Address.Kind).Distinct().Order(StringComparer.Ordinal));
        Assert.DoesNotContain(there, change => change.Verb == Verb.Create);

        await rehearsal.SettlesAsync(retired);
        NothingIsLeft(rehearsal.Cloud.Saved());

        var after = await rehearsal.PlanAsync(without);
        Assert.True(after.Complete && after.Applicable, string.Join("\n", after.Pending.Select(Rehearsal.Told)));
        Assert.DoesNotContain(after.Notes, note => note.Code == "region-forgotten");

        await rehearsal.SettlesAsync(governed);
    }

    [Fact]
    public async Task A_region_that_configuration_policies_hold_is_retired_and_governed_again()
    {
        var governed = Narrowed(Landing.Everything, [Home, Given]);
        var rehearsal = await Rehearsal.OfAsync(governed);

        await rehearsal.SettlesAsync(Narrowed(Landing.Everything, [Home], Given));
        NothingIsLeft(rehearsal.Cloud.Saved());

        await rehearsal.SettlesAsync(Narrowed(Landing.Everything, [Home]));
        await rehearsal.SettlesAsync(governed);
    }

    [Theory]
    [InlineData("default", "everything")]
    [InlineData("everything", "default")]
    [InlineData("default", "off")]
    public async Task A_region_is_retired_in_the_apply_that_changes_everything_else(string from, string to)
    {
        var rehearsal = await Rehearsal.OfAsync(Narrowed(Named(from), [Home, Given]));
        var retired = Narrowed(Named(to), [Home], Given);

        // As in OffAndOnTests: what a declarative policy lets go of differs only afterwards.
        await rehearsal.AppliesAsync(retired);
        await rehearsal.SettlesAsync(retired);

        // Nobody looks into an account that is no longer declared.
        NothingIsLeft(rehearsal.Cloud.Saved(), but: to == "everything" ? null : "security");
        await rehearsal.SettlesAsync(Narrowed(Named(to), [Home, Given]));
    }

    [Fact]
    public async Task A_retirement_that_dies_at_every_sort_of_write_goes_on()
    {
        var retired = Narrowed(Landing.Everything, [Home], Given);
        using var death = new Death();
        var settled = await Rehearsal.OfAsync(Narrowed(Landing.Everything, [Home, Given]), watched: false);
        var broken = new Rehearsal(LocalCloud.From(settled.Cloud.Saved(), new() { Observer = death.Observe }, TimeProvider.System));

        var deaths = 0;
        for (var done = false; !done; deaths += done ? 0 : 1)
        {
            Assert.True(deaths < 500, "there is always something left to write: a write is repeated for ever");
            using var life = death.Begin();
            var (plan, outcomes) = await broken.ApplyAsync(retired, killed: life.Token);
            Assert.True(plan.Applicable, string.Join("\n", plan.Refusals.Concat(plan.Unread)));
            done = !life.IsCancellationRequested;
            Assert.True(!done || outcomes.All(outcome => outcome is Outcome.Done), string.Join("\n", outcomes.Where(outcome => outcome is not Outcome.Done)));
        }

        Assert.True(deaths > 10, $"only {deaths} writes were met");
        await broken.SettlesAsync(retired);
        NothingIsLeft(broken.Cloud.Saved());
    }

    [Fact]
    public async Task One_region_takes_another_s_place()
    {
        var rehearsal = await Rehearsal.OfAsync(Narrowed(Landing.Default, [Home, Given]));

        await rehearsal.SettlesAsync(Narrowed(Landing.Default, [Home, "eu-north-1"], Given));

        NothingIsLeft(rehearsal.Cloud.Saved());
    }

    [Fact]
    public async Task What_need_not_be_in_every_region_is_retired_too()
    {
        var (governed, retired) = (Spread([Home, Given], []), Spread([Home], [Given]));
        var rehearsal = await Rehearsal.OfAsync(governed);
        Assert.NotEmpty(rehearsal.Cloud.Saved().Accounts.Where(account => account.Regions.ContainsKey(Given)).SelectMany(account => account.Regions[Given].SecurityHub?.Rules ?? []));
        Assert.NotNull(OfProd(rehearsal.Cloud.Saved()).Ec2!.EbsKey);
        Assert.Contains(rehearsal.Cloud.Saved().Buckets.Values, bucket => bucket.Region == Given);

        await rehearsal.SettlesAsync(retired);
        NothingIsLeft(rehearsal.Cloud.Saved());
        // As AWS's own does; that volumes are encrypted stays as it is.
        Assert.Null(OfProd(rehearsal.Cloud.Saved()).Ec2!.EbsKey);
        Assert.True(OfProd(rehearsal.Cloud.Saved()).Ec2!.EbsEncryption);

        await rehearsal.SettlesAsync(Spread([Home], []));
        await rehearsal.SettlesAsync(governed);
    }

    [Fact]
    public async Task A_region_that_never_was_governed_has_nothing_to_retire()
    {
        var rehearsal = await Rehearsal.OfAsync(Landing.InRegions([Home], []));

        var plan = await rehearsal.PlanAsync(Landing.InRegions([Home], [Given]));

        Assert.True(plan.Complete && plan.Applicable, string.Join("\n", plan.Pending.Select(Rehearsal.Told)));
    }

    [Fact]
    public async Task A_retired_region_that_is_off_in_an_account_is_left_alone_there()
    {
        var state = (await Rehearsal.OfAsync(Narrowed(Landing.Default, [Home, Given]))).Cloud.Saved();
        OfProd(state).Disabled = true;
        var rehearsal = new Rehearsal(LocalCloud.From(state, new(), TimeProvider.System));

        var plan = await rehearsal.PlanAsync(Narrowed(Landing.Default, [Home], Given));

        var left = Assert.Single(plan.OutOfReach);
        Assert.Equal(("prod", Given, "enable the region in that account (account:EnableRegion), or take it out of retiredRegions"), (left.Account, left.Region, left.Why.Remedy));
        Assert.Contains(plan.Pending, change => change.Address.Region == Given);
        Assert.DoesNotContain(plan.Pending, change => change.Address.Region == Given && change.Address.Account == "prod");
    }

    [Fact]
    public async Task A_region_that_is_neither_governed_nor_retired_any_more_is_told_of()
    {
        var rehearsal = await Rehearsal.OfAsync(Landing.Default);

        var plan = await rehearsal.PlanAsync(Landing.InRegions([Home], []));

        var note = Assert.Single(plan.Notes, note => note.Code == "region-forgotten");
        Assert.Equal(
            "scp/limit-regions: region \"eu-central-1\" was governed, as scp/limit-regions and security-hub-aggregator/default@root/eu-west-1 tell, and is neither governed nor retired: "
                + "what this tool made there goes on, and nobody looks after it — add \"eu-central-1\" to retiredRegions in landing-zone.json to have what is there removed",
            note.ToString());
    }

    // GuardDuty's detector stays, suspended, with its findings; Config's recorder stays, stopped, with its history and where it delivers to; and what a hub was set to, for AWS keeps that too.
    private static void NothingIsLeft(SandboxState state, string? but = null)
    {
        Assert.DoesNotContain(state.Buckets.Values, bucket => bucket.Region == Given);
        Assert.All(state.Accounts.Where(account => account.Name != but), NothingIsLeft);
    }

    private static void NothingIsLeft(StoredAccount account)
    {
        var region = account.Regions.GetValueOrDefault(Given) ?? new();
        Assert.Null(region.GuardDuty?.DesignatedId);
        Assert.Null(region.GuardDuty?.AdministratorId);
        Assert.True(region.GuardDuty?.Detector is null or { Enabled: false, Members: [], Destinations: [], Organization.AutoEnable: "NONE" }, $"GuardDuty in {account.Name}");
        Assert.True(region.SecurityHub is null or { Subscribed: false, OrganizationAdministratorId: null, Members: [], Rules: [], Aggregator: null }, $"Security Hub in {account.Name}");
        Assert.True(region.Config is null or { Recorder: null or { Recording: false }, Rules: [], OrganizationRules: [], OrganizationPacks: [], Aggregators: [] }, $"Config in {account.Name}");
        Assert.Empty(region.Events?.Buses.Values.SelectMany(bus => bus.Rules.Keys) ?? []);
        Assert.Empty(region.AccessAnalyzer?.Analyzers ?? []);
        Assert.Empty(region.Kms?.Aliases.Keys ?? Enumerable.Empty<string>());
        Assert.Empty(region.Sns?.Topics.Keys ?? Enumerable.Empty<string>());
    }

    private static PolicyBundle Named(string policies) => policies switch { "everything" => Landing.Everything, "off" => Landing.Off, _ => Landing.Default };

    private static StoredRegion OfProd(SandboxState state) => state.Accounts.Single(account => account.Name == "prod").Regions[Given];

    // Keys in members' regions, and one of them what volumes are encrypted with; an empty bucket; regions that are not linked, so that each has Security Hub's rules; a rule that names its regions.
    private static PolicyBundle Spread(string[] governed, string[] retired) => Narrowed(
        Landing.InRegions(governed, retired, copy =>
        {
            copy.EditJson("keys.json", file => file["keys"]!["volumes"] = new JsonObject
            {
                ["description"] = "Encrypts volumes",
                ["accounts"] = Landing.Texts(["prod"]),
                ["regions"] = Landing.Texts(governed),
                ["rotation"] = new JsonObject { ["enabled"] = true },
                ["deletionWindowDays"] = 30,
            });
            copy.EditJson("log-archive.json", file => file["buckets"]!["spare"] = new JsonObject { ["region"] = governed[^1], ["retention"] = new JsonObject { ["expireDays"] = 30 } });
            copy.EditJson("environments/prod.json", file => file["accountDefaults"] = new JsonObject { ["ebsEncryption"] = new JsonObject { ["key"] = "volumes" } });
            copy.EditJson("security-hub.json", file => file["aggregateFindings"] = false);
            copy.EditJson("alerts.json", file => file["collect"]![0]!["regions"] = Landing.Texts(governed));
        }),
        governed,
        retired);

    // One member, so that hundreds of rules are not made and deleted again; documents that list regions stay as they are.
    private static PolicyBundle Narrowed(PolicyBundle policies, string[] governed, params string[] retired)
    {
        var small = Landing.Small(policies);
        return small with { LandingZone = small.LandingZone with { GovernedRegions = governed, RetiredRegions = retired } };
    }
}
