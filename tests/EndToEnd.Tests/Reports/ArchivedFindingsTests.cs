using System.Text.Json;

namespace SecretScoops.Governance.EndToEnd.Tests.Reports;

/// <summary>What earlier reports sent to Security Hub, over HTTP: what is gone is archived there, what could not be read stays.</summary>
public sealed class ArchivedFindingsTests
{
    [Fact]
    public async Task What_is_gone_since_the_last_import_is_archived_once_and_active_again_when_it_is_back()
    {
        await using var zone = await ServedZone.OfAsync();
        await zone.Evaluate("prod", ("vol-good", "COMPLIANT"), ("vol-bad", "NON_COMPLIANT"));
        await zone.Check("prod", "orders", "FAILED");
        (await zone.Report("--import-security-hub")).Run.ExpectExitCode(0);
        var sent = await zone.Imported();
        Assert.All(sent, each => Assert.Equal("ACTIVE", State(each)));

        await zone.Evaluate("prod", ("vol-bad", "NOT_APPLICABLE"));
        await zone.Check("prod", "orders", "FAILED", "ARCHIVED");
        var (second, _, report) = await zone.Report("--import-security-hub");

        second.ExpectExitCode(0);
        var after = await zone.Imported();
        Assert.Equal(["orders", "vol-bad"], Archived(after).Select(Resource));
        Assert.Contains("2 findings of earlier reports are over and archived there", second.Errors, StringComparison.Ordinal);
        Assert.Equal(report.GetProperty("findings").GetArrayLength(), after.Count(each => State(each) == "ACTIVE"));
        // What it said last can still be read, and which report closed it.
        Assert.All(Archived(after), each =>
        {
            Assert.Equal("FAILED", each.GetProperty("Compliance").GetProperty("Status").GetString());
            Assert.Contains(report.GetProperty("header").GetProperty("id").GetString()!, each.GetProperty("ProductFields").GetProperty("secret-scoops/archived").GetString(), StringComparison.Ordinal);
        });

        await zone.Evaluate("prod", ("vol-bad", "NON_COMPLIANT"));
        var third = (await zone.Report("--import-security-hub")).Run.ExpectExitCode(0);
        var back = await zone.Imported();
        Assert.DoesNotContain("archived there", third.Errors, StringComparison.Ordinal);
        Assert.Equal(["orders"], Archived(back).Select(Resource));
        Assert.Equal(Updated(Archived(after), "orders"), Updated(back, "orders"));
        Assert.False(back.Single(each => Resource(each) == "vol-bad").GetProperty("ProductFields").TryGetProperty("secret-scoops/archived", out _));
    }

    [Fact]
    public async Task What_was_sent_from_an_account_that_cannot_be_read_stays_as_it_is()
    {
        await using var zone = await ServedZone.OfAsync();
        foreach (var account in (string[])["prod", "uat"])
        {
            await zone.Evaluate(account, ("vol-good", "COMPLIANT"), ("vol-bad", "NON_COMPLIANT"));
        }

        (await zone.Report("--import-security-hub")).Run.ExpectExitCode(0);
        var sent = In(await zone.Imported(), zone.IdOf("uat"));
        foreach (var account in (string[])["prod", "uat"])
        {
            await zone.Evaluate(account, ("vol-bad", "NOT_APPLICABLE"));
        }

        await zone.Cli("uat").Call("iam", "update-assume-role-policy", "--role-name", "OrganizationAccountAccessRole", "--policy-document",
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}""");
        var run = (await zone.Report("--import-security-hub")).Run.ExpectExitCode(1);

        Assert.Contains("may not assume role", run.Errors, StringComparison.Ordinal);
        var after = await zone.Imported();
        Assert.Equal([zone.IdOf("prod")], Archived(after).Select(each => each.GetProperty("AwsAccountId").GetString()));
        Assert.Equal(sent.Select(each => each.GetRawText()), In(after, zone.IdOf("uat")).Select(each => each.GetRawText()));
    }

    [Fact]
    public async Task A_report_that_leaves_kinds_out_archives_nothing()
    {
        await using var zone = await ServedZone.OfAsync();
        await zone.Evaluate("prod", ("vol-good", "COMPLIANT"), ("vol-bad", "NON_COMPLIANT"));
        (await zone.Report("--import-security-hub", "--account", "prod")).Run.ExpectExitCode(0);
        await zone.Evaluate("prod", ("vol-bad", "NOT_APPLICABLE"));

        var run = (await zone.Report("--import-security-hub", "--account", "prod", "--without", "guardduty-detector")).Run.ExpectExitCode(0);

        Assert.Contains("--without left kinds unread", run.Errors, StringComparison.Ordinal);
        Assert.Empty(Archived(await zone.Imported()));
    }

    private static string State(JsonElement finding) => finding.GetProperty("RecordState").GetString()!;

    private static string Resource(JsonElement finding) => finding.GetProperty("Resources")[0].GetProperty("Id").GetString()!;

    private static List<JsonElement> Archived(List<JsonElement> findings) => [.. findings.Where(each => State(each) == "ARCHIVED").OrderBy(Resource, StringComparer.Ordinal)];

    private static List<JsonElement> In(List<JsonElement> findings, string account) => [.. findings.Where(each => each.GetProperty("AwsAccountId").GetString() == account)];

    private static string Updated(List<JsonElement> findings, string resource) => findings.Single(each => Resource(each) == resource).GetProperty("UpdatedAt").GetString()!;
}
