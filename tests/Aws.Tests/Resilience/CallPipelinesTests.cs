using System.Globalization;
using System.Net;
using Amazon.Runtime;
using Microsoft.Extensions.Time.Testing;
using SecretScoops.Governance.Aws.Resilience;
using Xunit;

namespace SecretScoops.Governance.Aws.Tests.Resilience;

/// <summary>How calls are repeated, bounded and paced; the attempts are functions, the clock is ours.</summary>
public sealed class CallPipelinesTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _told = [];

    [Fact]
    public async Task Throttling_for_more_than_a_minute_is_survived_and_told()
    {
        var start = _time.GetUtcNow();

        var answer = await Make("organizations", "CreatePolicy", _ => _time.GetUtcNow() - start < TimeSpan.FromSeconds(90) ? throw Answer("TooManyRequestsException") : "done");

        Assert.Equal("done", answer);
        Assert.Contains(_told, line => line.StartsWith("organizations: throttled, waiting ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Patience_ends_with_what_AWS_said_last()
    {
        var start = _time.GetUtcNow();

        var failure = await Assert.ThrowsAsync<AmazonServiceException>(() => Make("organizations", "CreatePolicy", _ => throw Answer("TooManyRequestsException"), secondsAStep: 2));

        Assert.Equal("TooManyRequestsException", failure.ErrorCode);
        Assert.InRange((_time.GetUtcNow() - start).TotalMinutes, 5, 6);
    }

    [Theory]
    [InlineData("ConstraintViolationException")]
    [InlineData("AccessDeniedException")]
    [InlineData("NotOffered")]
    public async Task What_will_never_pass_is_tried_once(string code)
    {
        var attempts = 0;

        await Assert.ThrowsAsync<AmazonServiceException>(() => Make("organizations", "AttachPolicy", _ =>
        {
            attempts++;
            throw Answer(code);
        }));

        Assert.Equal(1, attempts);
    }

    [Theory]
    [InlineData("CreateAccount", 1)]
    [InlineData("CreatePolicy", 6)]
    [InlineData("ListRoots", 6)]
    public async Task After_a_cut_only_what_may_be_done_twice_is_repeated(string operation, int expected)
    {
        var attempts = 0;
        Call? made = null;

        await Assert.ThrowsAsync<ConnectionException>(() => Make("organizations", operation, call =>
        {
            made = call;
            attempts++;
            throw new ConnectionException(ConnectionTrouble.Cut, null, new IOException("cut"));
        }));

        Assert.Equal(expected, attempts);
        Assert.Equal(operation == "CreateAccount", made!.OutcomeUnknown);
    }

    [Theory]
    [InlineData("TooManyRequestsException")]
    [InlineData("ConcurrentModificationException")]
    public async Task An_account_is_asked_for_again_when_AWS_says_that_nothing_was_done(string code)
    {
        var attempts = 0;

        await Make("organizations", "CreateAccount", _ => ++attempts < 3 ? throw Answer(code) : "done");

        Assert.Equal(3, attempts);
    }

    [Fact]
    public async Task An_attempt_without_an_answer_is_given_up_and_repeated()
    {
        var attempts = 0;
        var pipelines = Pipelines();
        var call = CallTo("organizations", "ListRoots");

        var answer = await _time.PassUntil(pipelines.MakeAsync(
            call,
            async token =>
            {
                if (++attempts == 1)
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, token);
                }

                return "done";
            },
            TestContext.Current.CancellationToken));

        Assert.Equal("done", answer);
        Assert.Equal(2, attempts);
        Assert.Equal(Failure.Slow, call.Failure);
    }

    [Fact]
    public async Task Writes_to_the_organization_go_one_at_a_time_and_reads_side_by_side()
    {
        var pipelines = Pipelines();

        Assert.Equal(1, await AtOnce(pipelines, 8, "organizations", "AttachPolicy"));
        Assert.Equal(8, await AtOnce(pipelines, 8, "organizations", "ListTargetsForPolicy"));
    }

    [Fact]
    public async Task No_account_is_asked_more_than_a_handful_at_a_time_and_others_go_on_beside_it()
    {
        var pipelines = Pipelines();

        Assert.Equal(5, await AtOnce(pipelines, 8, "config", "DescribeConfigRules"));
        Assert.Equal(16, await AtOnce(pipelines, 16, "config", "DescribeConfigRules", call => (call % 4).ToString("D12", CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Each_account_has_an_allowance_of_its_own()
    {
        Assert.InRange(await SecondsFor(6, atAws: true, "cloudtrail", "UpdateTrail"), 4.5, 6);
        Assert.InRange(await SecondsFor(6, atAws: true, "cloudtrail", "UpdateTrail", call => (call % 2).ToString("D12", CultureInfo.InvariantCulture)), 1.5, 3);
    }

    [Fact]
    public async Task Calls_are_paced_at_AWS_and_nowhere_else()
    {
        Assert.InRange(await SecondsFor(21, atAws: true), 8.5, 10);
        Assert.Equal(0, await SecondsFor(21, atAws: false));
    }

    [Fact]
    public async Task Waiting_ends_when_the_caller_says_so()
    {
        using var stop = new CancellationTokenSource();
        var making = Pipelines().MakeAsync<string>(CallTo("organizations", "ListRoots"), _ => throw Answer("TooManyRequestsException"), stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => making);
    }

    private async Task<double> SecondsFor(int calls, bool atAws, string service = "organizations", string operation = "DetachPolicy", Func<int, string>? account = null)
    {
        var (pipelines, start) = (Pipelines(), _time.GetUtcNow());
        var all = Task.WhenAll(Enumerable.Range(0, calls).Select(i =>
            pipelines.MakeAsync(CallTo(service, operation, atAws, account?.Invoke(i)), _ => Task.FromResult("done"), TestContext.Current.CancellationToken)));
        await _time.PassUntil(all, secondsAStep: 0.05);
        return (_time.GetUtcNow() - start).TotalSeconds;
    }

    /// <summary>How many of so many calls are being answered while none of them has been.</summary>
    private async Task<int> AtOnce(CallPipelines pipelines, int calls, string service, string operation, Func<int, string>? account = null)
    {
        var answers = new TaskCompletionSource<string>();
        var asked = 0;
        var all = Enumerable.Range(0, calls).Select(i => pipelines.MakeAsync(
            CallTo(service, operation, account: account?.Invoke(i)),
            token =>
            {
                Interlocked.Increment(ref asked);
                return answers.Task;
            },
            TestContext.Current.CancellationToken)).ToArray();
        var atOnce = asked;
        answers.SetResult("done");
        await Task.WhenAll(all);
        Assert.Equal(calls, asked);
        return atOnce;
    }

    private Task<string> Make(string service, string operation, Func<Call, string> attempt, double secondsAStep = 0.5)
    {
        var call = CallTo(service, operation);
        return _time.PassUntil(Pipelines().MakeAsync(call, async token => attempt(call), TestContext.Current.CancellationToken), secondsAStep);
    }

    private CallPipelines Pipelines() => new(new(), _time, new(), line => _told.Add(line));

    private Call CallTo(string service, string operation, bool atAws = false, string? account = null) => new(
        new()
        {
            Http = null!,
            Pipelines = null!,
            Credentials = new Ready(),
            Region = "eu-west-1",
            AccountId = () => account ?? "111111111111",
            IsNewAccount = () => false,
            AtAws = atAws,
        },
        service,
        service,
        operation,
        _time);

    private static AmazonServiceException Answer(string code) => new("no", null, ErrorType.Sender, code, "request", HttpStatusCode.BadRequest);

    private sealed class Ready : RenewableCredentials
    {
        public override string? Principal => null;

        public override ImmutableCredentials? Present { get; } = new("key", "secret", null);

        public override ValueTask ReadyAsync(CancellationToken cancellationToken) => default;

        public override void Expire(ImmutableCredentials used)
        {
        }
    }
}
