using System.Text.Json.Nodes;
using SecretScoops.Governance.Reports.Model;
using SecretScoops.Governance.Reports.Tests;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace SecretScoops.Governance.Page.Tests;

/// <summary>The page asks nothing of anybody, and what it holds does nothing.</summary>
public sealed class IsolationTests(Chromium chromium)
{
    private static readonly string[] hostile =
    [
        "</script><script>window.bad = 1</script>",
        "<img src=x onerror='window.bad = 2'>",
        "\"><svg onload=window.bad=3>",
        "<!--<script>",
        "javascript:window.bad=4",
        "{{script}} ${window.bad = 5}",
        "photo\u202Egnp.exe \u2066isolate\u200B\u0000\u0007\u001b[31m\u0085",
        "=HYPERLINK(\"https://example.com\")",
        "\ud800 half a sign",
        new('x', 10_000),
    ];

    [Fact]
    public async Task No_request_leaves_the_file_whatever_is_opened()
    {
        await using var opened = await Opened.WithAsync(chromium, 400);

        foreach (var view in (string[])["#findings?open=50", "#controls", "#frameworks", "#exemptions", "#gaps"])
        {
            await opened.GoAsync(view);
        }

        await opened.Page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Print });
        Assert.All(opened.Requests, url => Assert.StartsWith("file://", url, StringComparison.Ordinal));
        Assert.Single(opened.Requests.Select(url => url.Split('#')[0]).Distinct());
        Assert.Empty(opened.Errors);
    }

    [Fact]
    public async Task A_script_or_a_request_that_is_smuggled_in_is_stopped_by_the_policy()
    {
        await using var opened = await Opened.WithAsync(chromium, 20);

        await opened.Page.EvaluateAsync("""
            () => {
                const script = document.createElement("script");
                script.textContent = "window.bad = 1";
                const image = document.createElement("img");
                image.src = "https://example.com/x.png";
                document.body.append(script, image);
                return fetch("https://example.com/").catch(() => null);
            }
            """);

        Assert.False(await opened.Page.EvaluateAsync<bool>("'bad' in window"));
        Assert.DoesNotContain(opened.Sent, url => url.Contains("example.com", StringComparison.Ordinal));
        Assert.Contains(opened.Errors, error => error.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Hostile_words_are_words_in_every_place()
    {
        var findings = hostile.Select(Finding).ToList();
        await using var opened = await Opened.WithAsync(chromium, Hostile(findings), findings, "#findings");

        for (var i = 0; i < findings.Count; i++)
        {
            await opened.GoAsync($"#findings?open={i}");
            await Expect(opened.Page.Locator("#detail h3")).ToBeVisibleAsync();
            await Expect(opened.Page.Locator($"#list tr[data-finding='{i}'] button[aria-expanded=true]")).ToBeVisibleAsync();
        }

        foreach (var view in (string[])["#summary", "#controls", "#frameworks", "#exemptions", "#gaps"])
        {
            await opened.GoAsync(view);
        }

        await opened.Page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Print });
        await Expect(opened.Page.Locator("#printed tbody tr")).Not.ToHaveCountAsync(0);
        Assert.False(await opened.Page.EvaluateAsync<bool>("'bad' in window"));
        Assert.Equal(0, await opened.Page.Locator("img, svg[onload], iframe, script:not([type])").CountAsync());
        Assert.Empty(opened.Errors);
    }

    [Fact]
    public async Task Signs_that_cannot_be_seen_are_shown_and_their_commands_not_offered()
    {
        var finding = Finding(hostile[6]);
        await using var opened = await Opened.WithAsync(chromium, Hostile([finding]), [finding], "#findings?open=0");

        await Expect(opened.Page.Locator("#detail h3")).ToHaveTextAsync(@"photo\u202egnp.exe \u2066isolate\u200b\u0000\u0007\u001b[31m\u0085");
        await Expect(opened.Page.Locator("#detail")).ToContainTextAsync("not offered for copying");
        Assert.DoesNotContain('\u202e', await opened.Page.Locator("body").InnerTextAsync());
    }

    [Fact]
    public async Task A_search_for_markup_is_a_search()
    {
        var findings = hostile.Select(Finding).ToList();
        await using var opened = await Opened.WithAsync(chromium, Hostile(findings), findings, "#findings?q=%3Cimg%20src%3Dx");

        await opened.ShowsAsync(1, hostile.Length);
    }

    [Fact]
    public async Task A_fragment_that_nobody_made_harms_nothing()
    {
        await using var opened = await Opened.WithAsync(chromium, 20, "#findings?verdict=<b>,fail&sort=__proto__&open=99999999999999999999&environment=nowhere&control=%3Cscript%3E&page=%00");

        await opened.ShowsAsync(0, 20);
        Assert.Empty(opened.Errors);
    }

    private static Report Hostile(IReadOnlyList<Finding> findings)
    {
        var header = Made.Header;
        return new(
            header with
            {
                Subject = string.Join(' ', hostile),
                Principal = hostile[0],
                ToolVersion = hostile[1],
                Accounts = [.. header.Accounts.Select((account, i) => account with { Name = hostile[i] })],
                Gaps = [.. hostile.Select(word => new Gap("333333333333", word, word, word, [word]))],
                Exemptions = [.. header.Exemptions.Select((exemption, i) => exemption with { Owner = hostile[i], Reason = hostile[6], Ticket = hostile[2], Resources = hostile, TooBroad = hostile[1] })],
                Catalogue = new([.. header.Catalogue.Controls.Select((control, i) => control with { Title = hostile[i] })], [.. header.Catalogue.Frameworks.Select((framework, i) => framework with { Name = hostile[i], Source = hostile[0] })]),
            },
            Made.Report(findings).Summary);
    }

    private static Finding Finding(string word) => Made.Findings(1).Single() with
    {
        ResourceId = word,
        ResourceType = word,
        Reason = word,
        Verdict = Verdict.Fail,
        Tags = new Dictionary<string, string> { [word] = word },
        Declared = JsonValue.Create(word),
        Observed = new JsonObject { [word] = word },
        Evidence = [.. Made.Findings(1).Single().Evidence.Select(evidence => evidence with { Call = word, Command = word, RequestId = word })],
        Repairs = [new(Made.Now, word, word, word, word, word)],
    };
}
