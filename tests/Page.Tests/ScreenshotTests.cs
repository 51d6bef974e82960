using System.Runtime.CompilerServices;
using Microsoft.Playwright;
using Xunit;

namespace SecretScoops.Governance.Page.Tests;

/// <summary>
/// The pictures in docs/images. <c>UPDATE_SCREENSHOTS=FILE</c> makes them anew from the page of a report, as docs/images/README.md tells; else they need only be there, since fonts differ
/// from machine to machine.
/// </summary>
public sealed class ScreenshotTests(Chromium chromium)
{
    private const int MostBytes = 300_000;

    [Theory]
    [InlineData("report-summary", "#summary", ColorScheme.Light)]
    [InlineData("report-findings", "#findings?verdict=fail&environment=uat", ColorScheme.Light)]
    [InlineData("report-controls", "#controls?show=differs", ColorScheme.Dark)]
    [InlineData("report-exemptions", "#exemptions", ColorScheme.Light)]
    public async Task A_view_has_its_picture(string name, string view, ColorScheme scheme)
    {
        await PictureAsync(name, view, scheme, async page =>
        {
            if (name == "report-findings")
            {
                // One that shows both what was declared and what was observed.
                await page.Locator("#list tbody tr").Filter(new() { Has = page.Locator(".c-declared", new() { HasTextRegex = new("\\w") }) }).Locator("button.open").First.ClickAsync();
                await Assertions.Expect(page.Locator("#detail")).ToBeVisibleAsync();
            }
        });
    }

    [Fact]
    public async Task Paper_has_its_picture()
    {
        await PictureAsync("report-print", "#findings?verdict=fail", ColorScheme.Light, async page =>
        {
            await page.SetViewportSizeAsync(1_032, 720);
            await page.EmulateMediaAsync(new() { Media = Media.Print });
            await page.EvaluateAsync("document.getElementById('findings').scrollIntoView()");
        });
    }

    private async Task PictureAsync(string name, string view, ColorScheme scheme, Func<IPage, Task> prepare)
    {
        var path = PathOf(name);
        if (Environment.GetEnvironmentVariable("UPDATE_SCREENSHOTS") is { Length: > 0 } report)
        {
            await using var opened = await Opened.FileAsync(chromium, Path.GetFullPath(report), view, new() { ColorScheme = scheme });
            await prepare(opened.Page);
            await opened.Page.ScreenshotAsync(new() { Path = path, Animations = ScreenshotAnimations.Disabled });
        }

        Assert.InRange(new FileInfo(path).Length, 1, MostBytes);
    }

    private static string PathOf(string name, [CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../docs/images", $"{name}.png"));
}
