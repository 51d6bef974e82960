using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.Reports.Packs;
using SecretScoops.Governance.Reports.Tests.Packs;

namespace SecretScoops.Governance.EndToEnd.Tests.Reports;

/// <summary>The exit codes and words of verify, diff and sample, as scripts and people meet them.</summary>
public sealed class ReportCommandsTests : IDisposable
{
    private readonly Desk desk = new();
    private readonly Shelf shelf;

    public ReportCommandsTests() => shelf = new(desk.Folder);

    [Fact]
    public async Task Verify_says_whole_with_0_and_not_whole_with_1_in_every_format()
    {
        var pack = await shelf.Pack(0);
        File.Copy(Path.Combine(pack, PackManifest.PublicKeyFile), desk.At("key.pem"));

        var whole = (await Baseline("report", "verify", pack, "--key", "key.pem", "--format", "json")).ExpectExitCode(0).Json();
        Assert.True(whole.GetProperty("whole").GetBoolean());
        Assert.Contains(": whole", (await Baseline("report", "verify", pack, "--fingerprint", whole.GetProperty("signedBy").GetString()!)).ExpectExitCode(0).Output, StringComparison.Ordinal);
        Assert.Contains("which nobody vouched for", (await Baseline("report", "verify", pack)).ExpectExitCode(1).Output, StringComparison.Ordinal);

        await File.AppendAllTextAsync(Path.Combine(pack, "report.csv"), "x", TestContext.Current.CancellationToken);
        var altered = (await Baseline("report", "verify", pack, "--key", "key.pem", "--format", "json")).ExpectExitCode(1).Json();
        Assert.Equal("altered", altered.GetProperty("faults")[0].GetProperty("code").GetString());
        Assert.Contains("| what does not fit |", (await Baseline("report", "verify", pack, "--key", "key.pem", "--format", "markdown")).ExpectExitCode(1).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diff_says_no_difference_with_0_and_differences_with_2()
    {
        var (old, latest) = (await shelf.Pack(0), await shelf.Pack(1, findings: 12));

        Assert.Contains("no difference", (await Baseline("report", "diff", old, old)).ExpectExitCode(0).Output, StringComparison.Ordinal);
        Assert.Contains("resource appeared", (await Baseline("report", "diff", old, Path.Combine(latest, "report.json"))).ExpectExitCode(2).Output, StringComparison.Ordinal);
        var json = (await Baseline("report", "diff", old, latest, "--format", "json")).ExpectExitCode(2).Json();
        Assert.NotEqual(0, json.GetProperty("differences").GetArrayLength());
    }

    [Fact]
    public async Task Sample_takes_the_newest_pack_of_the_folder_where_none_is_named()
    {
        await shelf.Pack(0);
        await shelf.Pack(1);

        var sample = (await Baseline("report", "sample", "--control", "all", "--size", "3", "--seed", "s", "--format", "json")).ExpectExitCode(0).Json();

        Assert.Equal(3, sample.GetProperty("findings").GetArrayLength());
        Assert.StartsWith("2026-12-03", sample.GetProperty("sample").GetProperty("at").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merge_takes_no_parts_that_do_not_belong_together_and_names_what_is_wrong_with_each()
    {
        (await Baseline("apply", "--policies", BaselineTool.DefaultPolicies, "--rehearse", "zone.json", "--yes")).ExpectExitCode(0);
        foreach (var account in new[] { "dev", "uat" })
        {
            (await Baseline("report", "--policies", BaselineTool.DefaultPolicies, "--rehearse", "zone.json", "--account", account, "--out", account, "--formats", "json")).ExpectExitCode(0);
        }

        (await Baseline("report", "merge", "dev", "uat", "--policies", BaselineTool.DefaultPolicies, "--rehearse", "zone.json", "--out", "merged", "--formats", "json")).ExpectExitCode(0);
        var header = await Header("merged");
        Assert.Equal(["dev", "uat"], header.GetProperty("accounts").EnumerateArray().Select(account => account.GetProperty("name").GetString()));
        Assert.Equal(
            ["account prod is declared, and none of the parts reports on it", "account root is declared, and none of the parts reports on it"],
            header.GetProperty("gaps").EnumerateArray().Select(gap => gap.GetProperty("reason").GetString()).Where(reason => reason!.EndsWith("none of the parts reports on it", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        var pack = Assert.Single(Directory.GetDirectories(desk.At("merged")));
        (await Baseline("report", "verify", pack, "--key", Path.Combine(pack, PackManifest.PublicKeyFile))).ExpectExitCode(0);

        // The same account again, made anew.
        (await Baseline("report", "--policies", BaselineTool.DefaultPolicies, "--rehearse", "zone.json", "--account", "dev", "--out", "again", "--formats", "json")).ExpectExitCode(0);
        await Told("account dev is in", "report", "merge", "dev", "uat", "again", "--policies", BaselineTool.DefaultPolicies, "--rehearse", "zone.json");

        foreach (var file in Directory.EnumerateFiles(BaselineTool.DefaultPolicies, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(desk.At("other"), Path.GetRelativePath(BaselineTool.DefaultPolicies, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var groups = Path.Combine(desk.At("other"), "groups.json");
        await File.WriteAllTextAsync(groups, (await File.ReadAllTextAsync(groups, TestContext.Current.CancellationToken)).Replace("\"description\": \"", "\"description\": \"Now: ", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await Told("name the policies that all parts were made from", "report", "merge", "dev", "uat", "--rehearse", "zone.json", "--policies", "other");
        await Told("no such file or directory", "report", "merge", "dev", "nowhere", "--policies", BaselineTool.DefaultPolicies, "--rehearse", "zone.json");
    }

    [Fact]
    public async Task Bad_input_is_told_with_a_remedy_and_without_a_trace()
    {
        var pack = await shelf.Pack(0);
        await File.WriteAllTextAsync(desk.At("other.json"), "{}", TestContext.Current.CancellationToken);

        await Told("there is no such directory", "report", "verify", "nowhere");
        await Told("name one of the packs in it", "report", "verify", "reports");
        await Told("name the file with the company's public key", "report", "verify", pack, "--key", "no-such-key.pem");
        await Told("it is a private key", "report", "verify", pack, "--key", Path.Combine("keys", "signing.pem"));
        await Told("nokey.pem", "report", "verify", pack, "--key", "nokey.pem");
        await Told("64 hexadecimal digits", "report", "verify", pack, "--fingerprint", "abc");
        await Told("give one of them", "report", "verify", pack, "--fingerprint", "abc", "--key", "x");
        await Told("not a report of this tool's", "report", "diff", pack, "other.json");
        await Told("no such file or directory", "report", "diff", pack, "nowhere");
        await Told("there is no report.json in it", "report", "diff", pack, "keys");
        await Told("did you mean \"ssh-closed\"?", "report", "sample", "--control", "ssh-closd", "--seed", "s", pack);
        await Told("1 to 10000", "report", "sample", "--control", "ssh-closed", "--size", "0", "--seed", "s", pack);
        await Told("ask for text, json or markdown", "report", "diff", pack, pack, "--format", "sarif");
    }

    public void Dispose()
    {
        shelf.Dispose();
        Directory.CreateDirectory(desk.Folder);
        desk.Dispose();
    }

    private async Task Told(string expected, params string[] arguments)
    {
        var finished = (await Baseline(arguments)).ExpectExitCode(1);
        Assert.Contains(expected, finished.Output + finished.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", finished.Output + finished.Errors, StringComparison.Ordinal);
    }

    private async Task<System.Text.Json.JsonElement> Header(string packs)
    {
        await using var file = File.OpenRead(Path.Combine(Assert.Single(Directory.GetDirectories(desk.At(packs))), "report.json"));
        using var report = await System.Text.Json.JsonDocument.ParseAsync(file, default, TestContext.Current.CancellationToken);
        return report.RootElement.GetProperty("header").Clone();
    }

    private Task<Finished> Baseline(params string[] arguments) => new BaselineTool(desk).Run(arguments);
}
