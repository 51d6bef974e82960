using SecretScoops.Governance.EndToEnd.Tests.Judges;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.Ec2;

/// <summary>Calls as CloudTrail recorded them about security groups, told of another group.</summary>
internal static class RecordedCall
{
    /// <summary>The event of a fixture.</summary>
    public static string Of(string fixture, string resourceId, string accountId, string region) =>
        File.ReadAllText(Path.Combine(BaselineTool.DefaultPolicies, "../tests/fixtures/events", $"cloudtrail-{fixture}.json"))
            .Replace("111122223333", accountId, StringComparison.Ordinal)
            .Replace("us-east-1", region, StringComparison.Ordinal)
            .Replace("sg-04cfb7a4712d75b00", resourceId, StringComparison.Ordinal);
}
