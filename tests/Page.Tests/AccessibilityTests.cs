using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace SecretScoops.Governance.Page.Tests;

/// <summary>WCAG 2.2 AA, as far as a program can tell; keys and print have tests of their own.</summary>
public sealed class AccessibilityTests(Chromium chromium)
{
    private static readonly AxeRunOptions all = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        Rules = new() { ["target-size"] = new() { Enabled = true } },
    };

    public static TheoryData<string, ColorScheme> Views { get; } = new(
        from view in (string[])["#summary", "#findings", "#findings?verdict=fail&open=3", "#findings?q=nothing+says+this", "#controls", "#controls?show=differs", "#frameworks", "#exemptions", "#exemptions?show=30", "#gaps"]
        from scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark]
        select (view, scheme));

    [Theory]
    [MemberData(nameof(Views))]
    public async Task No_view_has_a_violation_in_light_or_dark(string view, ColorScheme scheme)
    {
        await using var opened = await Opened.WithAsync(chromium, 200, view, new() { ColorScheme = scheme });

        Assert.Empty(await ViolationsAsync(opened));
    }

    [Fact]
    public async Task Neither_paper_nor_a_page_without_scripts_has_a_violation()
    {
        await using var opened = await Opened.WithAsync(chromium, 200, "#findings?verdict=fail");
        await opened.Page.EmulateMediaAsync(new() { Media = Media.Print });

        // Nobody points at paper: how large a link is to the finger does not matter there.
        Assert.DoesNotContain(await ViolationsAsync(opened), violation => !violation.StartsWith("target-size:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task On_a_narrow_screen_only_tables_are_scrolled_sideways()
    {
        await using var opened = await Opened.WithAsync(chromium, 200, "#summary", new() { ViewportSize = new() { Width = 320, Height = 640 } });

        foreach (var view in (string[])["#summary", "#findings?open=3", "#controls", "#frameworks", "#exemptions", "#gaps"])
        {
            await opened.GoAsync(view);
            Assert.Equal((view, 0), (view, await opened.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")));
        }
    }

    [Fact]
    public async Task The_list_says_how_many_rows_it_has_and_which_are_here()
    {
        await using var opened = await Opened.WithAsync(chromium, 4_000, "#findings");

        await Assertions.Expect(opened.Page.Locator("#list")).ToHaveAttributeAsync("aria-rowcount", "4001");
        Assert.InRange(await opened.Rows.CountAsync(), 10, 60);
        await Assertions.Expect(opened.Rows.First).ToHaveAttributeAsync("aria-rowindex", "2");
    }

    private static async Task<IReadOnlyList<string>> ViolationsAsync(Opened opened)
    {
        var result = await opened.Page.RunAxe(all);
        Assert.NotEmpty(result.Passes);
        return [.. result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html}\n{string.Join('\n', node.Any.Concat(node.All).Concat(node.None).Select(check => check.Message))}"))];
    }
}
