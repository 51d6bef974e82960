using System.Runtime.CompilerServices;
using Microsoft.Playwright;
using SecretScoops.Governance.Reports.Tests;
using Xunit;

namespace SecretScoops.Governance.Page.Tests;

/// <summary>The pictures in docs/images. <c>UPDATE_SCREENSHOTS=1</c> makes them anew; else they need only be there, since fonts differ from machine to machine.</summary>
public sealed class ScreenshotTests(Chromium chromium)
{
    private const int MostBytes = 300_000;

    [Theory]
    [InlineData("report-summary", "#summary", ColorScheme.Light)]
    [InlineData("report-findings", "#findings?verdict=fail&environment=dev&open=ssh", ColorScheme.Light)]
    [InlineData("report-controls", "#controls", ColorScheme.Dark)]
    [InlineData("report-exemptions", "#exemptions", ColorScheme.Light)]
    public async Task A_view_has_its_picture(string name, string view, ColorScheme scheme)
    {
        await PictureAsync(name, view, scheme, _ => Task.CompletedTask);
    }

    [Fact]
    public async Task Paper_has_its_picture()
    {
        await PictureAsync("report-print", "#findings?verdict=fail", ColorScheme.Light, async page =>
        {
            await page.SetViewportSizeAsync(1_032, 720);
            await page.EmulateMediaAsync(new() { Media = Media.Print });
            await page.Locator("#findings").ScrollIntoViewIfNeededAsync();
            await page.EvaluateAsync("document.getElementById('findings').scrollIntoView()");
        });
    }

    private async Task PictureAsync(string name, string view, ColorScheme scheme, Func<IPage, Task> prepare)
    {
        var path = PathOf(name);
        if (Environment.GetEnvironmentVariable("UPDATE_SCREENSHOTS") == "1")
        {
            var made = Made.Report(Gallery.Findings) with { Header = Gallery.Header };
            await using var opened = await Opened.WithAsync(chromium, made, Gallery.Findings, view.Replace("=ssh", $"={Failing}", StringComparison.Ordinal), new() { ColorScheme = scheme });
            await prepare(opened.Page);
            await opened.Page.ScreenshotAsync(new() { Path = path, Animations = ScreenshotAnimations.Disabled });
        }

        Assert.InRange(new FileInfo(path).Length, 1, MostBytes);
    }

    private static int Failing => Gallery.Findings.FindIndex(finding => finding is { Control: "databases-private", Verdict: Reports.Model.Verdict.Fail });

    private static string PathOf(string name, [CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../docs/images", $"{name}.png"));
}
