using Amazon.IdentityManagement.Model;
using SecretScoops.Governance.AwsNames;
using SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;
using SecretScoops.Governance.Remediation.Events;
using SecretScoops.Governance.Remediation.Functions;
using SecretScoops.Governance.Sandbox;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation;

/// <summary>Custom rules: Config asks, the function looks at the live resource, and Config has the verdict.</summary>
[KeepsCalls]
public sealed class EvaluateTests
{
    private const string Users = "iam-no-users";
    private const string Queues = "queues-encrypted";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_resource_that_changed_is_judged_as_it_is_now_whether_or_not_its_settings_came_along(bool oversized)
    {
        await using var ward = await OpenAsync();
        var rule = await ward.CustomRuleAsync(Users);
        var user = await UserAsync(ward, "deployer");

        Assert.Equal("null", await ward.InvokeAsync("evaluate", ward.Changed(rule, ResourceTypes.User, user.UserId, user.UserName, "ResourceDiscovered", oversized, "global")));

        var (id, (verdict, annotation)) = Assert.Single(await ward.VerdictsAsync(rule));
        Assert.Equal((user.UserId, "NON_COMPLIANT"), (id, verdict));
        Assert.Contains("there is an IAM user, made 20", annotation, StringComparison.Ordinal);

        await ward.Member.Iam.PutUserPolicyAsync(
            new() { UserName = user.UserName, PolicyName = "governance-quarantine", PolicyDocument = Governance.Remediation.Remediations.Iam.IamNoUsers.DenyAll().ToJsonString() }, Cancel);
        await ward.InvokeAsync("evaluate", ward.Changed(rule, ResourceTypes.User, user.UserId, user.UserName, oversized: oversized, region: "global"));

        Assert.Equal(("COMPLIANT", null), Assert.Single(await ward.VerdictsAsync(rule)).Value);
    }

    [Theory]
    [InlineData("ResourceDeleted")]
    [InlineData("OK")]
    public async Task What_is_gone_is_not_applicable_and_its_old_verdict_goes_too(string status)
    {
        await using var ward = await OpenAsync();
        var rule = await ward.CustomRuleAsync(Users);
        var user = await UserAsync(ward, "deployer");
        await ward.InvokeAsync("evaluate", ward.Changed(rule, ResourceTypes.User, user.UserId, user.UserName, region: "global"));
        Assert.Single(await ward.VerdictsAsync(rule));
        await ward.Member.Iam.DeleteUserAsync(new DeleteUserRequest { UserName = user.UserName }, Cancel);

        // Config may not have noticed yet.
        await ward.InvokeAsync("evaluate", ward.Changed(rule, ResourceTypes.User, user.UserId, user.UserName, status, region: "global"));

        Assert.Empty(await ward.VerdictsAsync(rule));
    }

    [Fact]
    public async Task By_the_clock_everything_is_judged_a_hundred_verdicts_at_a_time()
    {
        await using var ward = await OpenAsync();
        var rule = await ward.CustomRuleAsync(Users);
        for (var i = 0; i < 103; i++)
        {
            await UserAsync(ward, $"user-{i:D3}");
        }

        var batches = 0;
        ward.Observe = call => batches += call is { Operation: "PutEvaluations", Moment: SandboxMoment.After, Error: null } ? 1 : 0;
        await ward.InvokeAsync("evaluate", ward.Scheduled(rule));

        var verdicts = await ward.VerdictsAsync(rule);
        Assert.Equal(2, batches);
        Assert.Equal(103, verdicts.Count);
        Assert.All(verdicts, verdict => Assert.Equal("NON_COMPLIANT", verdict.Value.Verdict));
    }

    [Fact]
    public async Task By_the_clock_where_there_is_nothing_to_judge_the_account_is_compliant()
    {
        await using var ward = await OpenAsync();
        var rule = await ward.CustomRuleAsync(Queues);

        await ward.InvokeAsync("evaluate", ward.Scheduled(rule));

        Assert.Equal(("COMPLIANT", "there is no AWS::SQS::Queue"), (await ward.VerdictsAsync(rule))[ward.AccountId]);
    }

    [Fact]
    public async Task A_long_list_of_faults_is_cut_to_what_Config_takes()
    {
        await using var ward = await OpenAsync();
        var rule = await ward.CustomRuleAsync(Users);
        var user = await UserAsync(ward, "deployer");
        await ward.Member.Iam.CreateLoginProfileAsync(new CreateLoginProfileRequest { UserName = user.UserName, Password = "a-Long-0ne-that-is-made-up" }, Cancel);
        await ward.Member.Iam.CreateAccessKeyAsync(new CreateAccessKeyRequest { UserName = user.UserName }, Cancel);
        await ward.Member.Iam.CreateAccessKeyAsync(new CreateAccessKeyRequest { UserName = user.UserName }, Cancel);

        await ward.InvokeAsync("evaluate", ward.Changed(rule, ResourceTypes.User, user.UserId, user.UserName, region: "global"));

        var (verdict, annotation) = Assert.Single(await ward.VerdictsAsync(rule)).Value;
        Assert.Equal("NON_COMPLIANT", verdict);
        Assert.InRange(annotation!.Length, 200, 256);
        Assert.EndsWith("…", annotation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_for_a_foreign_account_or_an_unknown_rule_is_told_no_and_nothing_else_is_asked_of_AWS()
    {
        await using var ward = await OpenAsync();
        var rule = await ward.CustomRuleAsync(Users);
        var calls = new List<string>();
        ward.Observe = call => calls.AddRange(call is { Moment: SandboxMoment.After, Operation: not ("GetCallerIdentity" or "DescribeAccount") } ? [call.Operation] : []);

        var foreign = await Assert.ThrowsAsync<FormatException>(() => ward.InvokeAsync("evaluate", ward.Scheduled(rule, "999988887777")));
        var unknown = await Assert.ThrowsAsync<SetupException>(() => ward.InvokeAsync("evaluate", ward.Scheduled("OrgConfigRule-secret-scoops-never-was-abcdefgh")));
        var none = await Assert.ThrowsAsync<FormatException>(() => ward.InvokeAsync("evaluate", """{"hello":"world"}"""));

        Assert.StartsWith($"{Refusals.ForeignAccount}: ", foreign.Message, StringComparison.Ordinal);
        Assert.Contains("is about no control of ours", unknown.Message, StringComparison.Ordinal);
        Assert.StartsWith($"{Refusals.Malformed}: ", none.Message, StringComparison.Ordinal);
        Assert.Empty(calls);
    }

    [Fact]
    public async Task A_rule_that_cannot_list_says_so_when_the_clock_asks()
    {
        await using var ward = await OpenAsync();
        var rule = await ward.CustomRuleAsync("ssh-closed");

        var refused = await Assert.ThrowsAsync<SetupException>(() => ward.InvokeAsync("evaluate", ward.Scheduled(rule)));

        Assert.Contains("let changes trigger it", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await ward.VerdictsAsync(rule));
    }

    private static async Task<SandboxWard> OpenAsync()
    {
        var ward = await SandboxWard.OpenAsync();
        await ward.RecordAsync();
        return ward;
    }

    private static async Task<User> UserAsync(SandboxWard ward, string name) => (await ward.Member.Iam.CreateUserAsync(new() { UserName = name }, Cancel)).User;
}
