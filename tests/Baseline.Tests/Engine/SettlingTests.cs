using Microsoft.Extensions.Time.Testing;
using SecretScoops.Governance.Baseline.Engine;
using Xunit;

namespace SecretScoops.Governance.Baseline.Tests.Engine;

public sealed class SettlingTests
{
    private static readonly Change Update = new(
        Addresses.Address.Parse("thing/a"), Some.Resource("thing/a", """{"v":1}"""), Some.Resource("thing/a", """{"v":2}"""));

    [Fact]
    public async Task Waits_until_AWS_shows_the_change()
    {
        var reads = 0;

        await SettleAsync(() => ++reads < 4 ? Update.Before : Update.After);

        Assert.Equal(4, reads);
    }

    [Fact]
    public async Task Says_when_AWS_has_not_shown_it_in_time()
    {
        var thrown = await Assert.ThrowsAsync<FaultException>(() => SettleAsync(() => Update.Before));

        Assert.Equal("not-shown-yet", thrown.Fault.Code);
    }

    [Fact]
    public async Task Says_when_AWS_keeps_another_value_and_which()
    {
        var thrown = await Assert.ThrowsAsync<FaultException>(() => SettleAsync(() => Some.Resource("thing/a", """{"v":3}""")));

        Assert.Equal("another-value", thrown.Fault.Code);
        Assert.Contains("/v (3 instead of 2)", thrown.Fault.What, StringComparison.Ordinal);
    }

    private static async Task SettleAsync(Func<Resource?> read)
    {
        var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.Zero };
        var settling = new Settling(time).AwaitAsync(Update, _ => Task.FromResult(read()), TestContext.Current.CancellationToken);
        while (!settling.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await settling;
    }
}
