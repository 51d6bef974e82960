using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.Remediation.Remediations;

namespace SecretScoops.Governance.EndToEnd.Tests;

/// <summary>What is shown to people is true, and stays so.</summary>
public sealed class DemoTests : IDisposable
{
    private static readonly TimeSpan limit = TimeSpan.FromMinutes(3);

    private readonly Desk desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task Remediation_is_shown_from_event_to_alert_and_everything_ends_as_told()
    {
        var shown = (await RunAsync("remediation")).ExpectExitCode(0);

        var lines = shown.Output.Split('\n').Select(line => line.TrimEnd()).ToList();
        Assert.Contains(lines, line => line.Contains("[PROD] fixed: buckets-public-access-blocked secret-scoops-prod-orders", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("0 new lines, 0 alerts", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("exempt: exemption dev-preview-public", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("[PROD] undone: ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("refused (foreign-account)", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("[UAT] stopped: ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("the chain holds", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("everything ended as told", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Length > 100 || line.Contains('\e', StringComparison.Ordinal));
        Assert.Equal("", shown.Errors);

        // What this build can mend is shown, and nothing else is passed over.
        var skipped = lines.Where(line => line.Contains("this build has no remediation ", StringComparison.Ordinal)).Select(line => line.Split(' ')[^1]);
        Assert.DoesNotContain(AllRemediations.List, remediation => skipped.Contains(remediation.Control));
    }

    [Fact]
    public async Task What_remediation_left_behind_is_kept_and_reported_with_its_repairs()
    {
        (await RunAsync("remediation", "--keep", "kept.json")).ExpectExitCode(0);

        (await new BaselineTool(desk).Run("report", "--rehearse", "kept.json", "--policies", BaselineTool.DefaultPolicies)).ExpectExitCode(0);

        var pack = Directory.GetDirectories(desk.At("reports")).Single();
        var report = await File.ReadAllTextAsync(Path.Combine(pack, "report.json"), TestContext.Current.CancellationToken);
        Assert.Contains("\"repairs\":[{", report, StringComparison.Ordinal);
        Assert.Contains("ledger: undone, the shop reads it", report, StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", await File.ReadAllTextAsync(Path.Combine(pack, "report.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_name_the_demos_are_listed()
    {
        Assert.Contains("./demo remediation", (await RunAsync()).ExpectExitCode(0).Output, StringComparison.Ordinal);
        (await RunAsync("nonsense")).ExpectExitCode(2);
    }

    private async Task<Finished> RunAsync(params string[] arguments)
    {
        var environment = desk.Environment();
        environment["BASELINE_POLICIES"] = BaselineTool.DefaultPolicies;
        using var running = RunningProgram.Start(Judge.Require("dotnet", "https://dot.net"), [Path.Combine(AppContext.BaseDirectory, "demo.dll"), .. arguments], environment, desk.Folder);
        return await running.Wait(limit, TestContext.Current.CancellationToken);
    }
}
