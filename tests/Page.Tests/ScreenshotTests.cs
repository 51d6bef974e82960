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
    private const int Wide = 1_440;

    // Pixels from the end of a picture to what comes below it.
    private const int Below = 1;

    [Theory]
    [InlineData("report-summary", "#summary", ColorScheme.Light, 1_200, "#by-framework")]
    [InlineData("report-findings", "#findings?verdict=fail&environment=dev,uat", ColorScheme.Light, 900, null)]
    [InlineData("report-controls", "#controls?show=differs", ColorScheme.Dark, 1_200, "footer")]
    [InlineData("report-exemptions", "#exemptions", ColorScheme.Light, 1_200, "#exemptions tbody tr:nth-of-type(4)")]
    public async Task A_view_has_its_picture(string name, string view, ColorScheme scheme, int height, string? until)
    {
        var path = PathOf(name);
        if (Environment.GetEnvironmentVariable("UPDATE_SCREENSHOTS") is { Length: > 0 } report)
        {
            await using var opened = await Opened.FileAsync(chromium, Path.GetFullPath(report), view, new() { ColorScheme = scheme, ViewportSize = new() { Width = Wide, Height = height } });
            if (name == "report-findings")
            {
                await OpenOneAsync(opened);
            }

            await opened.Page.ScreenshotAsync(new() { Path = path, Animations = ScreenshotAnimations.Disabled, Clip = until is null ? null : await AboveAsync(opened, until, height) });
        }

        Assert.InRange(new FileInfo(path).Length, 1, MostBytes);
    }

    /// <summary>All that stands above something, which would else be cut through wherever the window ends.</summary>
    private static async Task<Clip> AboveAsync(Opened opened, string until, int height)
    {
        var top = (await opened.Page.Locator(until).BoundingBoxAsync())!.Y - Below;
        Assert.InRange(top, 1, height);
        return new() { X = 0, Y = 0, Width = Wide, Height = top };
    }

    /// <summary>Opens a finding that has both what was declared and what was observed.</summary>
    private static async Task OpenOneAsync(Opened opened)
    {
        await opened.Rows.Filter(new() { Has = opened.Page.Locator(".c-declared", new() { HasTextRegex = new("\\w") }) }).Locator("button.open").First.ClickAsync();
        await Assertions.Expect(opened.Page.Locator("#detail")).ToBeVisibleAsync();
    }

    private static string PathOf(string name, [CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../docs/images", $"{name}.png"));
}
