using Xunit;

namespace SecretScoops.Governance.Tests.Policies;

public sealed class LogArchivePolicyTests
{
    [Theory]
    [InlineData("keys.json", "\"AuditorReadOnly\"", "\"AuditorReadonly\"", "unknown-permission-set keys.json:17:9: there is no permission set \"AuditorReadonly\" (/keys/logs/readers/0) — did you mean \"AuditorReadOnly\"?")]
    [InlineData("keys.json", "\"cloudtrail\"", "\"cloudtrial\"", "unknown-value keys.json:12:9: \"cloudtrial\" is not one of ")]
    [InlineData("keys.json", "\"deletionWindowDays\": 30", "\"deletionWindowDays\": 3", "out-of-range keys.json:10:29: the number 3 is not a whole number from 7 to 30")]
    [InlineData("keys.json", "\"deletionWindowDays\"", "\"regions\": [\"us-east-1\"], \"deletionWindowDays\"", "region-not-governed keys.json:10:19: \"us-east-1\" is not among the governed regions")]
    [InlineData("keys.json", "\"deletionWindowDays\"", "\"regions\": [\"eu-central-1\"], \"deletionWindowDays\"", "key-elsewhere log-archive.json:11:14: key \"logs\" is not declared for account \"root\" in eu-west-1")]
    [InlineData("keys.json", "\"deletionWindowDays\"", "\"accounts\": [\"nobody\"], \"deletionWindowDays\"", "unknown-account keys.json:10:20: there is no account \"nobody\"")]
    [InlineData("log-archive.json", "\"key\": \"logs\"", "\"key\": \"lgos\"", "unknown-key log-archive.json:11:14: there is no key \"lgos\" (/buckets/trail/key) — did you mean \"logs\"?")]
    [InlineData("log-archive.json", "\"accessLogs\": \"access-logs\"", "\"accessLogs\": \"config\"", "no-writer log-archive.json:23:21: bucket \"config\" does not let AccessLogs write")]
    [InlineData("log-archive.json", "\"accessLogs\": \"access-logs\"", "\"accessLogs\": \"acces-logs\"", "unknown-bucket log-archive.json:23:21: there is no bucket \"acces-logs\" (/buckets/trail/accessLogs) — did you mean \"access-logs\"?")]
    [InlineData("log-archive.json", "\"glacierDays\": 365", "\"glacierDays\": 60", "invalid-retention log-archive.json:12:20: the days 90, 60, 2557 do not grow")]
    [InlineData("log-archive.json", "\"standardInfrequentAccessDays\": 90", "\"standardInfrequentAccessDays\": 9", "out-of-range log-archive.json:13:41")]
    [InlineData("log-archive.json", "\"mode\": \"governance\",", "", "conflicting-properties log-archive.json:18:21: a default retention has a mode and days")]
    [InlineData("log-archive.json", "\"key\": \"logs\"", "\"versioning\": false", "lock-without-versions log-archive.json:7:5: Object Lock needs versioning")]
    [InlineData("log-archive.json", "\"cloudtrail\"", "\"access-logs\"", "writer-refused log-archive.json:7:5: S3 does not write access logs to a bucket with a KMS key or Object Lock")]
    [InlineData("log-archive.json", "\"cloudtrail\"", "\"config\"", "writer-refused log-archive.json:7:5: AWS Config does not deliver to a bucket with Object Lock")]
    [InlineData("log-archive.json", "\"readers\"", "\"account\": \"logs\", \"readers\"", "unknown-account log-archive.json:3:14: there is no account \"logs\"")]
    [InlineData("trail.json", "\"bucket\": \"trail\"", "\"bucket\": \"config\"", "no-writer trail.json:8:13: bucket \"config\" does not let CloudTrail write")]
    [InlineData("trail.json", "\"key\": \"logs\"", "\"key\": \"none\"", "unknown-key trail.json:9:10: there is no key \"none\"")]
    [InlineData("trail.json", "\"prod\"", "\"live\"", "unknown-environment trail.json:36:9: there is no environment \"live\"")]
    [InlineData("trail.json", "AWS::Lambda::Function", "AWS::S3::Object", "not-by-environment trail.json:31:5: ARNs of AWS::S3::Object do not name the account")]
    [InlineData("trail.json", "arn:aws:s3:::secret-scoops-prod-", "arn:aws:lambda:eu-west-1:123456789012:function:", "account-by-id trail.json:15:5")]
    [InlineData("trail.json", "\"access\": \"all\"\n  },", "\"access\": \"read\"\n  },", "insights-blind trail.json:8:13: api-call-rate watches management events that write")]
    [InlineData("trail.json", "\"globalServiceEvents\": true", "\"globalServiceEvents\": false", "conflicting-properties trail.json:8:13: a trail of all regions logs global services too")]
    [InlineData("trail.json", "\"api-call-rate\"", "\"api-call-rates\"", "unknown-value trail.json:41:5: \"api-call-rates\" is not one of ")]
    public void A_fault_is_told_with_its_place_and_remedy(string file, string old, string replacement, string expected)
    {
        using var policies = new PolicyCopy().Edit(file, old, replacement);

        Assert.Contains(expected, policies.Faults(), StringComparison.Ordinal);
        Assert.All(policies.Read().Faults, fault => Assert.False(string.IsNullOrEmpty(fault.Remedy)));
    }

    [Fact]
    public void Parts_that_are_not_declared_are_not_managed_and_the_others_stand_by_themselves()
    {
        using var policies = new PolicyCopy();
        File.Delete(policies.At("trail.json"));
        Assert.Empty(policies.Faults());

        File.Delete(policies.At("guardduty.json"));
        File.Delete(policies.At("log-archive.json"));
        Assert.Empty(policies.Faults());

        File.Delete(policies.At("keys.json"));
        Assert.Empty(policies.Faults());
    }

    [Fact]
    public void A_part_that_others_need_is_missed_by_them()
    {
        using var policies = new PolicyCopy();
        File.Delete(policies.At("log-archive.json"));

        Assert.Contains("unknown-bucket trail.json:8:13: there is no bucket \"trail\", because there is no readable log-archive.json", policies.Faults(), StringComparison.Ordinal);
    }
}
