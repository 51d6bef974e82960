using SecretScoops.Governance.Policies;
using Xunit;

namespace SecretScoops.Governance.Tests.Policies;

/// <summary>Rules of AWS Config that AWS would not take, told with their place.</summary>
public sealed class ConfigRulesTests
{
    [Theory]
    [InlineData("\"managed\": \"RDS_STORAGE_ENCRYPTD\"", "unknown-managed-rule", "did you mean \"RDS_STORAGE_ENCRYPTED\"?")]
    [InlineData("\"managed\": \"ACCESS_KEYS_ROTATED\", \"parameters\": { \"maxAccesKeyAge\": \"30\" }", "unknown-parameter", "did you mean \"maxAccessKeyAge\"?")]
    [InlineData("\"managed\": \"ACCESS_KEYS_ROTATED\", \"parameters\": { \"maxAccessKeyAge\": \"old\" }", "invalid-parameter", "correct the value")]
    [InlineData("\"managed\": \"ECS_NO_ENVIRONMENT_SECRETS\"", "missing-parameter", "secretKeys")]
    [InlineData("\"managed\": \"RDS_STORAGE_ENCRYPTED\", \"frequency\": \"1h\"", "frequency-without-period", "delete it")]
    [InlineData("\"managed\": \"CLOUDFRONT_VIEWER_POLICY_HTTPS\"", "rule-elsewhere", "us-east-1")]
    [InlineData("\"managed\": \"RDS_STORAGE_ENCRYPTED\", \"function\": \"own\"", "rule-source", "write one of")]
    [InlineData("\"guard\": [\"rule a {}\"]", "rule-without-trigger", "resourceTypes")]
    [InlineData("\"managed\": \"RDS_STORAGE_ENCRYPTED\", \"environments\": { \"prodd\": false }", "unknown-environment", "prod")]
    public void What_AWS_would_not_take_is_told_with_its_place(string rule, string code, string told)
    {
        using var copy = new PolicyCopy();
        copy.Write("config-rules.json", $$"""{ "rules": { "some": { {{rule}} } } }""");

        var fault = Assert.Single(PolicyFolder.Read(copy.Folder).Faults, f => f.Code == code);

        Assert.Contains(told, $"{fault.What} {fault.Remedy}", StringComparison.Ordinal);
        Assert.Equal(1, fault.Where.Line);
    }
}
