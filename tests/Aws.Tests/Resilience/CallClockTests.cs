using Amazon.SecurityToken.Model;
using Microsoft.Extensions.Time.Testing;
using SecretScoops.Governance.Aws.Resilience;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Aws.Tests.Sessions;
using Xunit;

namespace SecretScoops.Governance.Aws.Tests.Resilience;

/// <summary>How long callers wait is counted once, whatever happens within or beside a call.</summary>
public sealed class CallClockTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-11-24T12:00:00Z", null));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(200)]
    [InlineData(403)]
    public async Task What_a_caller_waits_for_is_counted_once_though_a_role_is_assumed_within_it(int status)
    {
        var start = _time.GetUtcNow();
        using var server = new ScriptedServer((_, request) =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return request.Asks("AssumeRole") ? Answer.Role("222222222222", "role", start.AddHours(1))
                : request.Token == "role" && status != 200 ? Answer.Error("AccessDenied", status: status)
                : Answer.Identity();
        });
        using var connection = new AwsConnection(new() { Handler = server, Region = "eu-west-1", Time = _time });

        var failure = await Record.ExceptionAsync(() => connection.Home.In("222222222222").Sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Ct));

        Assert.Equal(status == 200, failure is null);
        Assert.Equal([false, true], server.Requests.TakeLast(2).Select(request => request.Token == "role"));
        Assert.Equal(_time.GetUtcNow() - start, connection.Clock.Spent);
    }

    [Fact]
    public async Task What_callers_wait_for_at_once_is_counted_once()
    {
        var clock = new CallClock(_time);
        var (first, second) = (new TaskCompletionSource<int>(), new TaskCompletionSource<int>());

        var waiting = (clock.MeasureAsync(() => first.Task), clock.MeasureAsync(() => second.Task));
        _time.Advance(TimeSpan.FromSeconds(2));
        first.SetResult(1);
        Assert.Equal(1, await waiting.Item1);
        Assert.Equal(TimeSpan.Zero, clock.Spent);
        _time.Advance(TimeSpan.FromSeconds(3));
        second.SetResult(2);
        Assert.Equal(2, await waiting.Item2);
        _time.Advance(TimeSpan.FromSeconds(7));

        Assert.Equal(TimeSpan.FromSeconds(5), clock.Spent);
    }
}
