using CsCheck;
using SecretScoops.Governance.Aws.Resilience;
using Xunit;

namespace SecretScoops.Governance.Aws.Tests.Resilience;

public sealed class BackoffTests
{
    private static readonly RetryRule s_rule = new(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(20)) { Patience = TimeSpan.FromMinutes(5) };

    [Fact]
    public void Every_wait_lies_between_floor_and_ceiling() =>
        Gen.Select(Gen.Double[0, 30], Gen.Double[0, 0.999999]).Sample((previous, chance) =>
        {
            var wait = Backoff.Next(s_rule, TimeSpan.FromSeconds(previous), chance);
            return wait >= s_rule.Floor && wait <= s_rule.Ceiling;
        });

    [Fact]
    public void Waits_grow_to_three_times_the_one_before()
    {
        var wait = Backoff.Next(s_rule, TimeSpan.FromSeconds(2), 0.999999);

        Assert.InRange(wait.TotalSeconds, 5.9, 6.0);
    }

    [Fact]
    public void At_the_ceiling_callers_do_not_come_back_in_step()
    {
        var waits = new[] { 0.7, 0.8, 0.9 }.Select(chance => Backoff.Next(s_rule, s_rule.Ceiling, chance));

        Assert.Equal(3, waits.Distinct().Count());
    }
}
