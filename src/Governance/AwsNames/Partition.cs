namespace SecretScoops.Governance.AwsNames;

/// <summary>AWS's partitions: what ARNs begin with. IAM User Guide, "Amazon Resource Names", read 2026-11.</summary>
internal static class Partition
{
    /// <summary>Of a region: <c>aws-cn</c> in China, <c>aws-us-gov</c> in GovCloud, else <c>aws</c>.</summary>
    public static string Of(string region) =>
        region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn" : region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov" : "aws";
}
