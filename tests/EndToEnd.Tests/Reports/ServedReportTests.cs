using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.Reports.Packs;

namespace SecretScoops.Governance.EndToEnd.Tests.Reports;

/// <summary>Reports over HTTP: what the AWS CLI put there is in them, what it finds afterwards is what they sent, and their signature holds without AWS.</summary>
public sealed class ServedReportTests
{
    [Fact]
    public async Task What_others_put_there_is_told_per_account_and_what_is_shut_is_not_evaluated()
    {
        await using var zone = await ServedZone.OfAsync(state =>
        {
            state.Accounts.Single(account => account.Name == "uat").Iam!.Roles.RemoveAll(role => role.Name == "OrganizationAccountAccessRole");
            state.Accounts.Single(account => account.Name == "dev").Regions["eu-central-1"].Disabled = true;
        });
        var (prod, uat) = (zone.IdOf("prod"), zone.IdOf("uat"));
        await zone.Evaluate("prod", ("vol-good", "COMPLIANT"), ("vol-bad", "NON_COMPLIANT"));
        await zone.Evaluate("uat", ("vol-far", "NON_COMPLIANT"));
        await zone.Check("prod", "orders", "FAILED");
        await zone.Check("uat", "orders", "PASSED");

        var (run, _, report) = await zone.Report();

        run.ExpectExitCode(0);
        Assert.Equal([("vol-bad", "Fail"), ("vol-good", "Pass")], ServedZone.Judged(report, "volumes-encrypted", prod).Where(InIreland).Select(ServedZone.Told));
        // Aggregators see what the tool itself has no way to.
        Assert.Contains(("vol-far", "Fail"), ServedZone.Judged(report, "volumes-encrypted", uat).Select(ServedZone.Told));
        Assert.Contains(("orders", "Fail"), ServedZone.Judged(report, "queues-encrypted", prod).Select(ServedZone.Told));
        Assert.Contains(("orders", "Pass"), ServedZone.Judged(report, "queues-encrypted", uat).Select(ServedZone.Told));
        // Rules that found nothing show only in the account whether they ran.
        var shut = Assert.Single(ServedZone.Judged(report, "databases-logged", uat), InIreland);
        Assert.Equal((uat, "NotEvaluated"), ServedZone.Told(shut));
        Assert.Contains("may not assume role", shut.GetProperty("reason").GetString(), StringComparison.Ordinal);
        var gaps = report.GetProperty("header").GetProperty("gaps").EnumerateArray().ToList();
        Assert.Contains(gaps, gap => gap.GetProperty("accountId").GetString() == uat && gap.GetProperty("call").GetString() == "sts:AssumeRole");
        Assert.Contains(gaps, gap => gap.GetProperty("accountId").GetString() == zone.IdOf("dev") && gap.GetProperty("region").GetString() == "eu-central-1");
        // At AWS a missing ledger is missing.
        Assert.Contains(gaps, gap => gap.GetProperty("call").GetString() == "dynamodb:Scan" && gap.GetProperty("reason").GetString()!.Contains("what was repaired is missing", StringComparison.Ordinal));
        Assert.All(
            report.GetProperty("findings").EnumerateArray().Where(each => each.GetProperty("verdict").GetString() == "Pass"),
            each => Assert.NotEqual(0, each.GetProperty("evidence").GetArrayLength()));
    }

    [Fact]
    public async Task Findings_are_sent_to_Security_Hub_once_and_updated_from_then_on_and_are_no_evidence_for_the_next_report()
    {
        await using var zone = await ServedZone.OfAsync();

        var (first, _, before) = await zone.Report("--import-security-hub");
        first.ExpectExitCode(0);
        var sent = before.GetProperty("findings").GetArrayLength();
        Assert.Contains($"Security Hub took {sent} findings", first.Errors, StringComparison.Ordinal);
        var shown = await zone.Imported();
        Assert.Equal(sent, shown.Count);
        Assert.Equal(sent, shown.Select(each => each.GetProperty("Id").GetString()).Distinct().Count());

        var (second, _, after) = await zone.Report("--import-security-hub");
        second.ExpectExitCode(0);
        var again = await zone.Imported();
        Assert.Equal(shown.Select(Identity), again.Select(Identity));
        // A later report is told by every one of them, though what most rest upon was observed long before.
        Assert.All(shown.Zip(again), pair => Assert.True(Updated(pair.First) < Updated(pair.Second)));
        Assert.Equal(before.GetProperty("summary").GetRawText(), after.GetProperty("summary").GetRawText());

        static string Identity(JsonElement finding) => $"{finding.GetProperty("Id").GetString()} {finding.GetProperty("Compliance").GetProperty("Status").GetString()}";
        static DateTimeOffset Updated(JsonElement finding) => DateTimeOffset.Parse(finding.GetProperty("UpdatedAt").GetString()!, CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task What_Security_Hub_does_not_take_is_told_and_stops_nothing_else()
    {
        await using var zone = await ServedZone.OfAsync(state => state.Accounts.Single(account => account.Name == "uat").Regions["eu-central-1"].SecurityHub = null);

        var (run, _, _) = await zone.Report("--import-security-hub");

        run.ExpectExitCode(1);
        Assert.Contains($"{zone.IdOf("uat")}/eu-central-1", run.Errors, StringComparison.Ordinal);
        Assert.Contains("is not subscribed to AWS Security Hub", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain($"{zone.IdOf("prod")}/", run.Errors, StringComparison.Ordinal);
        Assert.Contains(await zone.Imported(), each => each.GetProperty("AwsAccountId").GetString() == zone.IdOf("uat"));
    }

    [Fact]
    public async Task A_pack_signed_with_a_KMS_key_is_verified_offline_and_no_change_of_it_is()
    {
        await using var zone = await ServedZone.OfAsync();
        var (key, pem) = await KmsSigned.NewKey(zone.Cli("root"), zone.Desk);

        var (run, pack, _) = await zone.Report("--sign-with", key);

        run.ExpectExitCode(0);
        await KmsSigned.IsWhole(zone.Desk, pack, pem, key);
        await KmsSigned.ShowsEveryChange(pack, pem);
        var (_, stranger) = await KmsSigned.NewKey(zone.Cli("root"), zone.Desk, "other.pem");
        var refused = (await new BaselineTool(zone.Desk).Run("report", "verify", pack, "--key", stranger)).ExpectExitCode(1);
        Assert.Contains("other-key", (await new BaselineTool(zone.Desk).Run("report", "verify", pack, "--key", stranger, "--format", "json")).Output + refused.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_cannot_sign_so_leaves_no_pack_and_says_why()
    {
        await using var zone = await ServedZone.OfAsync();
        var symmetric = (await zone.Cli("root").Call("kms", "create-key")).GetProperty("KeyMetadata").GetProperty("Arn").GetString()!;

        var run = await new BaselineTool(zone.Desk, zone.Access).Run("report", "--policies", BaselineTool.DefaultPolicies, "--formats", "json", "--sign-with", symmetric);

        run.ExpectExitCode(1);
        Assert.Contains("symmetric", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(zone.Desk.At("reports")) && Directory.EnumerateDirectories(zone.Desk.At("reports"), "20*").Any());
    }

    private static bool InIreland(JsonElement finding) => finding.GetProperty("region").GetString() == "eu-west-1";
}

/// <summary>Packs that a KMS key signed, and those who change them.</summary>
internal static class KmsSigned
{
    /// <summary>A new key, and its public half in a file.</summary>
    public static async Task<(string Arn, string Pem)> NewKey(AwsCli aws, Desk desk, string file = "company-key.pem")
    {
        var arn = (await aws.Call("kms", "create-key", "--key-spec", "ECC_NIST_P256", "--key-usage", "SIGN_VERIFY")).GetProperty("KeyMetadata").GetProperty("Arn").GetString()!;
        var der = (await aws.Call("kms", "get-public-key", "--key-id", arn)).GetProperty("PublicKey").GetBytesFromBase64();
        await File.WriteAllTextAsync(desk.At(file), new string(PemEncoding.Write("PUBLIC KEY", der)), TestContext.Current.CancellationToken);
        return (arn, desk.At(file));
    }

    /// <summary>The tool says so, without credentials and without anybody to ask.</summary>
    public static async Task IsWhole(Desk desk, string pack, string pem, string key)
    {
        var check = (await new BaselineTool(desk).Run("report", "verify", pack, "--key", pem, "--format", "json")).ExpectExitCode(0).Json();

        Assert.Equal((true, false, key), (check.GetProperty("whole").GetBoolean(), check.GetProperty("rehearsal").GetBoolean(), check.GetProperty("keyId").GetString()));
    }

    /// <summary>Bytes flipped, files taken away, put in and exchanged.</summary>
    public static async Task ShowsEveryChange(string pack, string pem)
    {
        Trust trust = new(VerifyingKey.OfPem(await File.ReadAllTextAsync(pem, TestContext.Current.CancellationToken)), null);
        Assert.True((await Checked()).Whole);
        foreach (var file in Directory.GetFiles(pack))
        {
            var whole = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            foreach (var place in Enumerable.Range(0, 12).Select(i => (int)((long)(whole.Length - 1) * i / 11)))
            {
                whole[place] ^= 1;
                await File.WriteAllBytesAsync(file, whole, TestContext.Current.CancellationToken);
                Assert.False((await Checked()).Whole, $"byte {place} of {file} was flipped");
                whole[place] ^= 1;
            }

            await File.WriteAllBytesAsync(file, whole, TestContext.Current.CancellationToken);
            File.Move(file, file + ".away");
            Assert.False((await Checked()).Whole, $"{file} was renamed");
            File.Move(file + ".away", file);
        }

        await File.WriteAllTextAsync(Path.Combine(pack, "more.txt"), "", TestContext.Current.CancellationToken);
        Assert.False((await Checked()).Whole, "a file was put in");
        File.Delete(Path.Combine(pack, "more.txt"));
        Assert.True((await Checked()).Whole);

        Task<PackCheck> Checked() => PackVerification.VerifyAsync(pack, trust, null, TestContext.Current.CancellationToken);
    }
}
