using System.Globalization;
using Microsoft.Playwright;
using SecretScoops.Governance.Reports.Model;
using SecretScoops.Governance.Reports.Tests;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace SecretScoops.Governance.Page.Tests;

/// <summary>On paper: the summary first, what fits the filters, and how much is left out.</summary>
public sealed class PrintTests(Chromium chromium)
{
    private readonly PageEmulateMediaOptions paper = new() { Media = Media.Print };

    [Fact]
    public async Task Paper_has_every_view_the_summary_first_and_no_controls_to_press()
    {
        await using var opened = await Opened.WithAsync(chromium, 400, "#exemptions");
        await opened.Page.EmulateMediaAsync(paper);

        var tops = new List<float>();
        foreach (var view in (string[])["summary", "findings", "controls", "frameworks", "exemptions", "gaps"])
        {
            await Expect(opened.Page.Locator($"#{view}-title")).ToBeVisibleAsync();
            tops.Add((await opened.Page.Locator($"#{view}").BoundingBoxAsync())!.Y);
        }

        Assert.Equal(tops.Order(), tops);
        Assert.Equal(0, await opened.Page.Locator("button:visible, input:visible, select:visible, nav:visible").CountAsync());
    }

    [Fact]
    public async Task Paper_has_the_findings_that_fit_and_says_which_filters_they_fit()
    {
        await using var opened = await Opened.WithAsync(chromium, 400, "#findings?verdict=exempt&environment=prod");
        await opened.Page.EmulateMediaAsync(paper);

        var expected = Made.Findings(400).Count(finding => finding is { Verdict: Verdict.Exempt, Environment: "prod" });
        await Expect(opened.Page.Locator("#printed tbody tr")).ToHaveCountAsync(expected);
        await Expect(opened.Page.Locator(".printed-note")).ToHaveTextAsync($"{expected} findings of {expected} that fit (verdict Exempt; environment prod), of 400 in the report.");
    }

    [Fact]
    public async Task Paper_has_a_bound_and_says_how_many_it_leaves_out()
    {
        await using var opened = await Opened.WithAsync(chromium, 1_200, "#findings");
        await opened.Page.EmulateMediaAsync(paper);

        await Expect(opened.Page.Locator("#printed tbody tr")).ToHaveCountAsync(1_000);
        await Expect(opened.Page.Locator(".printed-note")).ToContainTextAsync("1,000 findings of 1,200 that fit (no filter)");
        await Expect(opened.Page.Locator(".printed-note")).ToContainTextAsync("200 are left out");
    }

    [Fact]
    public async Task Paper_has_the_evidence_where_it_is_asked_for()
    {
        await using var opened = await Opened.WithAsync(chromium, 400, "#findings?verdict=fail&control=ssh-closed");
        await opened.Page.EvaluateAsync("() => { window.print = () => { window.asked = true; }; }");
        await opened.Page.GetByLabel("with evidence").CheckAsync();
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Print these findings" }).ClickAsync();
        await opened.Page.WaitForFunctionAsync("() => window.asked");
        await opened.Page.EmulateMediaAsync(paper);

        var failing = Made.Findings(400).Where(finding => finding is { Verdict: Verdict.Fail, Control: "ssh-closed" }).ToList();
        await Expect(opened.Page.Locator("#printed .printed-detail")).ToHaveCountAsync(failing.Count);
        await Expect(opened.Page.Locator("#printed .printed-detail").First).ToContainTextAsync(failing[0].Evidence[0].Sha256);
    }

    [Fact]
    public async Task A_page_of_paper_is_wide_enough_and_there_are_as_many_as_it_takes()
    {
        await using var opened = await Opened.WithAsync(chromium, 400, "#findings?verdict=fail");

        var pdf = await opened.Page.PdfAsync(new() { PreferCSSPageSize = true });

        // The browser itself asked for the list, and took it away again.
        Assert.True(CountPages(pdf) >= 6, string.Create(CultureInfo.InvariantCulture, $"{CountPages(pdf)} pages: each view begins one"));
        await Expect(opened.Page.Locator("#printed tr")).ToHaveCountAsync(0);
        await opened.Page.SetViewportSizeAsync(1_032, 720);
        await opened.Page.EmulateMediaAsync(paper);
        Assert.Equal(0, await opened.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"));
    }

    private static int CountPages(byte[] pdf) =>
        System.Text.RegularExpressions.Regex.Count(System.Text.Encoding.Latin1.GetString(pdf), @"/Type\s*/Page\b(?!s)");
}
