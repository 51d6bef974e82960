using System.Net;
using System.Text.Json.Nodes;
using Amazon.EC2.Model;
using Amazon.GuardDuty;
using Amazon.Organizations;
using Amazon.Organizations.Model;
using Amazon.S3;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Sandbox;

namespace SecretScoops.Governance.Demo;

/// <summary>What is broken, in the order in which it is shown.</summary>
internal static class Scenes
{
    /// <summary>The bucket that is opened, mended, and opened again by an undo.</summary>
    public const string Orders = "secret-scoops-prod-orders";

    /// <summary>The bucket that an exemption leaves open.</summary>
    public const string Preview = "secret-scoops-dev-preview";

    private const string Exports = "secret-scoops-uat-exports";
    private const string Shared = "secret-scoops-prod-reports";
    private const string Block = "buckets-public-access-blocked";

    /// <summary>The first: a bucket of PROD.</summary>
    public static Scene OpenBucket { get; } = Opened("A bucket in PROD opens to the world", "prod", Orders, Person.Lena, isNew: true);

    /// <summary>What is fixed by itself.</summary>
    public static IReadOnlyList<Scene> Automatic { get; } =
    [
        new()
        {
            Title = "An account stops blocking public buckets", Control = "account-public-access-blocked", Account = "dev", Call = "DeleteAccountPublicAccessBlock",
            BreakAsync = async (aws, cancel) =>
            {
                await aws.S3Control.DeletePublicAccessBlockAsync(new() { AccountId = aws.AccountId }, cancel);
                return "the account's block of public access";
            },
            HoldsAsync = async (aws, cancel) => (await aws.S3Control.GetPublicAccessBlockAsync(new() { AccountId = aws.AccountId }, cancel)).PublicAccessBlockConfiguration.RestrictPublicBuckets == true,
        },
        new()
        {
            Title = "SSH opens to the world, over IPv6", Control = "ssh-closed", Account = "uat", Call = "AuthorizeSecurityGroupIngress",
            BreakAsync = async (aws, cancel) =>
            {
                var vpc = (await aws.Ec2.CreateVpcAsync(new CreateVpcRequest { CidrBlock = "10.99.0.0/16" }, cancel)).Vpc.VpcId;
                var group = (await aws.Ec2.CreateSecurityGroupAsync(new CreateSecurityGroupRequest { GroupName = "jump", Description = "A way in", VpcId = vpc }, cancel)).GroupId;
                List<IpPermission> rules =
                [
                    new() { IpProtocol = "tcp", FromPort = 443, ToPort = 443, Ipv4Ranges = [new() { CidrIp = "10.0.0.0/8" }] },
                    new() { IpProtocol = "tcp", FromPort = 22, ToPort = 22, Ipv6Ranges = [new() { CidrIpv6 = "::/0" }] },
                ];
                await aws.Ec2.AuthorizeSecurityGroupIngressAsync(new AuthorizeSecurityGroupIngressRequest { GroupId = group, IpPermissions = rules }, cancel);
                return $"{group}: port 22 from ::/0, beside 443 from 10.0.0.0/8";
            },
            HoldsAsync = async (aws, cancel) => (await aws.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { Filters = [new("group-name", ["jump"])] }, cancel))
                .SecurityGroups.Single().IpPermissions is [{ FromPort: 443 }],
        },
        new()
        {
            Title = "A user, and a key that lasts for ever", Control = "iam-no-users", Account = "dev", Call = "CreateUser",
            BreakAsync = async (aws, cancel) =>
            {
                await aws.Iam.CreateUserAsync(new() { UserName = "ci" }, cancel);
                await aws.Iam.CreateAccessKeyAsync(new() { UserName = "ci" }, cancel);
                return "user ci, and an access key of its own";
            },
            HoldsAsync = async (aws, cancel) => (await aws.Iam.ListAccessKeysAsync(new() { UserName = "ci" }, cancel)).AccessKeyMetadata.All(key => key.Status == Amazon.IdentityManagement.StatusType.Inactive),
        },
        new()
        {
            Title = "The organization's trail goes silent", Control = "trail-on", Account = "root", Who = Person.Noor, Call = "StopLogging",
            BreakAsync = async (aws, cancel) =>
            {
                await aws.CloudTrail.StopLoggingAsync(new() { Name = Trail }, cancel);
                return $"trail {Trail}";
            },
            HoldsAsync = async (aws, cancel) => (await aws.CloudTrail.GetTrailStatusAsync(new() { Name = Trail }, cancel)).IsLogging == true,
        },
        new()
        {
            Title = "GuardDuty is told to keep quiet", Control = "guardduty-on", Account = "root", Who = Person.Noor, Call = "UpdateDetector",
            BreakAsync = async (aws, cancel) =>
            {
                var id = await DetectorAsync(aws, cancel);
                await aws.GuardDuty.UpdateDetectorAsync(new() { DetectorId = id, FindingPublishingFrequency = FindingPublishingFrequency.SIX_HOURS }, cancel);
                return $"detector {id}: findings every six hours";
            },
            HoldsAsync = async (aws, cancel) => (await aws.GuardDuty.GetDetectorAsync(new() { DetectorId = await DetectorAsync(aws, cancel) }, cancel)).FindingPublishingFrequency == FindingPublishingFrequency.FIFTEEN_MINUTES,
        },
        new()
        {
            Title = "Config stops recording", Control = "config-recording", Account = "dev", Call = "StopConfigurationRecorder",
            BreakAsync = async (aws, cancel) =>
            {
                var name = (await aws.Config.DescribeConfigurationRecordersAsync(new(), cancel)).ConfigurationRecorders.Single().Name;
                await aws.Config.StopConfigurationRecorderAsync(new() { ConfigurationRecorderName = name }, cancel);
                return $"recorder {name}";
            },
            HoldsAsync = async (aws, cancel) => (await aws.Config.DescribeConfigurationRecorderStatusAsync(new(), cancel)).ConfigurationRecordersStatus.Single().Recording == true,
        },
        new()
        {
            Title = "A guardrail is taken off the organization", Control = "guardrails-attached", Account = "root", Who = Person.Noor, Call = "DetachPolicy",
            BreakAsync = async (aws, cancel) =>
            {
                var (policy, root) = await GuardrailAsync(aws, cancel);
                await aws.Organizations.DetachPolicyAsync(new() { PolicyId = policy.Id, TargetId = root }, cancel);
                return $"{policy.Name} ({policy.Id}), from {root}";
            },
            HoldsAsync = async (aws, cancel) =>
            {
                var (policy, root) = await GuardrailAsync(aws, cancel);
                return (await aws.Organizations.ListTargetsForPolicyAsync(new() { PolicyId = policy.Id }, cancel)).Targets.Exists(target => target.TargetId == root);
            },
        },
        new()
        {
            Title = "An account is moved to where other guardrails hold", Control = "account-in-its-place", Account = "root", Who = Person.Noor, Call = "MoveAccount",
            BreakAsync = async (aws, cancel) =>
            {
                var (account, prod, dev) = await PlacesAsync(aws, cancel);
                await aws.Organizations.MoveAccountAsync(new() { AccountId = account, SourceParentId = prod, DestinationParentId = dev }, cancel);
                return $"account prod ({account}), from PROD to DEV";
            },
            HoldsAsync = async (aws, cancel) =>
            {
                var (account, prod, _) = await PlacesAsync(aws, cancel);
                return (await aws.Organizations.ListParentsAsync(new() { ChildId = account }, cancel)).Parents.Single().Id == prod;
            },
        },
    ];

    /// <summary>What waits for somebody: cutting a partner off in production.</summary>
    public static Scene Held { get; } = new()
    {
        Title = "In PROD, a fix that may cut somebody off is asked for",
        Control = "buckets-no-foreign-writers",
        Account = "prod",
        Call = "PutBucketPolicy",
        Ends = LedgerStep.Held,
        BreakAsync = async (aws, cancel) =>
        {
            var policy = $$"""{"Version":"2012-10-17","Statement":[{"Sid":"Pipeline","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{Other}}:root"},"Action":"s3:PutBucketPolicy","Resource":"arn:aws:s3:::{{Shared}}"}]}""";
            await aws.S3.PutBucketAsync(Shared, cancel);
            await aws.S3.PutBucketPolicyAsync(Shared, policy, cancel);
            return $"{Shared}: account {Other} may change its policy";
        },
        HoldsAsync = async (aws, cancel) => JsonNode.Parse((await aws.S3.GetBucketPolicyAsync(Shared, cancel)).Policy)!["Statement"]!.AsArray()
            .Any(statement => (string?)statement!["Effect"] == "Deny" && statement.ToJsonString().Contains(Other, StringComparison.Ordinal)),
    };

    /// <summary>What somebody allowed.</summary>
    public static Scene Exempt { get; } = Opened("What is exempted is left alone", "dev", Preview, Person.Lena, isNew: true) with { Ends = LedgerStep.Exempted };

    /// <summary>One and the same bucket, opened again and again by two.</summary>
    public static IReadOnlyList<Scene> Fight { get; } =
    [
        Opened("Somebody keeps undoing the fix", "uat", Exports, Person.Lena, isNew: true), Opened("", "uat", Exports, Person.Marc, isNew: false), Opened("", "uat", Exports, Person.Lena, isNew: false),
        Opened("", "uat", Exports, Person.Marc, isNew: false) with { Ends = LedgerStep.Stopped },
    ];

    // S3 takes no policy that names an account which does not exist.
    private static string Other => new SandboxOptions().ManagementAccountId;

    private const string Trail = "secret-scoops-organization";

    private static Scene Opened(string title, string account, string bucket, Person who, bool isNew) => new()
    {
        Title = title,
        Control = Block,
        Account = account,
        Who = who,
        Call = "DeleteBucketPublicAccessBlock",
        BreakAsync = async (aws, cancel) =>
        {
            if (isNew)
            {
                await aws.S3.PutBucketAsync(bucket, cancel);
            }

            await aws.S3.DeletePublicAccessBlockAsync(new() { BucketName = bucket }, cancel);
            return $"the block of public access of {bucket}";
        },
        HoldsAsync = async (aws, cancel) =>
        {
            try
            {
                var block = (await aws.S3.GetPublicAccessBlockAsync(new() { BucketName = bucket }, cancel)).PublicAccessBlockConfiguration;
                return block is { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true };
            }
            catch (AmazonS3Exception none) when (none.StatusCode == HttpStatusCode.NotFound)
            {
                return false;
            }
        },
    };

    private static async Task<string> DetectorAsync(AwsSession aws, CancellationToken cancel) => (await aws.GuardDuty.ListDetectorsAsync(new(), cancel)).DetectorIds.Single();

    private static async Task<(PolicySummary Policy, string Root)> GuardrailAsync(AwsSession aws, CancellationToken cancel)
    {
        var root = (await aws.Organizations.ListRootsAsync(new(), cancel)).Roots.Single().Id;
        var policies = (await aws.Organizations.ListPoliciesAsync(new() { Filter = PolicyType.SERVICE_CONTROL_POLICY, MaxResults = 20 }, cancel)).Policies;
        return (policies.Find(policy => policy.Name.EndsWith("deny-root-user", StringComparison.Ordinal)) ?? throw new StageException("there is no guardrail deny-root-user"), root);
    }

    private static async Task<(string Account, string Prod, string Dev)> PlacesAsync(AwsSession aws, CancellationToken cancel)
    {
        var root = (await aws.Organizations.ListRootsAsync(new(), cancel)).Roots.Single().Id;
        var units = (await aws.Organizations.ListOrganizationalUnitsForParentAsync(new() { ParentId = root }, cancel)).OrganizationalUnits.ToDictionary(unit => unit.Name, unit => unit.Id, StringComparer.Ordinal);
        var account = (await aws.Organizations.ListAccountsAsync(new(), cancel)).Accounts.Single(each => each.Name == "prod").Id;
        return (account, units["PROD"], units["DEV"]);
    }
}
