using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.Iam;

/// <summary>A policy of the account's own allows too much; a person must say what it should allow.</summary>
internal abstract class PolicyScenario(string document) : Scenario
{
    public override IReadOnlyList<string> Changes => [];

    public override bool CanBeFixed => false;

    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await member.Iam.CreatePolicyAsync(new() { PolicyName = "narrow", PolicyDocument = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}}""" }, cancel);
        return (await member.Iam.CreatePolicyAsync(new() { PolicyName = "wide", Path = "/shop/", PolicyDocument = document }, cancel)).Policy.PolicyId;
    }
}

/// <summary>Everything on everything.</summary>
internal sealed class AllowsEverything() : PolicyScenario(
    """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"iam:*","Resource":"*"},{"Effect":"Allow","Action":["s3:GetObject","*"],"Resource":"*"}]}""")
{
    public override string Control => "iam-no-admin-policies";
}

/// <summary>Everything of a service, in a lone statement.</summary>
internal sealed class AllowsAService() : PolicyScenario("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"dynamodb:*","Resource":"*"}}""")
{
    public override string Control => "iam-no-full-service-policies";
}

/// <summary>A policy inside a principal.</summary>
internal abstract class InlineScenario : Scenario
{
    protected const string Document = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}""";

    public override string Control => "iam-no-inline-policies";

    public override IReadOnlyList<string> Changes => [];

    public override bool CanBeFixed => false;
}

/// <summary>Inside a user.</summary>
internal sealed class InlineInUser : InlineScenario
{
    public override string ResourceType => "AWS::IAM::User";

    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        var user = (await member.Iam.CreateUserAsync(new() { UserName = "jdoe" }, cancel)).User;
        await member.Iam.PutUserPolicyAsync(new() { UserName = "jdoe", PolicyName = "inline", PolicyDocument = Document }, cancel);
        return user.UserId;
    }
}

/// <summary>Inside a group.</summary>
internal sealed class InlineInGroup : InlineScenario
{
    public override string ResourceType => "AWS::IAM::Group";

    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        var group = (await member.Iam.CreateGroupAsync(new() { GroupName = "shop" }, cancel)).Group;
        await member.Iam.PutGroupPolicyAsync(new() { GroupName = "shop", PolicyName = "inline", PolicyDocument = Document }, cancel);
        return group.GroupId;
    }
}

/// <summary>Inside a role.</summary>
internal sealed class InlineInRole : InlineScenario
{
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        var role = (await member.Iam.CreateRoleAsync(
            new() { RoleName = "shop", AssumeRolePolicyDocument = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""" }, cancel)).Role;
        await member.Iam.PutRolePolicyAsync(new() { RoleName = "shop", PolicyName = "inline", PolicyDocument = Document }, cancel);
        return role.RoleId;
    }
}
