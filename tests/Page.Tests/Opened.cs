using System.Globalization;
using Microsoft.Playwright;
using SecretScoops.Governance.Reports.Formats;
using SecretScoops.Governance.Reports.Model;
using SecretScoops.Governance.Reports.Tests;
using static Microsoft.Playwright.Assertions;

namespace SecretScoops.Governance.Page.Tests;

/// <summary>A report's page, written to a file and opened in a window of its own.</summary>
internal sealed class Opened : IAsyncDisposable
{
    private readonly IBrowserContext window;
    private readonly bool isOurs;

    private Opened(IBrowserContext window, IPage page, string path, bool isOurs)
    {
        (this.window, Page, Path, this.isOurs) = (window, page, path, isOurs);
        page.PageError += (_, error) => Errors.Add(error);
        page.Console += (_, message) => Errors.AddRange(message.Type is "error" or "warning" ? [message.Text] : []);
        page.Request += (_, request) => Requests.Add(request.Url);
    }

    /// <summary>The browser's page.</summary>
    public IPage Page { get; }

    /// <summary>What scripts threw, and what the browser complained of.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>Whatever the page asked for, itself included.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>What of that the browser would have sent.</summary>
    public List<string> Sent { get; } = [];

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The line that says how many findings fit.</summary>
    public ILocator Count => Page.Locator("#count");

    /// <summary>The rows that are in the page.</summary>
    public ILocator Rows => Page.Locator("#list tbody tr[data-finding]");

    /// <summary>A report over made-up findings.</summary>
    public static Task<Opened> WithAsync(Chromium chromium, int findings, string fragment = "", BrowserNewContextOptions? options = null)
    {
        var made = Made.Findings(findings).ToList();
        return WithAsync(chromium, Made.Report(made), made, fragment, options);
    }

    /// <summary>A report of one's own.</summary>
    public static Task<Opened> WithAsync(Chromium chromium, Report report, IEnumerable<Finding> findings, string fragment = "", BrowserNewContextOptions? options = null)
    {
        var path = System.IO.Path.Combine(Directory.CreateTempSubdirectory("page-tests-").FullName, "report.html");
        Write(path, report, findings);
        return OpenAsync(chromium, path, isOurs: true, fragment, options);
    }

    /// <summary>A file that is there already, and stays.</summary>
    public static Task<Opened> FileAsync(Chromium chromium, string path, string fragment = "", BrowserNewContextOptions? options = null) => OpenAsync(chromium, path, isOurs: false, fragment, options);

    /// <summary>Opens the file at a fragment.</summary>
    public Task GoAsync(string fragment) => Page.GotoAsync(new Uri(Path).AbsoluteUri + fragment);

    /// <summary>The text of a column, by class, in the rows that are in the page.</summary>
    public async Task<IReadOnlyList<string>> ColumnAsync(string column) => await Page.Locator($"#list tbody tr[data-finding] .{column}").AllInnerTextsAsync();

    /// <summary>Waits until so many findings fit.</summary>
    public Task ShowsAsync(int count, int total) =>
        Expect(Count).ToHaveTextAsync(string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {(count == 1 ? "finding" : "findings")} of {total:#,0}"));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await window.DisposeAsync();
        if (isOurs)
        {
            Directory.Delete(System.IO.Path.GetDirectoryName(Path)!, recursive: true);
        }
    }

    private static async Task<Opened> OpenAsync(Chromium chromium, string path, bool isOurs, string fragment, BrowserNewContextOptions? options)
    {
        var window = await chromium.WindowAsync(options);
        Opened opened = new(window, await window.NewPageAsync(), path, isOurs);
        // Nothing but the file itself is let through.
        await window.RouteAsync("**/*", route =>
        {
            opened.Sent.Add(route.Request.Url);
            return route.Request.Url.StartsWith(new Uri(opened.Path).AbsoluteUri, StringComparison.Ordinal) ? route.ContinueAsync() : route.AbortAsync();
        });
        await opened.GoAsync(fragment);
        if (options?.JavaScriptEnabled != false)
        {
            await Expect(opened.Page.Locator("#progress")).ToBeHiddenAsync(new() { Timeout = 60_000 });
        }

        return opened;
    }

    private static void Write(string path, Report report, IEnumerable<Finding> findings)
    {
        using var writer = ReportFormat.All.Single(format => format.Name == "html").Open(report, new BufferedStream(File.Create(path), 1 << 16));
        writer.Begin();
        foreach (var finding in findings)
        {
            writer.Write(finding);
        }

        writer.End();
    }
}
