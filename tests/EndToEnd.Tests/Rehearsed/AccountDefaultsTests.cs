using System.Text.Json.Nodes;
using Amazon.EC2.Model;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.EndToEnd.Tests.Rehearsed;

/// <summary>Account defaults on the sandbox: set in every account and region, off, changed, on again; and what is never deleted.</summary>
[KeepsCalls]
public sealed class AccountDefaultsTests : IDisposable
{
    private static readonly string[] kinds =
    [
        "organization", "ou", "account", "service-access", "delegated-administrator", "s3-public-access-block", "ebs-encryption", "instance-metadata", "image-public-access", "snapshot-public-access",
        "serial-console", "default-vpc", "default-security-group", "password-policy", "root-access", "access-analyzer", "alternate-contact",
    ];

    private readonly Desk desk = new();
    private readonly LandingZoneInProcess zone = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_default_policies_reach_every_account_and_region_and_a_second_plan_finds_nothing()
    {
        var policies = Read();

        await zone.Apply(policies, kinds);

        Assert.Empty((await zone.Plan(policies, kinds)).Pending);
        foreach (var account in new[] { "root", "dev", "uat", "prod" })
        {
            var id = await AccountId(account);
            Assert.Equal(16, (await zone.Home.In(id, "eu-west-1").Iam.GetAccountPasswordPolicyAsync(new(), Cancel)).PasswordPolicy.MinimumPasswordLength);
            Assert.True((await zone.Home.In(id, "eu-west-1").S3Control.GetPublicAccessBlockAsync(new() { AccountId = id }, Cancel)).PublicAccessBlockConfiguration.RestrictPublicBuckets);
            foreach (var region in new[] { "eu-west-1", "eu-central-1" })
            {
                var ec2 = zone.Home.In(id, region).Ec2;
                Assert.True((await ec2.GetEbsEncryptionByDefaultAsync(new(), Cancel)).EbsEncryptionByDefault);
                Assert.Equal("required", (await ec2.GetInstanceMetadataDefaultsAsync(new(), Cancel)).AccountLevel.HttpTokens?.Value);
                Assert.Empty((await ec2.DescribeVpcsAsync(new(), Cancel)).Vpcs ?? []);
            }
        }
    }

    [Fact]
    public async Task Off_changed_and_on_again_in_an_order_that_AWS_takes()
    {
        var on = Read();
        var off = Read(EverythingOff, "account-defaults.json", text => Changed(text, file =>
        {
            file["contacts"]!["billing"] = new JsonObject { ["enabled"] = false };
            file["rootAccess"] = new JsonObject { ["credentialsManagement"] = false, ["sessions"] = false };
            file["organizationAnalyzers"] = new JsonObject { ["administrator"] = "root", ["analyzers"] = new JsonObject { ["unusedAccess"] = true, ["unusedAccessDays"] = 30 } };
        }));
        await zone.Apply(on, kinds);

        await zone.Apply(off, kinds);
        Assert.Empty((await zone.Plan(off, kinds)).Pending);
        Assert.NotEmpty((await zone.Home.Ec2.DescribeVpcsAsync(new(), Cancel)).Vpcs);
        await zone.Apply(on, kinds);

        Assert.Empty((await zone.Plan(on, kinds)).Pending);
    }

    [Fact]
    public async Task The_organizations_analyzers_move_to_another_administrator_once_it_is_delegated()
    {
        var atDev = Read(
            copy => copy.Edit("trusted-access.json", text => Changed(text, file => file["services"]!["access-analyzer.amazonaws.com"]!["administrator"] = "dev")),
            "account-defaults.json", text => Changed(text, file => file["organizationAnalyzers"]!["administrator"] = "dev"));
        await zone.Apply(Read(), kinds);

        await zone.Apply(atDev, kinds);

        Assert.Empty((await zone.Plan(atDev, kinds)).Pending);
        var there = (await zone.Home.In(await AccountId("dev"), "eu-central-1").AccessAnalyzer.ListAnalyzersAsync(new(), Cancel)).Analyzers;
        Assert.Equal(["ACCOUNT", "ORGANIZATION"], there.Select(analyzer => analyzer.Type.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_rule_put_into_a_default_security_group_shows_and_goes()
    {
        var policies = Read();
        await zone.Apply(policies, kinds);
        var ec2 = zone.Home.In(await AccountId("prod"), "eu-west-1").Ec2;
        var vpc = (await ec2.CreateVpcAsync(new() { CidrBlock = "10.0.0.0/16" }, Cancel)).Vpc.VpcId;
        var group = (await ec2.DescribeSecurityGroupsAsync(new() { Filters = [new() { Name = "vpc-id", Values = [vpc] }] }, Cancel)).SecurityGroups.Single().GroupId;
        await ec2.AuthorizeSecurityGroupIngressAsync(
            new() { GroupId = group, IpPermissions = [new() { IpProtocol = "tcp", FromPort = 22, ToPort = 22, Ipv6Ranges = [new() { CidrIpv6 = "::/0", Description = "for a moment" }] }] }, Cancel);

        var plan = await zone.Plan(policies, kinds);

        var change = Assert.Single(plan.Pending);
        Assert.Equal("default-security-group/default@prod/eu-west-1", change.Address.ToString());
        Assert.Contains($"{vpc}: in, tcp 22, from ::/0", change.Before!.Attributes["rules"]!.AsArray().Select(rule => rule!.GetValue<string>()));
        await zone.Apply(policies, kinds);
        Assert.Empty((await ec2.DescribeSecurityGroupRulesAsync(new(), Cancel)).SecurityGroupRules ?? []);
    }

    [Fact]
    public async Task A_default_VPC_with_something_in_it_is_refused_in_the_plan_and_keeps_all_it_has()
    {
        var kept = Read(copy => copy.Edit("environments/default.json", text => text.Replace("\"defaultVpc\": \"absent\"", "\"defaultVpc\": \"keep\"", StringComparison.Ordinal)));
        await zone.Apply(kept, kinds);
        var ec2 = zone.Home.In(await AccountId("uat"), "eu-central-1").Ec2;
        var vpc = (await ec2.DescribeVpcsAsync(new(), Cancel)).Vpcs.Single().VpcId;
        await ec2.CreateSecurityGroupAsync(new() { GroupName = "launch-wizard-1", Description = "by hand", VpcId = vpc }, Cancel);

        var plan = await zone.Plan(Read(), kinds);

        var refusal = Assert.Single(plan.Refusals);
        Assert.Equal("vpc-in-use", refusal.Code);
        Assert.Contains("launch-wizard-1", refusal.What, StringComparison.Ordinal);
        Assert.Equal(3, (await ec2.DescribeSubnetsAsync(new(), Cancel)).Subnets.Count);
    }

    [Fact]
    public async Task A_route_table_of_others_stops_the_deletion_before_anything_is_gone()
    {
        await zone.Apply(Read(copy => copy.Edit("environments/default.json", text => text.Replace("\"defaultVpc\": \"absent\"", "\"defaultVpc\": \"keep\"", StringComparison.Ordinal))), kinds);
        var ec2 = zone.Home.In(await AccountId("uat"), "eu-central-1").Ec2;
        var vpc = (await ec2.DescribeVpcsAsync(new(), Cancel)).Vpcs.Single().VpcId;
        await ec2.CreateRouteTableAsync(new() { VpcId = vpc }, Cancel);

        var failed = (await zone.Outcomes(Read(), kinds)).Where(outcome => outcome is not Outcome.Done).ToList();

        Assert.Equal("default-vpc/default@uat/eu-central-1", failed[0].Change.Address.ToString());
        Assert.Contains("route table", failed[0].ToString(), StringComparison.Ordinal);
        Assert.Equal(3, (await ec2.DescribeSubnetsAsync(new(), Cancel)).Subnets.Count);
    }

    [Fact]
    public async Task What_a_declarative_policy_would_say_can_be_said_by_API()
    {
        var declared = Read(copy => copy.Edit("environments/prod.json", text => Changed(text, file => file["accountDefaults"] = new JsonObject
        {
            ["imagePublicAccess"] = "block-new-sharing",
            ["snapshotPublicAccess"] = "block-all-sharing",
            ["serialConsole"] = false,
        })));

        var done = await zone.Apply(declared, kinds);

        Assert.Equal(4, done.Count(change => change.Address.Kind is "image-public-access" or "snapshot-public-access" && change.Address.Account == "prod"));
        Assert.Empty((await zone.Plan(declared, kinds)).Pending);
        await zone.Home.In(await AccountId("prod"), "eu-west-1").Ec2.EnableSerialConsoleAccessAsync(new EnableSerialConsoleAccessRequest(), Cancel);
        Assert.Equal("serial-console/default@prod/eu-west-1", Assert.Single((await zone.Plan(declared, kinds)).Pending).Address.ToString());
    }

    [Fact]
    public async Task Another_key_for_volumes_shows_and_goes()
    {
        var policies = Read();
        await zone.Apply(policies, kinds);
        await zone.Home.Ec2.ModifyEbsDefaultKmsKeyIdAsync(new() { KmsKeyId = "alias/secret-scoops-volumes" }, Cancel);

        var change = Assert.Single((await zone.Plan(policies, kinds)).Pending);

        Assert.Equal("""{"$ref":"kms-key/volumes@root/eu-west-1"}""", change.Before!.Attributes["key"]!.ToJsonString());
        await zone.Apply(policies, kinds);
        Assert.EndsWith("alias/aws/ebs", (await zone.Home.Ec2.GetEbsDefaultKmsKeyIdAsync(new(), Cancel)).KmsKeyId, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        zone.Dispose();
        desk.Dispose();
    }

    private static void EverythingOff(PolicyCopy copy) => copy.Edit("environments/default.json", text => Changed(text, file => file["accountDefaults"] = JsonNode.Parse(
        """
        {
          "s3PublicAccess": { "blockPublicAcls": false, "ignorePublicAcls": false, "blockPublicPolicy": false, "restrictPublicBuckets": false },
          "ebsEncryption": { "enabled": false },
          "instanceMetadata": { "httpTokens": "no-preference", "hopLimit": 0 },
          "passwordPolicy": { "enabled": false },
          "defaultSecurityGroupRules": "absent",
          "defaultVpc": "present",
          "accessAnalyzer": { "externalAccess": false },
          "imagePublicAccess": "unblocked",
          "snapshotPublicAccess": "unblocked",
          "serialConsole": true
        }
        """)));

    private static string Changed(string text, Action<JsonNode> change)
    {
        var file = JsonNode.Parse(text)!;
        change(file);
        return file.ToJsonString();
    }

    private async Task<string> AccountId(string name) => name == "root"
        ? (await zone.Home.Sts.GetCallerIdentityAsync(new(), Cancel)).Account
        : (await zone.Home.Organizations.ListAccountsAsync(new(), Cancel)).Accounts.Single(account => account.Name == name).Id;

    private PolicyBundle Read(Action<PolicyCopy>? edit = null, string? file = null, Func<string, string>? rewrite = null)
    {
        var copy = PolicyCopy.On(desk);
        edit?.Invoke(copy);
        if (file is not null)
        {
            copy.Edit(file, rewrite!);
        }

        var reading = PolicyFolder.Read(copy.Folder);
        Directory.Delete(copy.Folder, recursive: true);
        return reading.Bundle ?? throw new InvalidOperationException(string.Join("\n", reading.Faults));
    }
}
