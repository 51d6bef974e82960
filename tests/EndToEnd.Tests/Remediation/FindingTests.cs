using System.Text.Json.Nodes;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;
using SecretScoops.Governance.Ledger;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation;

/// <summary>A finding of Security Hub rings, and is resolved where the fix has mended what it found.</summary>
[KeepsCalls]
public sealed class FindingTests
{
    private const string Bucket = "shop-assets";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_finding_whose_resource_was_fixed_is_resolved_in_the_administrators_account()
    {
        await using var ward = await SandboxWard.OpenAsync();
        await ward.OpenBucketAsync(Bucket);
        var home = await ward.Home.AccountIdAsync(Cancel);
        var resolved = new List<string>();
        ward.Observe = call =>
        {
            if (call.Operation == "BatchUpdateFindings")
            {
                resolved.Add(call.AccountId);
            }
        };

        Assert.Empty(await ward.DeliverAsync(("m1", FindingOn(ward, home))));

        Assert.Equal(LedgerStep.Fixed, (await ward.HistoryAsync(Bucket)).Last!.Step);
        Assert.Contains(home, resolved);
    }

    // As real events are (tests/fixtures/events/SOURCES.md), about the bucket.
    private static string FindingOn(SandboxWard ward, string administrator)
    {
        var text = File.ReadAllText(Path.Combine(BaselineTool.RepositoryRoot(), "tests", "fixtures", "events", "securityhub-findings-imported-consolidated.json"))
            .Replace("arn:aws:ec2:eu-west-2:111122223333:security-group/sg-04cfb7a4712d75b00", $"arn:aws:s3:::{Bucket}", StringComparison.Ordinal)
            .Replace("AwsEc2SecurityGroup", "AwsS3Bucket", StringComparison.Ordinal)
            .Replace("EC2.13", "S3.8", StringComparison.Ordinal)
            .Replace("111122223333", ward.AccountId, StringComparison.Ordinal)
            .Replace("eu-west-2", SandboxWard.Region, StringComparison.Ordinal);
        var tree = JsonNode.Parse(text)!;
        tree["account"] = administrator;
        return tree.ToJsonString();
    }
}
