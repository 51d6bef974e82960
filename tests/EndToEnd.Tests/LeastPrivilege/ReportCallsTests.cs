using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Evidence;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.EndToEnd.Tests.Reports;
using SecretScoops.Governance.Reports.Model;
using SecretScoops.Governance.Reports.Spooling;

namespace SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;

/// <summary>What reports call besides collecting: keys that sign, and Security Hub, which takes findings.</summary>
[KeepsCalls]
public sealed class ReportCallsTests(MotoServer moto) : IClassFixture<MotoServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_signs_what_it_can_be_checked_by()
    {
        using var connection = new AwsConnection(new() { EndpointUrl = moto.Access.Endpoint, Region = Collecting.Region, Credentials = new Amazon.Runtime.BasicAWSCredentials("AKIAREPORT0000000000", "not-a-secret") });
        var made = (await connection.Home.Kms.CreateKeyAsync(new() { KeySpec = "ECC_NIST_P256", KeyUsage = "SIGN_VERIFY" }, Cancel)).KeyMetadata.Arn;
        var key = new KmsKey(connection.Home, made);

        var (signature, publicKey) = await CallsOfTest.DuringAsync(CallsOfTest.Reporting, connection, async () => (await key.SignAsync(new byte[32], Cancel), await key.PublicKeyAsync(Cancel)));

        // moto takes a digest for a message and makes a digest of it.
        using var checks = System.Security.Cryptography.ECDsa.Create();
        checks.ImportSubjectPublicKeyInfo(publicKey, out _);
        Assert.True(checks.VerifyData(new byte[32], signature, System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.DSASignatureFormat.Rfc3279DerSequence));
    }

    [Fact]
    public async Task Security_Hub_takes_findings()
    {
        var zone = await Collecting.OfAsync();
        var collected = await zone.CollectAsync();
        using var spool = new FindingSpool();
        collected.Findings.ToList().ForEach(spool.Append);

        var done = await zone.SendAsync(new Report(collected.Header, spool.Count()), collected.Findings);

        Assert.Empty(done.Faults);
        Assert.True(done.Taken > 0);
    }
}
