namespace SecretScoops.Governance.Policies;

/// <summary>An AWS service that a key or a bucket of ours serves. What its principal may do there is written by code, not in the policies.</summary>
internal enum ServiceUse
{
    /// <summary>CloudTrail, for the organization's trail.</summary>
    CloudTrail,

    /// <summary>AWS Config, in every account of the organization.</summary>
    Config,

    /// <summary>GuardDuty, exporting findings.</summary>
    GuardDuty,

    /// <summary>S3's server access logs; buckets only.</summary>
    AccessLogs,

    /// <summary>SNS, delivering to encrypted queues; keys only.</summary>
    Sns,

    /// <summary>EventBridge, publishing to encrypted topics and queues; keys only.</summary>
    Events,

    /// <summary>CloudWatch alarms, publishing to encrypted topics; keys only.</summary>
    CloudWatch,

    /// <summary>CloudWatch Logs, encrypting log groups; keys only.</summary>
    Logs,
}
