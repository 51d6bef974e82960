using SecretScoops.Governance.Reports.Tests;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace SecretScoops.Governance.Page.Tests;

/// <summary>Everything can be done without a mouse, and what has the keyboard is seen.</summary>
public sealed class KeyboardTests(Chromium chromium)
{
    [Fact]
    public async Task A_finding_is_reached_opened_and_left_by_keys_alone()
    {
        await using var opened = await Opened.WithAsync(chromium, 400);
        await TabToAsync(opened, "nav a[href='#findings']");
        await opened.Page.Keyboard.PressAsync("Enter");
        await Expect(opened.Page.Locator("#findings-title")).ToBeFocusedAsync();

        await TabToAsync(opened, "#list button.open");
        await opened.Page.Keyboard.PressAsync("ArrowDown");
        await opened.Page.Keyboard.PressAsync("ArrowDown");
        await opened.Page.Keyboard.PressAsync("Enter");
        await Expect(opened.Page.Locator("#detail h3")).ToBeFocusedAsync();
        await Expect(opened.Page.Locator("#list tr[aria-rowindex='4'] button.open")).ToHaveAttributeAsync("aria-expanded", "true");

        await opened.Page.Keyboard.PressAsync("Escape");
        await Expect(opened.Page.Locator("#detail")).ToBeHiddenAsync();
        await Expect(opened.Page.Locator("#list tr[aria-rowindex='4'] button.open")).ToBeFocusedAsync();

        await opened.Page.Keyboard.PressAsync("Space");
        await Expect(opened.Page.Locator("#detail h3")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_last_row_is_one_key_away_and_the_first_another()
    {
        await using var opened = await Opened.WithAsync(chromium, 4_000, "#findings");
        await TabToAsync(opened, "#list button.open");

        await opened.Page.Keyboard.PressAsync("End");
        await Expect(opened.Page.Locator("#list tr[aria-rowindex='4001'] button.open")).ToBeFocusedAsync();
        await Expect(opened.Page.Locator("#list tr[aria-rowindex='4001'] button.open")).ToBeInViewportAsync();

        await opened.Page.Keyboard.PressAsync("Home");
        await Expect(opened.Page.Locator("#list tr[aria-rowindex='2'] button.open")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_row_that_is_scrolled_out_of_the_page_gives_the_keyboard_to_the_list()
    {
        await using var opened = await Opened.WithAsync(chromium, 4_000, "#findings");
        await opened.Rows.First.GetByRole(Microsoft.Playwright.AriaRole.Button).FocusAsync();

        await opened.Page.Locator("#scroller").EvaluateAsync("list => { list.scrollTop = 100000; }");

        await Expect(opened.Page.Locator("#scroller")).ToBeFocusedAsync();
        await opened.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(opened.Page.Locator("#list tr[aria-rowindex='1926'] button.open")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Filters_and_the_order_are_set_by_keys_and_the_number_is_told()
    {
        await using var opened = await Opened.WithAsync(chromium, 400, "#findings");
        await TabToAsync(opened, "input[name=verdict][value=fail]");
        await opened.Page.Keyboard.PressAsync("Space");
        await opened.ShowsAsync(Made.Findings(400).Count(finding => finding.Verdict == Reports.Model.Verdict.Fail), 400);
        await Expect(opened.Count).ToHaveRoleAsync(Microsoft.Playwright.AriaRole.Status);

        await TabToAsync(opened, "button[data-sort=severity]");
        await opened.Page.Keyboard.PressAsync("Enter");
        await Expect(opened.Page.Locator("#list th.c-severity[scope=col]")).ToHaveAttributeAsync("aria-sort", "ascending");
    }

    [Fact]
    public async Task What_has_the_keyboard_has_an_outline()
    {
        await using var opened = await Opened.WithAsync(chromium, 40);

        for (var i = 0; i < 12; i++)
        {
            await opened.Page.Keyboard.PressAsync("Tab");
            var outline = await opened.Page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle + ' ' + getComputedStyle(document.activeElement).outlineWidth");
            Assert.Equal("solid 3px", outline);
        }
    }

    [Fact]
    public async Task The_first_stop_skips_to_the_content()
    {
        await using var opened = await Opened.WithAsync(chromium, 40);

        await opened.Page.Keyboard.PressAsync("Tab");
        await Expect(opened.Page.Locator(".skip")).ToBeInViewportAsync();
        await opened.Page.Keyboard.PressAsync("Enter");

        await Expect(opened.Page.Locator("main")).ToBeFocusedAsync();
    }

    private static async Task TabToAsync(Opened opened, string selector)
    {
        for (var stops = 0; stops < 120; stops++)
        {
            await opened.Page.Keyboard.PressAsync("Tab");
            if (await opened.Page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
            {
                return;
            }
        }

        Assert.Fail($"no Tab stop is {selector}");
    }
}
