using System.Collections.Frozen;
using System.Text.RegularExpressions;
using static SecretScoops.Governance.AwsNames.ResourceTypes;

namespace SecretScoops.Governance.Remediation.Events;

/// <summary>The table of API calls that can break a control, and where each names its resource.</summary>
/// <remarks>
/// Paths were read in real records where there are some in tests/fixtures/events or in public detections (2026-11): security groups, snapshots, images, flow logs, metadata options,
/// IAM, trails, buckets, queues, DB snapshots, distributions, AddPermission20150331v2, Create- and UpdateFunctionUrlConfig20211031, DisassociateWebACL. The rest follows from the
/// operations' API Reference, whose names CloudTrail writes in camel case; letter case does not matter here. CreateSecurityGroup is left out: a new group lets nothing in.
/// </remarks>
internal static partial class WatchedCalls
{
    /// <summary>In place of a path: the account, or one region of it, is the resource.</summary>
    public const string WholeAccount = "account";

    private const string Control = "s3-control";
    private const string SecurityGroup = "AWS::EC2::SecurityGroup";
    private const string Policy = "AWS::Organizations::Policy";
    private const string Member = "AWS::Organizations::Account";
    private const string RuleIds = "response.securityGroupRuleSet.items[].securityGroupRuleId";

    private static readonly FrozenDictionary<string, WatchedCall[]> s_calls = Tables()
        .SelectMany(table => table.Calls.Select(call => (Key: $"{table.Service}.amazonaws.com:{call.Name}", call)))
        .GroupBy(each => each.Key, each => each.call, StringComparer.Ordinal)
        .ToFrozenDictionary(each => each.Key, each => each.ToArray(), StringComparer.Ordinal);

    /// <summary>Every call, as triggers name them: what event rules have to let through.</summary>
    public static IEnumerable<string> Names => s_calls.Keys;

    /// <summary>What a trigger for a call is named: <c>lambda.amazonaws.com:AddPermission</c>, whatever date CloudTrail added.</summary>
    public static string TriggerName(string source, string name) => $"{(source == $"{Control}.amazonaws.com" ? "s3.amazonaws.com" : source)}:{Dated().Replace(name, "")}";

    /// <summary>How to read a call; empty for those that break nothing. Two services that share a name (API Gateway's) have one each.</summary>
    public static IReadOnlyList<WatchedCall> Find(string triggerName) => s_calls.GetValueOrDefault(triggerName) ?? [];

    private static IEnumerable<(string Service, WatchedCall[] Calls)> Tables() =>
    [
        ("ec2", Ec2), ("s3", Buckets), ("s3", AccountBlocks), (Control, AccountBlocks), ("rds", Rds), ("iam", Iam), ("cloudtrail", Trails), ("config", Config), ("guardduty", GuardDuty),
        ("securityhub", SecurityHub), ("kms", Kms), ("secretsmanager", Secrets), ("ssm", Parameters), ("lambda", Lambda), ("apigateway", ApiGateway), ("elasticloadbalancing", LoadBalancers),
        ("cloudfront", CloudFront), ("wafv2", Waf), ("sns", Sns), ("sqs", Sqs), ("ecs", Ecs), ("ecr", Ecr), ("organizations", Organizations),
    ];

    private static WatchedCall[] Ec2 =>
    [
        new("AuthorizeSecurityGroupIngress", SecurityGroup, "request.groupId|response.securityGroupRuleSet.items[].groupId", ("securityGroupRuleIds", RuleIds)),
        new("AuthorizeSecurityGroupEgress", SecurityGroup, "request.groupId|response.securityGroupRuleSet.items[].groupId", ("securityGroupRuleIds", RuleIds)),
        new("ModifySecurityGroupRules", SecurityGroup, "request.groupId", ("securityGroupRuleIds", "request.securityGroupRule[].securityGroupRuleId|request.securityGroupRules.items[].securityGroupRuleId")),
        // What a prefix list gains, every group that names it gains, without any call about the group.
        new("ModifyManagedPrefixList", "AWS::EC2::PrefixList", "request.prefixListId"),
        new("CreateNetworkAclEntry", "AWS::EC2::NetworkAcl", "request.networkAclId"),
        new("ReplaceNetworkAclEntry", "AWS::EC2::NetworkAcl", "request.networkAclId"),
        new("ModifySnapshotAttribute", "AWS::EC2::Snapshot", "request.snapshotId"),
        new("ModifyImageAttribute", "AWS::EC2::Image", "request.imageId"),
        new("ModifySubnetAttribute", "AWS::EC2::Subnet", "request.subnetId"),
        new("CreateSubnet", "AWS::EC2::Subnet", "response.subnet.subnetId"),
        new("CreateVpc", "AWS::EC2::VPC", "response.vpc.vpcId"),
        // The VPC is not named, and the flow log is gone: whoever looks must look at every VPC of the region.
        new("DeleteFlowLogs", "AWS::EC2::FlowLog", "request.flowLogId[]|request.flowLogIds.items[].flowLogId|request.flowLogId.items[]"),
        new("ModifyInstanceMetadataOptions", Instance, "request.instanceId"),
        new("RunInstances", Instance, "response.instancesSet.items[].instanceId"),
        new("DisableEbsEncryptionByDefault", Account, WholeAccount),
        new("DisableImageBlockPublicAccess", Account, WholeAccount),
        new("DisableSnapshotBlockPublicAccess", Account, WholeAccount),
        new("EnableSnapshotBlockPublicAccess", Account, WholeAccount),
        new("EnableSerialConsoleAccess", Account, WholeAccount),
        new("ModifyInstanceMetadataDefaults", Account, WholeAccount),
        new("ModifyVpcBlockPublicAccessOptions", Account, WholeAccount),
    ];

    private static WatchedCall[] Buckets => [.. ((string[])
    [
        "CreateBucket", "PutBucketPolicy", "DeleteBucketPolicy", "PutBucketPublicAccessBlock", "DeleteBucketPublicAccessBlock", "PutBucketEncryption", "DeleteBucketEncryption", "PutBucketAcl",
        "PutBucketVersioning", "PutBucketLogging", "PutBucketOwnershipControls", "DeleteBucketOwnershipControls",
    ]).Select(name => new WatchedCall(name, Bucket, "request.bucketName"))];

    /// <summary>Public detections name either of two event sources for these, and no real record was found: both are taken, and are one trigger.</summary>
    private static WatchedCall[] AccountBlocks => [new("PutAccountPublicAccessBlock", Account, WholeAccount), new("DeleteAccountPublicAccessBlock", Account, WholeAccount)];

    private static WatchedCall[] Rds =>
    [
        new("CreateDBInstance", DbInstance, "request.dBInstanceIdentifier"),
        new("CreateDBInstanceReadReplica", DbInstance, "request.dBInstanceIdentifier"),
        new("ModifyDBInstance", DbInstance, "request.dBInstanceIdentifier"),
        new("RestoreDBInstanceFromDBSnapshot", DbInstance, "request.dBInstanceIdentifier"),
        new("RestoreDBInstanceToPointInTime", DbInstance, "request.targetDBInstanceIdentifier"),
        new("CreateDBCluster", "AWS::RDS::DBCluster", "request.dBClusterIdentifier"),
        new("ModifyDBCluster", "AWS::RDS::DBCluster", "request.dBClusterIdentifier"),
        new("RestoreDBClusterFromSnapshot", "AWS::RDS::DBCluster", "request.dBClusterIdentifier"),
        new("ModifyDBSnapshotAttribute", "AWS::RDS::DBSnapshot", "request.dBSnapshotIdentifier"),
        new("ModifyDBClusterSnapshotAttribute", "AWS::RDS::DBClusterSnapshot", "request.dBClusterSnapshotIdentifier"),
    ];

    /// <summary>Whoever acts on himself may leave his name out (fixture CreateAccessKey-self-null-requestParameters).</summary>
    private static WatchedCall[] Iam =>
    [
        new("CreateUser", User, "request.userName|response.user.userName", ("principalId", "response.user.userId")),
        new("CreateAccessKey", User, "response.accessKey.userName|request.userName|identity.userName", ("accessKeyId", "response.accessKey.accessKeyId")),
        new("UpdateAccessKey", User, "request.userName|identity.userName", ("accessKeyId", "request.accessKeyId")),
        new("CreateLoginProfile", User, "request.userName|response.loginProfile.userName|identity.userName"),
        new("UpdateLoginProfile", User, "request.userName"),
        new("AttachUserPolicy", User, "request.userName", ("policyArn", "request.policyArn")),
        new("PutUserPolicy", User, "request.userName", ("policyName", "request.policyName")),
        new("UpdateAccountPasswordPolicy", Account, WholeAccount),
        new("DeleteAccountPasswordPolicy", Account, WholeAccount),
    ];

    private static WatchedCall[] Trails =>
    [
        new("StopLogging", Trail, "request.name"),
        new("DeleteTrail", Trail, "request.name"),
        new("UpdateTrail", Trail, "request.name"),
        new("PutEventSelectors", Trail, "request.trailName"),
    ];

    private static WatchedCall[] Config =>
    [
        new("StopConfigurationRecorder", Account, WholeAccount, ("recorder", "request.configurationRecorderName")),
        new("DeleteConfigurationRecorder", Account, WholeAccount, ("recorder", "request.configurationRecorderName")),
        new("PutConfigurationRecorder", Account, WholeAccount, ("recorder", "request.configurationRecorder.name")),
        new("DeleteDeliveryChannel", Account, WholeAccount, ("deliveryChannel", "request.deliveryChannelName")),
        new("PutDeliveryChannel", Account, WholeAccount, ("deliveryChannel", "request.deliveryChannel.name")),
    ];

    /// <summary>A deleted detector is no resource any more; what lacks is the account's.</summary>
    private static WatchedCall[] GuardDuty => [.. ((string[])
    [
        "DeleteDetector", "UpdateDetector", "DisassociateFromAdministratorAccount", "DisassociateFromMasterAccount", "DisassociateMembers", "DeleteMembers", "StopMonitoringMembers",
        "UpdateMemberDetectors", "UpdateOrganizationConfiguration",
    ]).Select(name => new WatchedCall(name, Account, WholeAccount, ("detectorId", "request.detectorId")))];

    private static WatchedCall[] SecurityHub => [.. ((string[])
    [
        "DisableSecurityHub", "BatchDisableStandards", "UpdateStandardsControl", "BatchUpdateStandardsControlAssociations", "DisassociateFromAdministratorAccount", "DisassociateFromMasterAccount",
        "UpdateOrganizationConfiguration",
    ]).Select(name => new WatchedCall(name, Account, WholeAccount))];

    private static WatchedCall[] Kms => [new("DisableKeyRotation", "AWS::KMS::Key", "request.keyId"), new("ScheduleKeyDeletion", "AWS::KMS::Key", "request.keyId"), new("DisableKey", "AWS::KMS::Key", "request.keyId")];

    private static WatchedCall[] Secrets => [new("CancelRotateSecret", Secret, "response.arn|request.secretId")];

    private static WatchedCall[] Parameters => [new("PutParameter", ResourceTypes.Parameter, "request.name")];

    private static WatchedCall[] Lambda =>
    [
        new("AddPermission", Function, "request.functionName", ("statementId", "request.statementId")),
        new("CreateFunctionUrlConfig", Function, "request.functionName", ("qualifier", "request.qualifier")),
        new("UpdateFunctionUrlConfig", Function, "request.functionName", ("qualifier", "request.qualifier")),
    ];

    /// <summary>REST and HTTP APIs share event source and names, and differ in what they call their API.</summary>
    private static WatchedCall[] ApiGateway => [.. ((string[])["CreateStage", "UpdateStage"]).SelectMany(name => (WatchedCall[])
    [
        new(name, RestStage, "request.restApiId + request.stageName|response.stageName"),
        new(name, HttpStage, "request.apiId + request.stageName|response.stageName"),
    ])];

    private static WatchedCall[] LoadBalancers =>
    [
        new("CreateListener", LoadBalancer, "request.loadBalancerArn", ("listenerArn", "response.listeners[].listenerArn")),
        new("ModifyListener", LoadBalancer, "response.listeners[].loadBalancerArn", ("listenerArn", "request.listenerArn")),
        new("ModifyLoadBalancerAttributes", LoadBalancer, "request.loadBalancerArn"),
        new("ModifyLoadBalancerAttributes", "AWS::ElasticLoadBalancing::LoadBalancer", "request.loadBalancerName"),
    ];

    private static WatchedCall[] CloudFront =>
    [
        new("CreateDistribution", "AWS::CloudFront::Distribution", "response.distribution.id"),
        new("CreateDistributionWithTags", "AWS::CloudFront::Distribution", "response.distribution.id"),
        new("UpdateDistribution", "AWS::CloudFront::Distribution", "request.id"),
    ];

    private static WatchedCall[] Waf => [new("DisassociateWebACL", null, "request.resourceArn"), new("AssociateWebACL", null, "request.resourceArn", ("webAclArn", "request.webACLArn"))];

    private static WatchedCall[] Sns => [new("SetTopicAttributes", Topic, "request.topicArn", ("attribute", "request.attributeName")), new("AddPermission", Topic, "request.topicArn", ("statementId", "request.label"))];

    private static WatchedCall[] Sqs => [new("SetQueueAttributes", Queue, "request.queueUrl"), new("AddPermission", Queue, "request.queueUrl", ("statementId", "request.label"))];

    private static WatchedCall[] Ecs => [new("CreateService", Service, "response.service.serviceArn"), new("UpdateService", Service, "response.service.serviceArn")];

    private static WatchedCall[] Ecr =>
    [
        new("CreateRepository", Repository, "request.repositoryName"),
        new("PutImageScanningConfiguration", Repository, "request.repositoryName"),
        new("PutImageTagMutability", Repository, "request.repositoryName"),
    ];

    /// <summary>
    /// All but LeaveOrganization come from the management account. AccountJoined- and AccountDepartedOrganization are new since 2026-05-28 (AWS What's New, read 2026-11);
    /// where in them the account is was not to be found, so every likely place is looked at.
    /// </summary>
    private static WatchedCall[] Organizations =>
    [
        new("DetachPolicy", Policy, "request.policyId", ("targetId", "request.targetId")),
        new("UpdatePolicy", Policy, "request.policyId"),
        new("DeletePolicy", Policy, "request.policyId"),
        new("DisablePolicyType", "AWS::Organizations::Root", "request.rootId", ("policyType", "request.policyType")),
        new("MoveAccount", Member, "request.accountId", ("from", "request.sourceParentId"), ("to", "request.destinationParentId")),
        new("DisableAWSServiceAccess", "AWS::Organizations::ServiceAccess", "request.servicePrincipal"),
        new("DeregisterDelegatedAdministrator", "AWS::Organizations::DelegatedAdministrator", "request.accountId", ("servicePrincipal", "request.servicePrincipal")),
        new("LeaveOrganization", Member, WholeAccount),
        new("RemoveAccountFromOrganization", Member, "request.accountId"),
        new("CreateAccountResult", Member, "service.createAccountStatus.accountId", ("state", "service.createAccountStatus.state"), ("accountName", "service.createAccountStatus.accountName")),
        new("AccountJoinedOrganization", Member, "service.accountId|service.account.accountId|request.accountId|response.accountId", ("method", "service.joinedMethod")),
        new("AccountDepartedOrganization", Member, "service.accountId|service.account.accountId|request.accountId|response.accountId", ("method", "service.departedMethod")),
    ];

    [GeneratedRegex(@"\d{8}(v\d+)?$|\d{4}_\d{2}_\d{2}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Dated();
}
