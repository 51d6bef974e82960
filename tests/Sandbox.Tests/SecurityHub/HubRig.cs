using Amazon;
using Amazon.SecurityHub;
using Amazon.SecurityHub.Model;
using Xunit;

namespace SecretScoops.Governance.Sandbox.Tests.SecurityHub;

/// <summary>An organization with a security account and a workload account in a unit, and their Security Hub.</summary>
internal sealed class HubRig : IDisposable
{
    public const string Fsbp = "arn:aws:securityhub:eu-west-1::standards/aws-foundational-security-best-practices/v/1.0.0";
    public const string Cis = "arn:aws:securityhub:eu-west-1::standards/cis-aws-foundations-benchmark/v/5.0.0";

    private HubRig(TestCloud cloud) => Cloud = cloud;

    public TestCloud Cloud { get; }

    public string Security { get; private set; } = "";

    public string Prod { get; private set; } = "";

    public string Unit { get; private set; } = "";

    public string Root { get; private set; } = "";

    public static async Task<HubRig> Begin(SandboxOptions? options = null)
    {
        var (cloud, root) = await TestCloud.WithOrganization(options ?? new() { ConfigRecordsEverywhere = true });
        var rig = new HubRig(cloud) { Root = root, Security = await cloud.NewAccount("security"), Prod = await cloud.NewAccount("prod"), Unit = await cloud.NewUnit(root, "PROD") };
        await cloud.Organizations.MoveAccountAsync(new() { AccountId = rig.Prod, SourceParentId = root, DestinationParentId = rig.Unit }, TestCloud.Cancel);
        return rig;
    }

    /// <summary>With the security account as administrator in both regions, and the regions linked.</summary>
    public static async Task<HubRig> Administered(SandboxOptions? options = null)
    {
        var rig = await Begin(options);
        foreach (var region in (RegionEndpoint[])[RegionEndpoint.EUWest1, RegionEndpoint.EUCentral1])
        {
            await rig.As(TestCloud.Management, region).EnableOrganizationAdminAccountAsync(new() { AdminAccountId = rig.Security }, TestCloud.Cancel);
        }

        await rig.As(rig.Security).CreateFindingAggregatorAsync(new() { RegionLinkingMode = "SPECIFIED_REGIONS", Regions = ["eu-central-1"] }, TestCloud.Cancel);
        return rig;
    }

    /// <summary>Under central configuration.</summary>
    public static async Task<HubRig> Central(SandboxOptions? options = null)
    {
        var rig = await Administered(options);
        await rig.TurnsTo("CENTRAL");
        return rig;
    }

    public Task TurnsTo(string type) => As(Security).UpdateOrganizationConfigurationAsync(
        new() { AutoEnable = false, AutoEnableStandards = "NONE", OrganizationConfiguration = new() { ConfigurationType = type } }, TestCloud.Cancel);

    public async Task<string> NewPolicy(string name, params string[] disabled) => (await As(Security).CreateConfigurationPolicyAsync(
        new()
        {
            Name = name,
            ConfigurationPolicy = new()
            {
                SecurityHub = new() { ServiceEnabled = true, EnabledStandardIdentifiers = [Fsbp], SecurityControlsConfiguration = new() { DisabledSecurityControlIdentifiers = [.. disabled] } },
            },
        },
        TestCloud.Cancel)).Id;

    public Task<StartConfigurationPolicyAssociationResponse> Associates(string policy, Target target) =>
        As(Security).StartConfigurationPolicyAssociationAsync(new() { ConfigurationPolicyIdentifier = policy, Target = target }, TestCloud.Cancel);

    public async Task<AwsSecurityFinding> Finds(string account, string title, string severity, RegionEndpoint? region = null, string updated = "2026-11-24T12:00:00Z")
    {
        var name = (region ?? RegionEndpoint.EUWest1).SystemName;
        var finding = new AwsSecurityFinding
        {
            SchemaVersion = "2018-10-08",
            Id = $"{account}/{title}",
            ProductArn = $"arn:aws:securityhub:{name}:{account}:product/{account}/default",
            GeneratorId = "test",
            AwsAccountId = account,
            Types = ["Software and Configuration Checks"],
            CreatedAt = "2026-11-24T12:00:00Z",
            UpdatedAt = updated,
            Severity = new() { Label = severity },
            Title = title,
            Description = title,
            Resources = [new() { Type = "AwsS3Bucket", Id = "arn:aws:s3:::some-bucket", Tags = new() { ["stage"] = "prod" } }],
        };
        var answer = await As(account, region).BatchImportFindingsAsync(new() { Findings = [finding] }, TestCloud.Cancel);
        Assert.Equal((1, 0), (answer.SuccessCount, answer.FailedCount));
        return finding;
    }

    public IAmazonSecurityHub As(string account, RegionEndpoint? region = null) => Cloud.SecurityHubAs(account, region);

    public void Dispose() => Cloud.Dispose();
}
