using SecretScoops.Governance.Reports.Model;
using SecretScoops.Governance.Reports.Tests;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace SecretScoops.Governance.Page.Tests;

/// <summary>Filters, search, sort, and a link that shows the same to somebody else.</summary>
public sealed class FindingsTests(Chromium chromium)
{
    private const int Total = 400;

    private static readonly List<Finding> made = [.. Made.Findings(Total)];

    [Fact]
    public async Task Filters_of_one_kind_widen_and_of_two_kinds_narrow()
    {
        await using var opened = await Opened.WithAsync(chromium, Total, "#findings");
        await opened.ShowsAsync(Total, Total);

        await opened.Page.GetByLabel("Fail", new() { Exact = true }).CheckAsync();
        await opened.ShowsAsync(made.Count(finding => finding.Verdict == Verdict.Fail), Total);

        await opened.Page.GetByLabel("Exempt", new() { Exact = true }).CheckAsync();
        await opened.ShowsAsync(made.Count(finding => finding.Verdict is Verdict.Fail or Verdict.Exempt), Total);

        await opened.Page.GetByLabel("PROD", new() { Exact = true }).CheckAsync();
        await opened.ShowsAsync(made.Count(finding => finding.Verdict is Verdict.Fail or Verdict.Exempt && finding.Environment == "prod"), Total);

        await opened.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Clear filters" }).ClickAsync();
        await opened.ShowsAsync(Total, Total);
    }

    [Theory]
    [InlineData("severity=High", "iam-no-users", "ssh-closed")]
    [InlineData("severity=Critical", "databases-private")]
    [InlineData("framework=cis-aws-3.0", "iam-no-users")]
    [InlineData("framework=cis-aws-5.0&requirement=5.3", "ssh-closed")]
    [InlineData("control=buckets-tls-only", "buckets-tls-only")]
    public async Task Severity_framework_requirement_and_control_come_down_to_controls(string filter, params string[] controls)
    {
        await using var opened = await Opened.WithAsync(chromium, Total, $"#findings?{filter}");

        await opened.ShowsAsync(made.Count(finding => controls.Contains(finding.Control)), Total);
    }

    [Theory]
    [InlineData("account=333333333333")]
    [InlineData("environment=uat")]
    public async Task An_account_and_its_environment_have_the_same_findings(string filter)
    {
        await using var opened = await Opened.WithAsync(chromium, Total, $"#findings?{filter}");

        await opened.ShowsAsync(made.Count(finding => finding.AccountId == "333333333333"), Total);
    }

    [Theory]
    [InlineData("bucket-0000017", 4)]
    [InlineData("BUCKET-0000017 tls SSH", 1)]
    [InlineData("team=orders", Total)]
    [InlineData("nothing says this", 0)]
    public async Task A_search_finds_every_term_in_any_text_whatever_its_case(string search, int found)
    {
        await using var opened = await Opened.WithAsync(chromium, Total, "#findings");

        await opened.Page.Locator("#filters input[name=q]").FillAsync(search);

        await opened.ShowsAsync(found, Total);
    }

    [Fact]
    public async Task What_needs_attention_stands_first()
    {
        await using var opened = await Opened.WithAsync(chromium, Total, "#findings");

        Assert.All(await opened.ColumnAsync("c-verdict"), verdict => Assert.Equal("Fail", verdict));
        Assert.Equal("Critical", (await opened.ColumnAsync("c-severity"))[0]);
    }

    [Fact]
    public async Task A_column_is_sorted_up_then_down_then_no_more()
    {
        await using var opened = await Opened.WithAsync(chromium, Total, "#findings");
        var head = opened.Page.Locator("#list th.c-resource[scope=col]");
        var button = head.GetByRole(Microsoft.Playwright.AriaRole.Button);

        await button.ClickAsync();
        await Expect(head).ToHaveAttributeAsync("aria-sort", "ascending");
        Assert.StartsWith("bucket-0000000", (await opened.ColumnAsync("c-resource"))[0], StringComparison.Ordinal);

        await button.ClickAsync();
        await Expect(head).ToHaveAttributeAsync("aria-sort", "descending");
        Assert.StartsWith("bucket-0000099", (await opened.ColumnAsync("c-resource"))[0], StringComparison.Ordinal);

        await button.ClickAsync();
        await Expect(head).Not.ToHaveAttributeAsync("aria-sort", "descending");
    }

    [Fact]
    public async Task A_link_shows_the_same_to_another_reader()
    {
        await using var opened = await Opened.WithAsync(chromium, Total, "#findings");
        await opened.Page.GetByLabel("Fail", new() { Exact = true }).CheckAsync();
        await opened.Page.Locator("#filters select[name=control]").SelectOptionAsync("ssh-closed");
        await opened.Rows.First.GetByRole(Microsoft.Playwright.AriaRole.Button).ClickAsync();
        await Expect(opened.Page.Locator("#detail")).ToBeVisibleAsync();
        var (title, fragment) = (await opened.Page.Locator("#detail h3").InnerTextAsync(), new Uri(opened.Page.Url).Fragment);

        await using var other = await Opened.WithAsync(chromium, Total, fragment);

        await Expect(other.Count).ToHaveTextAsync(await opened.Count.InnerTextAsync());
        await Expect(other.Page.Locator("#detail h3")).ToHaveTextAsync(title);
    }

    [Fact]
    public async Task A_finding_shows_what_it_rests_upon()
    {
        var finding = made.First(each => each.Repairs.Count > 0 && each.Evidence.Count > 0);
        await using var opened = await Opened.WithAsync(chromium, Total, $"#findings?open={made.IndexOf(finding)}");

        var detail = opened.Page.Locator("#detail");
        var evidence = finding.Evidence[0];
        foreach (var text in (string?[])[finding.ResourceId, finding.Reason, evidence.Call, evidence.Principal, evidence.RequestId, evidence.Sha256, evidence.Command, "2026-11-26 03:00:00 UTC", finding.Repairs[0].Hash, finding.Repairs[0].Why])
        {
            await Expect(detail).ToContainTextAsync(text!);
        }

        await Expect(detail.GetByLabel("Declared")).ToContainTextAsync("\"tlsOnly\": true");
    }

    [Fact]
    public async Task The_command_is_copied_as_it_stands()
    {
        await using var opened = await Opened.WithAsync(chromium, 20, "#findings?open=0", new() { Permissions = ["clipboard-read", "clipboard-write"] });

        await opened.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Copy the command" }).ClickAsync();

        await Expect(opened.Page.Locator("#detail .copy [role=status]")).ToHaveTextAsync("Copied");
        Assert.Equal(made[0].Evidence[0].Command, await opened.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
    }
}
