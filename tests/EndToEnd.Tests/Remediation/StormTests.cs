using SecretScoops.Governance.Aws.Ledger;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Remediation.Alerts;
using SecretScoops.Governance.Remediation.Functions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation;

/// <summary>A storm of alerts becomes one message, and that one message arrives.</summary>
public sealed class StormTests
{
    private const int Most = 3;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_comes_after_the_most_is_one_summary_an_hour_and_what_is_urgent_still_comes()
    {
        await using var ward = await SandboxWard.OpenAsync();
        var notifier = NotifierOf(ward);
        for (var i = 0; i < 10; i++)
        {
            await notifier.TellAsync(Alert(ward, $"bucket-{i}"), Cancel);
        }

        await notifier.TellAsync(Alert(ward, "fought") with { Step = LedgerStep.Stopped }, Cancel);

        Assert.Equal(
            ["[PROD] fixed: buckets-public-access-blocked bucket-0", "[PROD] fixed: buckets-public-access-blocked bucket-1", "[PROD] fixed: buckets-public-access-blocked bucket-2",
                $"[PROD] storm: more than {Most} high alerts in account {ward.AccountId} this hour", "[PROD] stopped: buckets-public-access-blocked fought"],
            await ward.ToldAsync());

        ward.Time.Advance(TimeSpan.FromHours(1));
        await notifier.TellAsync(Alert(ward, "later"), Cancel);
        Assert.Equal(["[PROD] fixed: buckets-public-access-blocked later"], await ward.ToldAsync());
    }

    [Fact]
    public async Task A_summary_that_could_not_be_published_is_published_by_the_next_who_comes()
    {
        await using var ward = await SandboxWard.OpenAsync();
        var notifier = NotifierOf(ward);
        for (var i = 0; i < Most; i++)
        {
            await notifier.TellAsync(Alert(ward, $"bucket-{i}"), Cancel);
        }

        await ward.ToldAsync();
        ward.Refuse("Publish");

        // Whoever tells hears that it did not work, so that his message comes again.
        await Assert.ThrowsAnyAsync<Exception>(() => notifier.TellAsync(Alert(ward, "lost"), Cancel));
        ward.Observe = _ => { };
        Assert.Empty(await ward.ToldAsync());
        await notifier.TellAsync(Alert(ward, "lost"), Cancel);
        await notifier.TellAsync(Alert(ward, "next"), Cancel);

        Assert.Equal([$"[PROD] storm: more than {Most} high alerts in account {ward.AccountId} this hour"], await ward.ToldAsync());
    }

    [Fact]
    public async Task A_storm_of_small_ones_hides_no_great_one()
    {
        await using var ward = await SandboxWard.OpenAsync();
        var notifier = NotifierOf(ward);
        for (var i = 0; i < 10; i++)
        {
            await notifier.TellAsync(Alert(ward, $"bucket-{i}") with { Severity = "low" }, Cancel);
        }

        await ward.ToldAsync();
        await notifier.TellAsync(Alert(ward, "orders") with { Severity = "critical", Step = LedgerStep.Held }, Cancel);

        Assert.Equal(["[PROD] needs approval: buckets-public-access-blocked orders"], await ward.ToldAsync());
    }

    [Fact]
    public async Task The_summary_of_an_account_with_a_long_name_is_one_that_SNS_takes()
    {
        await using var ward = await SandboxWard.OpenAsync();
        var notifier = NotifierOf(ward);
        for (var i = 0; i <= Most; i++)
        {
            await notifier.TellAsync(Alert(ward, $"bucket-{i}") with { Environment = null, Account = "An account that somebody made in the console, 2026" }, Cancel);
        }

        Assert.All(await ward.ToldAsync(), subject => Assert.InRange(subject.Length, 1, 100));
    }

    private static Notifier NotifierOf(SandboxWard ward) => new(
        ward.Home,
        ward.Bundle.Find(Policies.Files.AlertsFile.Area)!.Value.Value.Topics.ToDictionary(topic => topic.Value.Severity, topic => topic.Value.Name),
        new LedgerTable(ward.Home.DynamoDb, Setup.Rules(ward.Bundle).Table),
        Most,
        ward.Time);

    private static Alert Alert(SandboxWard ward, string bucket) => new()
    {
        Incident = ward.IncidentOf(bucket),
        Step = LedgerStep.Fixed,
        Severity = "high",
        Title = "Every bucket blocks public access by itself",
        Account = "prod",
        Environment = "prod",
        Why = "the policies say auto",
        Violations = [],
        At = ward.Time.GetUtcNow(),
    };
}
