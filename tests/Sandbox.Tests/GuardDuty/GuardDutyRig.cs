using Amazon.GuardDuty;
using Amazon.GuardDuty.Model;
using Xunit;

namespace SecretScoops.Governance.Sandbox.Tests.GuardDuty;

/// <summary>An organization with two members, as sessions see it.</summary>
internal sealed class GuardDutyRig : IDisposable
{
    private readonly TestCloud cloud;

    private GuardDutyRig(TestCloud cloud, string dev, string prod) => (this.cloud, Dev, Prod) = (cloud, dev, prod);

    public static CancellationToken Cancel => TestCloud.Cancel;

    public string Dev { get; }

    public string Prod { get; }

    public TestCloud Cloud => cloud;

    public IAmazonGuardDuty Root => As(TestCloud.Management);

    public static async Task<GuardDutyRig> Make(SandboxOptions? options = null)
    {
        var (cloud, _) = await TestCloud.WithOrganization(options);
        return new(cloud, await cloud.NewAccount("dev"), await cloud.NewAccount("prod"));
    }

    public IAmazonGuardDuty As(string account) => cloud.GuardDutyAs(account);

    /// <summary>GuardDuty on in the management account, which administers it.</summary>
    public async Task<string> Administered()
    {
        var detector = (await Root.CreateDetectorAsync(new() { Enable = true }, Cancel)).DetectorId;
        await Root.EnableOrganizationAdminAccountAsync(new() { AdminAccountId = TestCloud.Management }, Cancel);
        return detector;
    }

    public async Task<string> DetectorOf(string account) => Assert.Single((await As(account).ListDetectorsAsync(new(), Cancel)).DetectorIds);

    public async Task<Dictionary<string, string>> FeaturesOf(string account) =>
        (await As(account).GetDetectorAsync(new() { DetectorId = await DetectorOf(account) }, Cancel)).Features.ToDictionary(feature => feature.Name.Value, feature => feature.Status.Value);

    public Task<CreateMembersResponse> Enroll(string detector, params string[] accounts) =>
        Root.CreateMembersAsync(new() { DetectorId = detector, AccountDetails = [.. accounts.Select(id => new AccountDetail { AccountId = id, Email = "a@example.com" })] }, Cancel);

    public void Dispose() => cloud.Dispose();
}
