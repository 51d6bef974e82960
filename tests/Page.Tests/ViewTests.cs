using Microsoft.Playwright;
using SecretScoops.Governance.Reports.Model;
using SecretScoops.Governance.Reports.Tests;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace SecretScoops.Governance.Page.Tests;

/// <summary>The views besides the findings: what they show, what they narrow to, and that they need no script to be read.</summary>
public sealed class ViewTests(Chromium chromium)
{
    [Fact]
    public async Task Without_a_script_all_but_the_findings_can_be_read_and_the_page_says_so()
    {
        await using var opened = await Opened.WithAsync(chromium, 200, options: new() { JavaScriptEnabled = false });

        foreach (var view in (string[])["summary", "controls", "frameworks", "exemptions", "gaps"])
        {
            await Expect(opened.Page.Locator($"#{view} table").First).ToBeVisibleAsync();
        }

        await Expect(opened.Page.Locator("#findings .unscripted")).ToContainTextAsync("need JavaScript");
        Assert.Equal(0, await opened.Page.Locator("form:visible, #list:visible").CountAsync());
    }

    [Fact]
    public async Task Counts_lead_to_the_findings_that_were_counted()
    {
        await using var opened = await Opened.WithAsync(chromium, 400);
        var cell = opened.Page.Locator("#summary table").First.GetByRole(AriaRole.Row, new() { NameRegex = new("^UAT") }).GetByRole(AriaRole.Link, new() { NameRegex = new(": Fail") });
        var count = int.Parse(await cell.InnerTextAsync(), System.Globalization.CultureInfo.InvariantCulture);

        await cell.ClickAsync();

        await opened.ShowsAsync(count, 400);
        Assert.All(await opened.ColumnAsync("c-verdict"), verdict => Assert.Equal("Fail", verdict));
        Assert.All(await opened.ColumnAsync("c-where"), where => Assert.StartsWith("UAT", where, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_link_with_a_count_shows_that_many_findings()
    {
        await using var opened = await Opened.WithAsync(chromium, 400);
        var links = await opened.Page.Locator("td.n a").EvaluateAllAsync<string[]>("links => [...new Map(links.map(link => [link.hash, link.hash + ' ' + link.textContent])).values()]");

        Assert.True(links.Length > 40);
        foreach (var parts in links.Select(link => link.Split(' ')))
        {
            await opened.GoAsync(parts[0]);
            await Expect(opened.Count).ToHaveTextAsync($"{parts[1]} {(parts[1] == "1" ? "finding" : "findings")} of 400");
        }
    }

    [Fact]
    public async Task Controls_that_pass_here_and_fail_there_are_marked_and_can_be_shown_alone()
    {
        // In dev everything passes, elsewhere the control has its failures.
        List<Finding> findings = [.. Made.Findings(400).Select(finding => finding is { Control: "ssh-closed", Environment: "dev" } ? finding with { Verdict = Verdict.Pass, Exemption = null } : finding)];
        await using var opened = await Opened.WithAsync(chromium, Made.Report(findings), findings, "#controls");

        await opened.Page.Locator("#controls-filter select").SelectOptionAsync("differs");

        await Expect(opened.Page.Locator("#controls-filter [role=status]")).ToHaveTextAsync("1 of 4 controls");
        await Expect(opened.Page.Locator("#controls tbody tr:visible .differs")).ToHaveTextAsync("Differs");
        await Expect(opened.Page.Locator("#controls tbody tr:visible")).ToContainTextAsync("passes in DEV, fails in UAT, PROD and ROOT");
    }

    [Theory]
    [InlineData("30", "partner-bucket")]
    [InlineData("60", "partner-bucket")]
    [InlineData("90", "partner-bucket", "old-bastion")]
    [InlineData("ended", "ended")]
    [InlineData("unused", "old-bastion")]
    [InlineData("broad", "old-bastion")]
    public async Task Exemptions_that_deserve_a_look_are_shown_alone(string show, params string[] ids)
    {
        await using var opened = await Opened.WithAsync(chromium, 400, "#exemptions");

        await opened.Page.Locator($"#exemptions .shows a[href$='show={show}']").ClickAsync();

        await Expect(opened.Page.Locator("#exemptions-status")).ToHaveTextAsync($"{ids.Length} of 3 exemptions shown");
        Assert.Equal(ids, await opened.Page.Locator("#exemptions tbody tr:visible th .mono").AllInnerTextsAsync());
    }

    [Fact]
    public async Task A_file_that_was_cut_off_says_so_and_shows_what_it_has()
    {
        await using var opened = await Opened.WithAsync(chromium, 200);
        var text = await File.ReadAllTextAsync(opened.Path, TestContext.Current.CancellationToken);
        var chunk = text.IndexOf("data-part=\"list\"", StringComparison.Ordinal);
        await File.WriteAllTextAsync(opened.Path, text.Remove(text.IndexOf('>', chunk) + 200, 300), TestContext.Current.CancellationToken);

        await opened.Page.ReloadAsync();

        await Expect(opened.Page.Locator("#trouble")).ToContainTextAsync("could not be unpacked", new() { UseInnerText = false });
        await Expect(opened.Page.Locator("#summary table").First).ToBeVisibleAsync();
    }
}
