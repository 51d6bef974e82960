using Amazon.ConfigService;
using SecretScoops.Governance.Sandbox.State;
using Xunit;
using static SecretScoops.Governance.Sandbox.Tests.TestCloud;

namespace SecretScoops.Governance.Sandbox.Tests.Config;

/// <summary>An organization with one member, in which Config can be tried out.</summary>
internal sealed class ConfigRig : IDisposable
{
    public const string Bucket = "config-bucket";

    private const string Open =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"config.amazonaws.com"},"Action":["s3:GetBucketAcl","s3:PutObject"],"Resource":"*"}]}""";

    private readonly SandboxState state;

    private ConfigRig(TestCloud cloud, string member, SandboxState state) => (Cloud, Member, this.state) = (cloud, member, state);

    public TestCloud Cloud { get; }

    public string Member { get; }

    /// <summary>The member's root user, at the console: no call leads there.</summary>
    public StoredRootUser? Root
    {
        set => (state.Accounts.Find(account => account.Id == Member)!.Iam ??= new()).Root = value;
    }

    public IAmazonConfigService Config => As(Management);

    public static async Task<ConfigRig> Create(SandboxOptions? options = null, string? bucketPolicy = Open)
    {
        var state = SandboxState.Empty(options ?? new(), new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero));
        state.Buckets.Add(Bucket, NewBucket(bucketPolicy));
        var (cloud, _) = await WithOrganization(options, state: state);
        return new(cloud, await cloud.NewAccount("member"), state);
    }

    public IAmazonConfigService As(string account) => Cloud.ConfigAs(account);

    /// <summary>A recorder that runs, in an account.</summary>
    public async Task Record(string account)
    {
        var config = As(account);
        await config.PutConfigurationRecorderAsync(new() { ConfigurationRecorder = new() { RoleARN = $"arn:aws:iam::{account}:role/config", RecordingGroup = new() { AllSupported = true, IncludeGlobalResourceTypes = true } } }, Cancel);
        await config.PutDeliveryChannelAsync(new() { DeliveryChannel = new() { Name = "default", S3BucketName = Bucket } }, Cancel);
        await config.StartConfigurationRecorderAsync(new() { ConfigurationRecorderName = "default" }, Cancel);
    }

    /// <summary>What a rule of the member's own finds: the last part of what Config calls a resource, with its verdict.</summary>
    public async Task<IReadOnlyList<(string Id, string Verdict)>> Found(string identifier, string? parameters = null)
    {
        var config = As(Member);
        await config.PutConfigRuleAsync(new() { ConfigRule = new() { ConfigRuleName = identifier, InputParameters = parameters, Source = new() { Owner = "AWS", SourceIdentifier = identifier } } }, Cancel);
        var results = (await config.GetComplianceDetailsByConfigRuleAsync(new() { ConfigRuleName = identifier, Limit = 100 }, Cancel)).EvaluationResults ?? [];
        return [.. results.Select(r => (r.EvaluationResultIdentifier.EvaluationResultQualifier.ResourceId.Split('/', ':')[^1], r.ComplianceType.Value)).Order()];
    }

    public Task Put(string name, string identifier, string? parameters = null, params string[] excluded) => Config.PutOrganizationConfigRuleAsync(
        new()
        {
            OrganizationConfigRuleName = name,
            OrganizationManagedRuleMetadata = new() { RuleIdentifier = identifier, InputParameters = parameters },
            ExcludedAccounts = excluded.Length > 0 ? [.. excluded] : null,
        },
        Cancel);

    public async Task<string> Status(string name) =>
        Assert.Single((await Config.DescribeOrganizationConfigRuleStatusesAsync(new() { OrganizationConfigRuleNames = [name] }, Cancel)).OrganizationConfigRuleStatuses).OrganizationRuleStatus.Value;

    public void Dispose() => Cloud.Dispose();

    private static StoredBucket NewBucket(string? policy) => new()
    {
        Name = Bucket,
        AccountId = Management,
        Region = "eu-west-1",
        CreatedAt = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero),
        Policy = policy,
    };
}
