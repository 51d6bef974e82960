namespace SecretScoops.Governance.Reports.Formats;

/// <summary>AWS Config's names of resource types as ASFF spells them: <c>AWS::RDS::DBInstance</c> is <c>AwsRdsDbInstance</c>.</summary>
internal static class AsffResourceTypes
{
    // Members of ResourceDetails in the API model (botocore 1.43.11, securityhub 2018-10-26), so far as Config has a type for them.
    private static readonly Dictionary<string, string> known = new[]
    {
        "AwsAccount", "AwsAmazonMqBroker", "AwsApiGatewayRestApi", "AwsApiGatewayStage", "AwsApiGatewayV2Api", "AwsApiGatewayV2Stage", "AwsAppSyncGraphQlApi", "AwsAthenaWorkGroup",
        "AwsAutoScalingAutoScalingGroup", "AwsAutoScalingLaunchConfiguration", "AwsBackupBackupPlan", "AwsBackupBackupVault", "AwsBackupRecoveryPoint",
        "AwsCertificateManagerCertificate", "AwsCloudFormationStack", "AwsCloudFrontDistribution", "AwsCloudTrailTrail", "AwsCloudWatchAlarm", "AwsCodeBuildProject", "AwsDmsEndpoint",
        "AwsDmsReplicationInstance", "AwsDmsReplicationTask", "AwsDynamoDbTable", "AwsEc2ClientVpnEndpoint", "AwsEc2Eip", "AwsEc2Instance", "AwsEc2LaunchTemplate", "AwsEc2NetworkAcl",
        "AwsEc2NetworkInterface", "AwsEc2RouteTable", "AwsEc2SecurityGroup", "AwsEc2Subnet", "AwsEc2TransitGateway", "AwsEc2Volume", "AwsEc2Vpc", "AwsEc2VpcEndpointService",
        "AwsEc2VpcPeeringConnection", "AwsEc2VpnConnection", "AwsEcrRepository", "AwsEcsCluster", "AwsEcsService", "AwsEcsTask", "AwsEcsTaskDefinition", "AwsEfsAccessPoint",
        "AwsEksCluster", "AwsElasticBeanstalkEnvironment", "AwsElasticsearchDomain", "AwsElbLoadBalancer", "AwsElbv2LoadBalancer", "AwsEventSchemasRegistry", "AwsEventsEndpoint",
        "AwsEventsEventbus", "AwsGuardDutyDetector", "AwsIamGroup", "AwsIamPolicy", "AwsIamRole", "AwsIamUser", "AwsKinesisStream", "AwsKmsKey", "AwsLambdaFunction",
        "AwsLambdaLayerVersion", "AwsMskCluster", "AwsNetworkFirewallFirewall", "AwsNetworkFirewallFirewallPolicy", "AwsNetworkFirewallRuleGroup", "AwsOpenSearchServiceDomain",
        "AwsRdsDbCluster", "AwsRdsDbClusterSnapshot", "AwsRdsDbInstance", "AwsRdsDbSecurityGroup", "AwsRdsDbSnapshot", "AwsRdsEventSubscription", "AwsRedshiftCluster",
        "AwsRoute53HostedZone", "AwsS3AccessPoint", "AwsS3AccountPublicAccessBlock", "AwsS3Bucket", "AwsSageMakerNotebookInstance", "AwsSecretsManagerSecret", "AwsSnsTopic",
        "AwsSqsQueue", "AwsSsmPatchCompliance", "AwsStepFunctionStateMachine", "AwsWafRegionalWebAcl", "AwsWafWebAcl", "AwsWafv2RuleGroup", "AwsWafv2WebAcl", "AwsXrayEncryptionConfig",
    }.ToDictionary(each => each, StringComparer.OrdinalIgnoreCase);

    // Where the two do not differ in capitals alone.
    private static readonly Dictionary<string, string> renamed = new(StringComparer.Ordinal)
    {
        ["AWS::ACM::Certificate"] = "AwsCertificateManagerCertificate",
        ["AWS::ElasticLoadBalancing::LoadBalancer"] = "AwsElbLoadBalancer",
        ["AWS::ElasticLoadBalancingV2::LoadBalancer"] = "AwsElbv2LoadBalancer",
        ["AWS::OpenSearch::Domain"] = "AwsOpenSearchServiceDomain",
        ["AWS::StepFunctions::StateMachine"] = "AwsStepFunctionStateMachine",
        ["AWS::EC2::VPCEndpointService"] = "AwsEc2VpcEndpointService",
    };

    /// <summary>ASFF's name; <c>Other</c> for what it has none for.</summary>
    public static string Of(string configType) =>
        renamed.TryGetValue(configType, out var name) || known.TryGetValue(configType.Replace("::", "", StringComparison.Ordinal), out name) ? name : "Other";
}
