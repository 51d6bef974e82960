using Xunit;
using static Microsoft.Playwright.Assertions;

namespace SecretScoops.Governance.Page.Tests;

/// <summary>A hundred and twenty thousand findings are a list like any other. How long that takes is measured by tests/Benchmarks/page-cost.</summary>
public sealed class ScaleTests(Chromium chromium)
{
    private const int Many = 120_000;

    [Fact]
    public async Task Every_one_of_120_000_findings_can_be_reached()
    {
        await using var opened = await Opened.WithAsync(chromium, Many, "#findings?sort=resource");
        await opened.ShowsAsync(Many, Many);

        // By search,
        var search = opened.Page.Locator("#filters input[name=q]");
        await search.FillAsync("bucket-0029999");
        await opened.ShowsAsync(4, Many);
        await search.FillAsync("");
        await opened.ShowsAsync(Many, Many);

        // by scrolling to the end and to the middle,
        var scroller = opened.Page.Locator("#scroller");
        await scroller.EvaluateAsync("list => { list.scrollTop = list.scrollHeight; }");
        await Expect(opened.Page.Locator("#list tr[aria-rowindex='120001']")).ToBeInViewportAsync();
        await Expect(opened.Page.Locator("#list tr[aria-rowindex='120001']")).ToContainTextAsync("bucket-0029999");
        await scroller.EvaluateAsync("list => { list.scrollTop = (list.scrollHeight - list.clientHeight) / 2; }");
        await Expect(opened.Page.Locator("#list tr[aria-rowindex='60001']")).ToBeInViewportAsync();

        // and its evidence, in the last chunk as in the first.
        await opened.GoAsync($"#findings?open={Many - 1}");
        await Expect(opened.Page.Locator("#detail h3")).ToHaveTextAsync("arn:aws:s3:::bucket-0029999");
        await opened.GoAsync("#findings?open=0");
        await Expect(opened.Page.Locator("#detail h3")).ToHaveTextAsync("arn:aws:s3:::bucket-0000000");
        Assert.InRange(await opened.Rows.CountAsync(), 10, 60);
        Assert.Empty(opened.Errors);
    }

    [Fact]
    public async Task A_list_taller_than_a_browser_draws_is_still_scrolled_from_end_to_end()
    {
        // 52 pixels a row: 200,000 rows are beyond what stands in the page one to one.
        await using var opened = await Opened.WithAsync(chromium, 200_000, "#findings?sort=control");
        var scroller = opened.Page.Locator("#scroller");

        await scroller.EvaluateAsync("list => { list.scrollTop = list.scrollHeight; }");
        await Expect(opened.Page.Locator("#list tr[aria-rowindex='200001']")).ToBeInViewportAsync();

        await opened.Page.Locator("#list tr[aria-rowindex='200001'] button").FocusAsync();
        await opened.Page.Keyboard.PressAsync("ArrowUp");
        await Expect(opened.Page.Locator("#list tr[aria-rowindex='200000'] button")).ToBeFocusedAsync();
        await opened.Page.Keyboard.PressAsync("Home");
        await Expect(opened.Page.Locator("#list tr[aria-rowindex='2'] button")).ToBeFocusedAsync();
        await Expect(opened.Page.Locator("#list tr[aria-rowindex='2'] button")).ToBeInViewportAsync();
    }
}
