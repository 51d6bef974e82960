using Amazon.SecurityHub;
using Amazon.SecurityHub.Model;

namespace SecretScoops.Governance.EndToEnd.Tests.Contract;

/// <summary>
/// What the tool relies on in Security Hub, as far as moto has it too: no standards, controls, configuration policies, aggregators, automation rules, updates of hubs or of findings, and
/// GetFindings leaves filters unheard. The sandbox's own tests hold the rest.
/// </summary>
public abstract class SecurityHubContract : IAsyncLifetime
{
    private ContractSession session = null!;

    private IAmazonSecurityHub Hub => session.Home.SecurityHub;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        session = new((IAwsEndpoint)await Endpoint());
        await session.Home.Organizations.CreateOrganizationAsync(new() { FeatureSet = "ALL" }, Cancel);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_hub_is_as_it_was_enabled_and_gone_when_disabled()
    {
        await Hub.EnableSecurityHubAsync(new() { EnableDefaultStandards = false, ControlFindingGenerator = ControlFindingGenerator.SECURITY_CONTROL }, Cancel);
        var enabled = await Hub.DescribeHubAsync(new(), Cancel);
        await Hub.DisableSecurityHubAsync(new(), Cancel);

        Assert.Equal((true, ControlFindingGenerator.SECURITY_CONTROL), (enabled.AutoEnableControls, enabled.ControlFindingGenerator));
        await Assert.ThrowsAsync<InvalidAccessException>(() => Hub.DescribeHubAsync(new(), Cancel));
    }

    [Fact]
    public async Task A_finding_that_was_imported_is_found_and_archived_when_its_provider_says_so()
    {
        await Hub.EnableSecurityHubAsync(new() { EnableDefaultStandards = false }, Cancel);
        var account = (await session.Home.Sts.GetCallerIdentityAsync(new(), Cancel)).Account;
        var finding = new AwsSecurityFinding
        {
            SchemaVersion = "2018-10-08",
            Id = "contract/1",
            ProductArn = $"arn:aws:securityhub:eu-west-1:{account}:product/{account}/default",
            GeneratorId = "contract",
            AwsAccountId = account,
            Types = ["Software and Configuration Checks"],
            CreatedAt = "2026-11-24T12:00:00Z",
            UpdatedAt = "2026-11-24T12:00:00Z",
            Severity = new() { Label = SeverityLabel.HIGH },
            Title = "A public bucket",
            Description = "A bucket that everybody reads",
            Resources = [new() { Type = "AwsS3Bucket", Id = "arn:aws:s3:::some-bucket" }],
        };

        var answer = await Hub.BatchImportFindingsAsync(new() { Findings = [finding] }, Cancel);

        Assert.Equal((1, 0), (answer.SuccessCount, answer.FailedCount));
        Assert.Equal("A public bucket", Assert.Single((await Hub.GetFindingsAsync(new(), Cancel)).Findings).Title);

        (finding.RecordState, finding.UpdatedAt) = (RecordState.ARCHIVED, "2026-11-25T12:00:00Z");
        await Hub.BatchImportFindingsAsync(new() { Findings = [finding] }, Cancel);
        Assert.Equal(RecordState.ARCHIVED, Assert.Single((await Hub.GetFindingsAsync(new(), Cancel)).Findings).RecordState);
    }

    /// <summary>What answers; an <see cref="IAwsEndpoint"/>, which a public class cannot name.</summary>
    protected abstract Task<object> Endpoint();
}

/// <summary>As moto keeps it.</summary>
public sealed class SecurityHubOnMoto(Judges.MotoServer moto) : SecurityHubContract, IClassFixture<Judges.MotoServer>
{
    /// <inheritdoc/>
    protected override async Task<object> Endpoint() => await MotoEndpoint.Emptied(moto);
}

/// <summary>As the sandbox keeps it.</summary>
public sealed class SecurityHubOnTheSandbox : SecurityHubContract
{
    /// <inheritdoc/>
    protected override Task<object> Endpoint() => Task.FromResult<object>(new SandboxEndpoint());
}
