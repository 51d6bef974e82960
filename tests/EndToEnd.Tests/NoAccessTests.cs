using SecretScoops.Governance.EndToEnd.Tests.Judges;

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

    /// <inheritdoc/>
    public void Dispose() => desk.Dispose();

    private static void Told(Finished plan)
    {
        plan.ExpectExitCode(1);
        Assert.DoesNotContain("   at ", plan.Output + plan.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", plan.Output + plan.Errors, StringComparison.Ordinal);
    }
}
