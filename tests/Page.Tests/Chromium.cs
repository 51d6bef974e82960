using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(SecretScoops.Governance.Page.Tests.Chromium))]
// One browser on two cores: pages that load side by side only slow one another down.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace SecretScoops.Governance.Page.Tests;

/// <summary>The system's Chromium, started once for all tests, with no way to any network.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>Where Debian's package puts it; CHROMIUM names another.</summary>
    private static readonly string path = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(path))
        {
            return;
        }

        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = path,
            Args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A window of its own, closed by whoever asked for it. Where no Chromium is, the test is skipped; in continuous integration (<c>CI=true</c>) it fails.</summary>
    public async Task<IBrowserContext> WindowAsync(BrowserNewContextOptions? options = null)
    {
        if (browser is null)
        {
            var reason = $"no browser at {path} — apt-get install chromium, or set CHROMIUM to one";
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", reason);
            Assert.Fail(reason);
        }

        options ??= new();
        options.ViewportSize ??= new() { Width = 1440, Height = 900 };
        options.ReducedMotion ??= ReducedMotion.Reduce;
        return await browser.NewContextAsync(options);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }
}
