using System.Text.Json.Nodes;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.Iam;

/// <summary>A user with what the scenario gives it, and a neighbour with the same that must stay. Config knows users by an unique id alone.</summary>
internal abstract class UserScenario : Scenario
{
    protected virtual int Keys => 0;

    protected virtual bool HasPassword => false;

    protected virtual string? Path => null;

    /// <summary>A key of the user that is off already.</summary>
    protected virtual bool HasInactiveKey => false;

    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await UserAsync(member, "neighbour", cancel);
        return (await UserAsync(member, "jdoe", cancel)).UserId;
    }

    protected async Task<Amazon.IdentityManagement.Model.User> UserAsync(AwsSession member, string name, CancellationToken cancel)
    {
        var iam = member.Iam;
        var user = (await iam.CreateUserAsync(new() { UserName = name, Path = Path, Tags = [new() { Key = "team", Value = "shop" }] }, cancel)).User;
        await iam.PutUserPolicyAsync(new() { UserName = name, PolicyName = "list", PolicyDocument = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:ListAllMyBuckets","Resource":"*"}]}""" }, cancel);
        for (var i = 0; i < Keys; i++)
        {
            var key = (await iam.CreateAccessKeyAsync(new Amazon.IdentityManagement.Model.CreateAccessKeyRequest { UserName = name }, cancel)).AccessKey;
            if (HasInactiveKey && i == 0)
            {
                await iam.UpdateAccessKeyAsync(new() { UserName = name, AccessKeyId = key.AccessKeyId, Status = "Inactive" }, cancel);
            }
        }

        if (HasPassword)
        {
            await iam.CreateLoginProfileAsync(new() { UserName = name, Password = "not-a-secret-but-long-1A!" }, cancel);
        }

        return user;
    }

    /// <summary>A call in the management of users, as CloudTrail tells of it.</summary>
    protected static string Call(string name, string accountId, JsonObject request) => Calls.Event("iam", name, accountId, "us-east-1", request);
}

/// <summary>Somebody made himself a key: CloudTrail says so within seconds.</summary>
internal sealed class KeyMade : UserScenario
{
    public override string Control => "iam-no-access-keys";

    public override IReadOnlyList<string> Changes => ["iam/AccessKey"];

    protected override int Keys => 1;

    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await base.BreakAsync(member, cancel);
        return "jdoe";
    }

    public override string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region) =>
        Call("CreateAccessKey", accountId, new() { ["userName"] = resourceId });
}

/// <summary>A user with a path has one key that is off and one that is not.</summary>
internal sealed class KeyLeft : UserScenario
{
    public override string Control => "iam-no-access-keys";

    public override IReadOnlyList<string> Changes => ["iam/AccessKey"];

    protected override int Keys => 2;

    protected override bool HasInactiveKey => true;

    protected override string? Path => "/people/shop/";
}

/// <summary>Somebody can sign in to the console without Identity Center.</summary>
internal sealed class PasswordSet : UserScenario
{
    public override string Control => "iam-no-console-password";

    public override IReadOnlyList<string> Changes => ["iam/User"];

    public override bool CanBeUndone => false;

    protected override int Keys => 1;

    protected override bool HasPassword => true;
}

/// <summary>Somebody made a user with everything.</summary>
internal sealed class UserMade : UserScenario
{
    public override string Control => "iam-no-users";

    public override IReadOnlyList<string> Changes => ["iam/AccessKey", "iam/User"];

    public override int ChangedOfASort => 2;

    public override bool CanBeUndone => false;

    protected override int Keys => 2;

    protected override bool HasPassword => true;
}

/// <summary>A user for programs: a key and no password, so that the quarantine can be lifted.</summary>
internal sealed class UserForPrograms : UserScenario
{
    public override string Control => "iam-no-users";

    public override IReadOnlyList<string> Changes => ["iam/AccessKey", "iam/User"];

    protected override int Keys => 1;
}

/// <summary>One key is too old; the other is off already.</summary>
internal sealed class KeyTooOld : UserScenario
{
    public override string Control => "iam-access-keys-rotated";

    public override IReadOnlyList<string> Changes => ["iam/AccessKey"];

    public override IReadOnlyDictionary<string, string> Parameters => new Dictionary<string, string> { ["maxAccessKeyAge"] = "0" };

    protected override int Keys => 2;

    protected override bool HasInactiveKey => true;
}

/// <summary>Nobody used the key.</summary>
internal sealed class KeyUnused : UserScenario
{
    public override string Control => "iam-unused-credentials";

    public override IReadOnlyList<string> Changes => ["iam/AccessKey"];

    public override IReadOnlyDictionary<string, string> Parameters => new Dictionary<string, string> { ["maxCredentialUsageAge"] = "0" };

    protected override int Keys => 1;
}

/// <summary>Nobody used the password, nor the key.</summary>
internal sealed class PasswordUnused : UserScenario
{
    public override string Control => "iam-unused-credentials";

    public override IReadOnlyList<string> Changes => ["iam/AccessKey", "iam/User"];

    public override IReadOnlyDictionary<string, string> Parameters => new Dictionary<string, string> { ["maxCredentialUsageAge"] = "0" };

    public override bool CanBeUndone => false;

    protected override int Keys => 1;

    protected override bool HasPassword => true;
}
