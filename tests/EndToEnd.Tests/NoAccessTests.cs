using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.Sandbox.Sts;

namespace SecretScoops.Governance.EndToEnd.Tests;

/// <summary>No credentials, nobody answering: a clear message in a bounded time, exit code 1, and no trace of our insides.</summary>
public sealed class NoAccessTests : IDisposable
{
    private readonly Desk desk = new();

    [Fact]
    public async Task Without_credentials_the_message_says_where_they_are_looked_for()
    {
        var plan = await new BaselineTool(desk).Run("plan", "--policies", BaselineTool.DefaultPolicies);

        Told(plan);
        Assert.Contains("credentials", plan.Output + plan.Errors, StringComparison.OrdinalIgnoreCase);
        Assert.True(plan.Elapsed < TimeSpan.FromSeconds(30), $"a person without credentials waited\n{plan}");
    }

    [Fact]
    public async Task An_unknown_profile_is_named()
    {
        var tool = new BaselineTool(desk);
        tool.Extra["AWS_PROFILE"] = "nobodys-profile";

        var plan = await tool.Run("plan", "--policies", BaselineTool.DefaultPolicies);

        Told(plan);
        Assert.Contains("nobodys-profile", plan.Output + plan.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_that_answers_with_an_access_denial_is_reported_with_the_action()
    {
        await using var refusing = new RefusingServer("""{"__type":"AccessDeniedException","Message":"User: arn:aws:iam::123456789012:user/reader is not authorized to perform: organizations:DescribeOrganization"}""");

        var plan = await new BaselineTool(desk, refusing.Access).Run("plan", "--policies", BaselineTool.DefaultPolicies);

        Told(plan);
        Assert.Contains("organizations:DescribeOrganization", plan.Output + plan.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("apply", "--yes")]
    [InlineData("doctor")]
    public async Task Expired_credentials_are_told_as_such_with_the_way_to_fresh_ones(params string[] command)
    {
        using var sandbox = new SandboxServer(desk);
        await sandbox.Ready();
        var expired = SessionCredentials.Issue("123456789012", "arn:aws:sts::123456789012:assumed-role/Baseline/me", "AROAEXAMPLE:me", DateTimeOffset.UnixEpoch);
        var access = sandbox.Access with { AccessKeyId = expired.AccessKeyId, SecretAccessKey = expired.SecretAccessKey, SessionToken = expired.Token };

        var ended = await new BaselineTool(desk, access).Run([.. command, "--policies", BaselineTool.DefaultPolicies]);

        Told(ended);
        Assert.Contains("the credentials have expired", ended.Output + ended.Errors, StringComparison.Ordinal);
        Assert.Contains("sign in again", ended.Output + ended.Errors, StringComparison.Ordinal);
    }

    /// <remarks>
    /// In a region that is off AWS does not know the account, and answers as for keys that exist nowhere: STS with InvalidClientTokenId (aws/aws-sdk-ruby#2850, read 2026-11), JSON services
    /// with their word for the same, UnrecognizedClientException. The sandbox answers so for a key of an account that it does not have.
    /// </remarks>
    [Theory]
    [InlineData("plan")]
    [InlineData("apply", "--yes")]
    [InlineData("doctor")]
    public async Task A_region_that_is_off_is_told_apart_from_bad_keys_as_far_as_AWS_does(params string[] command)
    {
        using var sandbox = new SandboxServer(desk);
        await sandbox.Ready();

        var ended = await new BaselineTool(desk, sandbox.Access with { AccessKeyId = "999999999999" }).Run([.. command, "--policies", BaselineTool.DefaultPolicies]);

        Told(ended);
        Assert.Contains("does not accept these credentials in region \"eu-west-1\"", ended.Output + ended.Errors, StringComparison.Ordinal);
        Assert.Contains("the region is off: enable it", ended.Output + ended.Errors, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => desk.Dispose();

    private static void Told(Finished plan)
    {
        plan.ExpectExitCode(1);
        Assert.DoesNotContain("   at ", plan.Output + plan.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", plan.Output + plan.Errors, StringComparison.Ordinal);
    }
}
