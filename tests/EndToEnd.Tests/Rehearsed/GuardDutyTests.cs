using System.Text.Json.Nodes;
using Amazon.GuardDuty;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Sandbox;

namespace SecretScoops.Governance.EndToEnd.Tests.Rehearsed;

/// <summary>GuardDuty on the sandbox: on, off, changed, handed over, mended.</summary>
[KeepsCalls]
public sealed class GuardDutyTests : IDisposable
{
    private static readonly string[] kinds =
        ["organization", "account", "ou", "service-access", "guardduty-administrator", "guardduty-detector", "guardduty-organization", "guardduty-members"];

    private static readonly string[] regions = ["eu-central-1", "eu-west-1"];

    private readonly Desk desk = new();
    private readonly List<LandingZoneInProcess> zones = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_default_policies_switch_everything_on_in_every_account_and_region()
    {
        var (zone, policies) = (Zone(), Read());

        await zone.Apply(policies, kinds);

        Assert.Empty((await zone.Plan(policies, kinds)).Pending);
        foreach (var (session, _) in await Sessions(zone))
        {
            var detector = await Detector(session);
            Assert.Equal(DetectorStatus.ENABLED, detector.Status);
            Assert.Equal(FindingPublishingFrequency.FIFTEEN_MINUTES, detector.FindingPublishingFrequency);
            Assert.All(
                detector.Features.Where(feature => feature.Name != DetectorFeatureResult.EKS_RUNTIME_MONITORING),
                feature => Assert.True(feature.Status == FeatureStatus.ENABLED && (feature.AdditionalConfiguration ?? []).TrueForAll(part => part.Status == FeatureStatus.ENABLED), feature.Name));
        }
    }

    [Fact]
    public async Task In_rough_weather_too()
    {
        var (zone, policies) = (Zone(new() { EmptyPages = true, PageSize = 2, AsyncReads = 2, ReadLag = 1 }), Read());

        await zone.Apply(policies, kinds);

        Assert.Empty((await zone.Plan(policies, kinds)).Pending);
    }

    [Fact]
    public async Task Switched_off_it_sleeps_everywhere_and_awakes_again()
    {
        var zone = Zone();
        var (on, off) = (Read(), Read(file => file["enabled"] = false, access =>
        {
            access["guardduty.amazonaws.com"]!["enabled"] = false;
            access["malware-protection.guardduty.amazonaws.com"]!["enabled"] = false;
        }));
        await zone.Apply(on, kinds);

        var done = await zone.Apply(off, kinds);

        Assert.Empty((await zone.Plan(off, kinds)).Pending);
        foreach (var (session, _) in await Sessions(zone))
        {
            Assert.Equal(DetectorStatus.DISABLED, (await Detector(session)).Status);
        }

        foreach (var region in regions)
        {
            string[] order = ["guardduty-organization", "guardduty-members", "guardduty-administrator", "guardduty-detector"];
            Assert.Equal(order, done.Where(c => c.Address.Region == region).Select(c => c.Address.Kind).Distinct().OrderBy(kind => Array.IndexOf(order, kind)));
            Assert.Equal(
                ["guardduty-organization", "guardduty-members", "guardduty-administrator"],
                done.Where(c => c.Address.Region == region && c.Address.Kind != "guardduty-detector").Select(c => c.Address.Kind));
        }

        Assert.True(Last(done, "guardduty-administrator") < First(done, "service-access"));
        await zone.Apply(on, kinds);
        Assert.Empty((await zone.Plan(on, kinds)).Pending);
    }

    [Fact]
    public async Task The_administration_is_handed_to_another_account_and_back()
    {
        var zone = Zone();
        var (root, prod) = (Read(), Read(file => file["administrator"] = "prod"));
        await zone.Apply(root, kinds);

        await zone.Apply(prod, kinds);

        Assert.Empty((await zone.Plan(prod, kinds)).Pending);
        Assert.Equal("prod", Assert.Single((await zone.Home.Organizations.ListDelegatedAdministratorsAsync(new() { ServicePrincipal = "guardduty.amazonaws.com" }, Cancel)).DelegatedAdministrators).Name);
        await zone.Apply(root, kinds);
        Assert.Empty((await zone.Plan(root, kinds)).Pending);
        Assert.Empty((await zone.Home.Organizations.ListDelegatedAdministratorsAsync(new() { ServicePrincipal = "guardduty.amazonaws.com" }, Cancel)).DelegatedAdministrators ?? []);
    }

    [Fact]
    public async Task A_feature_is_switched_off_in_one_region_and_left_to_new_accounts_in_another()
    {
        var zone = Zone();
        var (all, some) = (Read(), Read(file => file["regions"] = JsonNode.Parse("""
            {"eu-west-1": {"features": {"s3DataEvents": "none"}}, "eu-central-1": {"features": {"runtimeMonitoring": {"autoEnable": "new"}}}}
            """)));
        await zone.Apply(all, kinds);

        await zone.Apply(some, kinds);

        Assert.Empty((await zone.Plan(some, kinds)).Pending);
        foreach (var (session, region) in await Sessions(zone))
        {
            var features = (await Detector(session)).Features.ToDictionary(feature => feature.Name.Value, feature => feature.Status.Value);
            Assert.Equal(region == "eu-west-1" ? "DISABLED" : "ENABLED", features["S3_DATA_EVENTS"]);
            Assert.Equal("ENABLED", features["RUNTIME_MONITORING"]);
        }

        await zone.Apply(all, kinds);
        Assert.Empty((await zone.Plan(all, kinds)).Pending);
    }

    [Fact]
    public async Task A_member_that_sleeps_or_lost_a_feature_is_mended_at_once()
    {
        var (zone, policies) = (Zone(), Read(file => file["autoEnableMembers"] = "new"));
        await zone.Apply(policies, kinds);
        var prod = await Account(zone, "prod");
        var administrator = zone.Home.GuardDuty;
        var detector = Assert.Single((await administrator.ListDetectorsAsync(new(), Cancel)).DetectorIds);
        await administrator.UpdateMemberDetectorsAsync(new() { DetectorId = detector, AccountIds = [prod], Features = [new() { Name = OrgFeature.RDS_LOGIN_EVENTS, Status = FeatureStatus.DISABLED }] }, Cancel);
        await administrator.StopMonitoringMembersAsync(new() { DetectorId = detector, AccountIds = [prod] }, Cancel);

        var plan = await zone.Plan(policies, kinds);
        await zone.Apply(policies, kinds);

        var change = Assert.Single(plan.Pending);
        Assert.Equal("guardduty-detector/default@prod/eu-west-1", change.Address.ToString());
        Assert.Equal(["/enabled", "/features/RDS_LOGIN_EVENTS"], change.Differences.Select(d => d.Path));
        Assert.Empty((await zone.Plan(policies, kinds)).Pending);
    }

    [Fact]
    public async Task A_feature_that_a_region_lacks_is_named_and_declared_so_it_is_left_alone()
    {
        var zone = Zone(new() { GuardDutyLacks = new Dictionary<string, IReadOnlyCollection<string>> { ["eu-central-1"] = ["RDS_LOGIN_EVENTS"] } });
        var honest = Read(file => file["regions"] = JsonNode.Parse("""{"eu-central-1": {"unavailable": ["rdsLoginEvents"]}}"""));

        var outcomes = await zone.Outcomes(Read(), kinds);

        var failed = outcomes.OfType<Outcome.Failed>().ToList();
        Assert.NotEmpty(failed);
        Assert.All(failed, o => Assert.Equal("eu-central-1", o.Change.Address.Region));
        Assert.All(failed, o => Assert.Contains("GuardDuty in eu-central-1 refuses RDS_LOGIN_EVENTS: ", o.Why.What, StringComparison.Ordinal));
        await zone.Apply(honest, kinds);
        Assert.Empty((await zone.Plan(honest, kinds)).Pending);
    }

    [Fact]
    public async Task Findings_are_exported_from_each_region_to_the_log_archive_until_that_is_no_longer_declared()
    {
        string[] all = [.. kinds, "guardduty-publishing", "bucket", "kms-key", "permission-set"];
        var (zone, kept, dropped) = (Zone(), Read(_ => { }, keepPublishing: true), Read());

        await zone.Apply(kept, all);

        Assert.Empty((await zone.Plan(kept, all)).Pending);
        foreach (var region in regions)
        {
            var guardDuty = zone.Home.In("123456789012", region).GuardDuty;
            var detector = Assert.Single((await guardDuty.ListDetectorsAsync(new(), Cancel)).DetectorIds);
            var listed = Assert.Single((await guardDuty.ListPublishingDestinationsAsync(new() { DetectorId = detector }, Cancel)).Destinations);
            Assert.Equal(PublishingStatus.PUBLISHING, listed.Status);
            var destination = await guardDuty.DescribePublishingDestinationAsync(new() { DetectorId = detector, DestinationId = listed.DestinationId }, Cancel);
            Assert.Equal("arn:aws:s3:::secret-scoops-findings-123456789012-eu-west-1", destination.DestinationProperties.DestinationArn);
        }

        var handed = Read(file => file["administrator"] = "prod", keepPublishing: true);
        await zone.Apply(handed, all);
        Assert.Empty((await zone.Plan(handed, all)).Pending);
        var done = await zone.Apply(dropped, all);
        Assert.Equal(2, done.Count(c => c is { Verb: Verb.Delete, Address.Kind: "guardduty-publishing" }));
        Assert.Empty((await zone.Plan(dropped, all)).Pending);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        zones.ForEach(zone => zone.Dispose());
        desk.Dispose();
    }

    private static int First(IReadOnlyList<Change> done, string kind) => done.Select((c, i) => (c, i)).First(p => p.c.Address.Kind == kind).i;

    private static int Last(IReadOnlyList<Change> done, string kind) => done.Select((c, i) => (c, i)).Last(p => p.c.Address.Kind == kind).i;

    private static async Task<Amazon.GuardDuty.Model.GetDetectorResponse> Detector(AwsSession session)
    {
        var id = Assert.Single((await session.GuardDuty.ListDetectorsAsync(new(), Cancel)).DetectorIds);
        return await session.GuardDuty.GetDetectorAsync(new() { DetectorId = id }, Cancel);
    }

    private static async Task<string> Account(LandingZoneInProcess zone, string name) =>
        (await zone.Home.Organizations.ListAccountsAsync(new(), Cancel)).Accounts.Single(account => account.Name == name).Id;

    private static async Task<IReadOnlyList<(AwsSession Session, string Region)>> Sessions(LandingZoneInProcess zone) =>
        [.. (await zone.Home.Organizations.ListAccountsAsync(new(), Cancel)).Accounts.SelectMany(account => regions.Select(region => (zone.Home.In(account.Id, region), region)))];

    private LandingZoneInProcess Zone(SandboxOptions? weather = null)
    {
        var zone = new LandingZoneInProcess(weather);
        zones.Add(zone);
        return zone;
    }

    private PolicyBundle Read(Action<JsonObject>? edit = null, Action<JsonObject>? editAccess = null, bool keepPublishing = false)
    {
        var copy = PolicyCopy.On(desk);
        Rewrite(copy.At("guardduty.json"), file =>
        {
            if (!keepPublishing)
            {
                file.Remove("publishing");
            }

            edit?.Invoke(file);
        });
        Rewrite(copy.At("trusted-access.json"), file => editAccess?.Invoke(file["services"]!.AsObject()));
        var reading = PolicyFolder.Read(copy.Folder);
        Directory.Delete(copy.Folder, recursive: true);
        return reading.Bundle ?? throw new InvalidOperationException(string.Join("\n", reading.Faults));
    }

    private static void Rewrite(string path, Action<JsonObject> edit)
    {
        var file = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        edit(file);
        File.WriteAllText(path, file.ToJsonString());
    }
}
