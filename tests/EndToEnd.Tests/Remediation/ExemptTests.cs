using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.Ledger;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation;

/// <summary>What is exempt is left alone, whoever rings for it.</summary>
public sealed class ExemptTests
{
    private const string Bucket = "prod-orders";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_exempt_by_its_ARN_is_left_alone_although_neither_Config_nor_the_sweep_tells_the_ARN()
    {
        await using var ward = await OpenAsync($"arn:aws:s3:::{Bucket}");

        Assert.Empty(await ward.DeliverAsync(
            ("config", ward.EventOf(Bucket)), ("sweep", IncidentCall.Message(ward.IncidentOf(Bucket), "Sweep", "sweep-1", ward.Time.GetUtcNow()))));

        Assert.False(await ward.IsBlockedAsync(Bucket));
        Assert.Equal(LedgerStep.Exempted, Assert.Single((await ward.HistoryAsync(Bucket)).Entries).Step);
    }

    [Fact]
    public async Task The_ARN_of_another_exempts_nothing()
    {
        await using var ward = await OpenAsync($"arn:aws:s3:::{Bucket}-archive");

        Assert.Empty(await ward.DeliverAsync(("config", ward.EventOf(Bucket))));

        Assert.True(await ward.IsBlockedAsync(Bucket));
    }

    private static async Task<SandboxWard> OpenAsync(string resource)
    {
        using var desk = new Desk();
        var copy = PolicyCopy.On(desk);
        await File.WriteAllTextAsync(
            copy.At("exemptions/orders-open.json"),
            $$"""
            {
              "id": "orders-open", "owner": "shop@example.com", "requestedBy": "ada@example.com", "requestedOn": "2026-11-20", "approver": "security@example.com",
              "reason": "the shop shows them", "ticket": "SEC-1", "control": "{{SandboxWard.Control}}", "scope": { "environments": ["prod"], "resources": ["{{resource}}"] }, "expires": "2027-01-01"
            }
            """,
            Cancel);
        var ward = await SandboxWard.OpenAsync(policies: copy.Folder);
        await ward.OpenBucketAsync(Bucket);
        return ward;
    }
}
