using Amazon.CloudWatchLogs;
using Amazon.EC2;
using Amazon.GuardDuty;
using Amazon.IdentityManagement;
using Amazon.S3;
using static SecretScoops.Governance.Sandbox.Tests.TestCloud;

namespace SecretScoops.Governance.Sandbox.Tests.Config;

/// <summary>The account whose resources rules judge, as its administrator has it in hand.</summary>
internal sealed class JudgedAccount(ConfigRig rig)
{
    public string Account => rig.Member;

    public string Vpc { get; private set; } = "";

    /// <summary>The ARN of the policy that was made.</summary>
    public string Policy { get; private set; } = "";

    public AmazonEC2Client Ec2 { get; } = rig.Cloud.As<AmazonEC2Config, AmazonEC2Client>(rig.Member, static (keys, config) => new(keys, config));

    public IAmazonGuardDuty GuardDuty { get; } = rig.Cloud.GuardDutyAs(rig.Member);

    public AmazonIdentityManagementServiceClient Iam { get; } =
        rig.Cloud.As<AmazonIdentityManagementServiceConfig, AmazonIdentityManagementServiceClient>(rig.Member, static (keys, config) => new(keys, config));

    public AmazonCloudWatchLogsClient Logs { get; } = rig.Cloud.As<AmazonCloudWatchLogsConfig, AmazonCloudWatchLogsClient>(rig.Member, static (keys, config) => new(keys, config));

    public AmazonS3Client S3 { get; } = rig.Cloud.As<AmazonS3Config, AmazonS3Client>(rig.Member, static (keys, config) => new(keys, config));

    /// <summary>Lets days pass.</summary>
    public Task Pass(int days)
    {
        rig.Cloud.Time.Advance(TimeSpan.FromDays(days));
        return Task.CompletedTask;
    }

    /// <summary>What no call can do: the root user at the console.</summary>
    public Task Root(bool mfa = true, int accessKeys = 0)
    {
        rig.Root = new() { Password = true, Mfa = mfa, AccessKeys = accessKeys };
        return Task.CompletedTask;
    }

    public async Task NewVpc() => Vpc = (await Ec2.CreateVpcAsync(new() { CidrBlock = "10.0.0.0/16" }, Cancel)).Vpc.VpcId;

    public async Task NewInterface(params string[] groups)
    {
        var subnet = (await Ec2.DescribeSubnetsAsync(new(), Cancel)).Subnets[0].SubnetId;
        await Ec2.CreateNetworkInterfaceAsync(new() { SubnetId = subnet, Groups = [.. groups] }, Cancel);
    }

    public async Task NewInterfaceThatGets(string group)
    {
        await NewInterface();
        await Ec2.ModifyNetworkInterfaceAttributeAsync(new() { NetworkInterfaceId = await Interface(), Groups = [group] }, Cancel);
    }

    public async Task ArchiveTheGravest()
    {
        var detector = (await GuardDuty.ListDetectorsAsync(new(), Cancel)).DetectorIds.Single();
        var gravest = (await GuardDuty.ListFindingsAsync(new() { DetectorId = detector, SortCriteria = new() { AttributeName = "severity", OrderBy = OrderBy.DESC } }, Cancel)).FindingIds[0];
        await GuardDuty.ArchiveFindingsAsync(new() { DetectorId = detector, FindingIds = [gravest] }, Cancel);
    }

    public async Task DeactivateKeyOf(string user)
    {
        var key = (await Iam.ListAccessKeysAsync(new() { UserName = user }, Cancel)).AccessKeyMetadata.Single().AccessKeyId;
        await Iam.UpdateAccessKeyAsync(new() { UserName = user, AccessKeyId = key, Status = "Inactive" }, Cancel);
    }

    public async Task<string> Interface() => (await Ec2.DescribeNetworkInterfacesAsync(new(), Cancel)).NetworkInterfaces.Single().NetworkInterfaceId;

    public async Task<string> NewPolicy(string document)
    {
        var made = (await Iam.CreatePolicyAsync(new() { PolicyName = "own", PolicyDocument = document }, Cancel)).Policy;
        Policy = made.Arn;
        return made.PolicyId;
    }

    public async Task NextVersion(string document) => await Iam.CreatePolicyVersionAsync(new() { PolicyArn = Policy, PolicyDocument = document, SetAsDefault = true }, Cancel);

    public async Task FirstVersion() => await Iam.SetDefaultPolicyVersionAsync(new() { PolicyArn = Policy, VersionId = "v1" }, Cancel);

    public async Task PutBucketPolicy(string policy) => await S3.PutBucketPolicyAsync(new Amazon.S3.Model.PutBucketPolicyRequest { BucketName = "judged", Policy = policy }, Cancel);
}
