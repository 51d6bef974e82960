using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Files;

/// <summary>The words for services in policy files.</summary>
internal static class ServiceUses
{
    /// <summary>Services that may use a key.</summary>
    public static Shape<ServiceUse> OfKeys { get; } = Shape.Choice(
        ("cloudtrail", ServiceUse.CloudTrail), ("config", ServiceUse.Config), ("guardduty", ServiceUse.GuardDuty), ("sns", ServiceUse.Sns),
        ("events", ServiceUse.Events), ("cloudwatch", ServiceUse.CloudWatch), ("logs", ServiceUse.Logs));

    /// <summary>Services that may write to a bucket.</summary>
    public static Shape<ServiceUse> OfBuckets { get; } = Shape.Choice(
        ("cloudtrail", ServiceUse.CloudTrail), ("config", ServiceUse.Config), ("guardduty", ServiceUse.GuardDuty), ("access-logs", ServiceUse.AccessLogs));
}
