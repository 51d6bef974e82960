using System.Text.Json;
using Xunit;

namespace SecretScoops.Governance.Sandbox.Tests.Judges;

/// <summary>The AWS CLI builds an organization in the sandbox, knowing nothing of it but its address.</summary>
public sealed class AwsCliTests
{
    [Fact]
    public async Task The_AWS_CLI_tells_a_whole_story()
    {
        await using var server = SandboxServer.Start(LocalCloud.Open(null, new SandboxOptions { AsyncReads = 1, EmptyPages = true }, TimeProvider.System), 0, TimeProvider.System);
        var aws = new Cli(server);

        Assert.Equal("123456789012", await aws.Text("sts get-caller-identity --query Account"));
        Assert.Contains("AWSOrganizationsNotInUseException", await aws.Error("organizations describe-organization"), StringComparison.Ordinal);
        Assert.Equal("ALL", await aws.Text("organizations create-organization --query Organization.FeatureSet"));
        var root = await aws.Text("organizations list-roots --query Roots[0].Id");
        await aws.Text($"organizations enable-policy-type --root-id {root} --policy-type SERVICE_CONTROL_POLICY");
        var unit = await aws.Text($"organizations create-organizational-unit --parent-id {root} --name PROD --tags Key=owner,Value=security --query OrganizationalUnit.Id");
        var request = await aws.Text("organizations create-account --email prod@example.com --account-name prod --query CreateAccountStatus.Id");
        Assert.Equal("IN_PROGRESS", await aws.Text($"organizations describe-create-account-status --create-account-request-id {request} --query CreateAccountStatus.State"));
        var account = await aws.Text($"organizations describe-create-account-status --create-account-request-id {request} --query CreateAccountStatus.AccountId");
        await aws.Text($"organizations move-account --account-id {account} --source-parent-id {root} --destination-parent-id {unit}");
        Assert.Equal(account, await aws.Text($"organizations list-accounts-for-parent --parent-id {unit} --query Accounts[].Id"));
        Assert.Equal("security", await aws.Text($"organizations list-tags-for-resource --resource-id {unit} --query Tags[0].Value"));

        var policy = await aws.Text("organizations create-policy --name guard --description d --type SERVICE_CONTROL_POLICY --query Policy.PolicySummary.Id --content "
            + """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"organizations:LeaveOrganization","Resource":"*"}]}""");
        await aws.Text($"organizations attach-policy --policy-id {policy} --target-id {unit}");
        Assert.Contains("DuplicatePolicyAttachmentException", await aws.Error($"organizations attach-policy --policy-id {policy} --target-id {unit}"), StringComparison.Ordinal);
        Assert.Equal("FullAWSAccess guard", await aws.Text($"organizations list-policies-for-target --target-id {unit} --filter SERVICE_CONTROL_POLICY --query Policies[].Name"));
        Assert.Contains(
            "AccessDenied", await aws.Error("sts assume-role --role-arn arn:aws:iam::999999999999:role/OrganizationAccountAccessRole --role-session-name me"), StringComparison.Ordinal);
        Assert.Equal(
            account, (await aws.Text($"sts assume-role --role-arn arn:aws:iam::{account}:role/OrganizationAccountAccessRole --role-session-name me --query AssumedRoleUser.Arn")).Split(':')[4]);
    }

    [Fact]
    public async Task The_AWS_CLI_gives_a_group_access()
    {
        await using var server = SandboxServer.Start(LocalCloud.Open(null, new SandboxOptions { AsyncReads = 1 }, TimeProvider.System), 0, TimeProvider.System);
        var aws = new Cli(server);
        await aws.Text("organizations create-organization");
        var instance = await aws.Text("sso-admin list-instances --query Instances[0].InstanceArn");
        var store = await aws.Text("sso-admin list-instances --query Instances[0].IdentityStoreId");
        var group = await aws.Text($"identitystore create-group --identity-store-id {store} --display-name Auditors --query GroupId");
        const string named = """{"UniqueAttribute":{"AttributePath":"displayName","AttributeValue":"Auditors"}}""";
        Assert.Equal(group, await aws.Text($"identitystore get-group-id --identity-store-id {store} --query GroupId --alternate-identifier {named}"));
        Assert.Contains("ConflictException", await aws.Error($"identitystore create-group --identity-store-id {store} --display-name Auditors"), StringComparison.Ordinal);
        var set = await aws.Text($"sso-admin create-permission-set --instance-arn {instance} --name Audit --query PermissionSet.PermissionSetArn");
        await aws.Text($"sso-admin attach-managed-policy-to-permission-set --instance-arn {instance} --permission-set-arn {set} --managed-policy-arn arn:aws:iam::aws:policy/SecurityAudit");
        var which = $"--instance-arn {instance} --permission-set-arn {set}";
        var begun = await aws.Text(
            $"sso-admin create-account-assignment {which} --target-id 123456789012 --target-type AWS_ACCOUNT --principal-type GROUP --principal-id {group} --query AccountAssignmentCreationStatus.RequestId");
        var status = $"sso-admin describe-account-assignment-creation-status --instance-arn {instance} --account-assignment-creation-request-id {begun} --query AccountAssignmentCreationStatus.Status";
        Assert.Equal("IN_PROGRESS", await aws.Text(status));
        Assert.Equal("SUCCEEDED", await aws.Text(status));
        Assert.Equal(group, await aws.Text($"sso-admin list-account-assignments {which} --account-id 123456789012 --query AccountAssignments[].PrincipalId"));
        Assert.Contains("ConflictException", await aws.Error($"sso-admin delete-permission-set {which}"), StringComparison.Ordinal);
    }

    private sealed class Cli(SandboxServer server)
    {
        /// <summary>The one value, or values, that a call answers with.</summary>
        public async Task<string> Text(string command)
        {
            var (exit, output, errors) = await Tool.Run(server, "aws", [.. command.Split(' '), "--output", "json"]);
            Assert.True(exit == 0, $"aws {command}: {errors}");
            return output.Length == 0 ? "" : Values(JsonDocument.Parse(output).RootElement);
        }

        /// <summary>What a call that must fail says.</summary>
        public async Task<string> Error(string command)
        {
            var (exit, _, errors) = await Tool.Run(server, "aws", command.Split(' '));
            Assert.True(exit != 0, $"aws {command} was accepted");
            return errors;
        }

        private static string Values(JsonElement answer) =>
            answer.ValueKind == JsonValueKind.Array ? string.Join(' ', answer.EnumerateArray().Select(Values)) : answer.ToString();
    }
}
