using System.Text;
using System.Text.Json;

namespace SecretScoops.Governance.Lambda.Tests;

/// <summary>What goes to a handler, and what comes of what it gives or throws.</summary>
public sealed class InvocationTests
{
    [Fact]
    public async Task Invocations_are_answered_one_after_another_each_with_its_own_response()
    {
        await using var loop = new RunningLoop((payload, _, _) => Task.FromResult(payload));

        var answers = Enumerable.Range(1, 5).Select(number => loop.InvokeAsync($$"""{"number":{{number}}}""")).ToList();

        foreach (var (number, answer) in Enumerable.Range(1, 5).Zip(await Task.WhenAll(answers)))
        {
            Assert.Equal(($$"""{"number":{{number}}}""", "application/json", false), (answer.Text, answer.ContentType, answer.IsError));
        }
    }

    [Fact]
    public async Task What_a_handler_throws_is_told_with_its_cause_and_the_next_invocation_is_served()
    {
        await using var loop = new RunningLoop(async (payload, _, _) =>
        {
            await Task.Yield();
            return payload.Length > 2 ? throw new InvalidOperationException("no \"such\"\nthing", new FormatException("inner")) : payload;
        });

        var answer = await loop.InvokeAsync("[1]");
        var next = await loop.InvokeAsync("[]");

        Assert.Equal((true, "InvalidOperationException", "application/vnd.aws.lambda.error+json"), (answer.IsError, answer.ErrorType, answer.ContentType));
        Assert.Equal("InvalidOperationException", answer.Json.GetProperty("errorType").GetString());
        Assert.Equal("no \"such\"\nthing", answer.Json.GetProperty("errorMessage").GetString());
        Assert.Contains(answer.Json.GetProperty("stackTrace").EnumerateArray(), frame => frame.GetString()!.Contains(nameof(InvocationTests), StringComparison.Ordinal));
        Assert.Equal("FormatException", answer.Json.GetProperty("cause").GetProperty("errorType").GetString());
        Assert.Equal("[]", next.Text);
        var line = await loop.Log.LineAsync("the handler failed");
        Assert.Equal(("ERROR", "InvalidOperationException"), (line.GetProperty("level").GetString(), line.GetProperty("errorType").GetString()));
    }

    [Fact]
    public async Task A_handler_may_throw_before_it_waits_for_anything()
    {
        await using var loop = new RunningLoop((_, _, _) => throw new ArgumentException("at once"));

        Assert.Equal("at once", (await loop.InvokeAsync("1")).Json.GetProperty("errorMessage").GetString());
    }

    [Fact]
    public async Task A_name_that_no_header_can_hold_is_told_in_the_body_alone()
    {
        await using var loop = new RunningLoop((_, _, _) => throw new FehlerÄÖÜException());

        var answer = await loop.InvokeAsync("1");

        Assert.Equal("Runtime.UnknownReason", answer.ErrorType);
        Assert.Equal(nameof(FehlerÄÖÜException), answer.Json.GetProperty("errorType").GetString());
    }

    [Fact]
    public async Task The_context_tells_the_invocation_and_the_function()
    {
        var told = new TaskCompletionSource<InvocationContext>();
        await using var loop = new RunningLoop((payload, context, _) =>
        {
            told.SetResult(context);
            return Task.FromResult(payload);
        });

        _ = await loop.InvokeAsync(
            "1",
            ("Lambda-Runtime-Aws-Request-Id", "request-1"),
            ("Lambda-Runtime-Trace-Id", "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=1"),
            ("Lambda-Runtime-Client-Context", """{"client":{"app_title":"Eisbär","installation_id":"i-1"},"custom":{"a":"b"},"env":{"model":"m","n":1}}"""),
            ("Lambda-Runtime-Cognito-Identity", """{"cognitoIdentityId":"id-1","cognitoIdentityPoolId":"pool-1"}"""));
        var context = await told.Task.Soon();

        Assert.Equal(("request-1", "echo", "7", 256), (context.AwsRequestId, context.FunctionName, context.FunctionVersion, context.MemoryLimitInMB));
        Assert.Equal(("/aws/lambda/echo", "stream"), (context.LogGroupName, context.LogStreamName));
        Assert.Equal("arn:aws:lambda:eu-west-1:123456789012:function:echo", context.InvokedFunctionArn);
        Assert.Equal(TimeSpan.FromSeconds(30), context.RemainingTime);
        Assert.Equal("Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=1", context.TraceId);
        Assert.Equal(("Eisbär", "i-1", ""), (context.ClientContext!.Client.AppTitle, context.ClientContext.Client.InstallationId, context.ClientContext.Client.AppVersionCode));
        Assert.Equal(("b", "m", "1"), (context.ClientContext.Custom["a"], context.ClientContext.Environment["model"], context.ClientContext.Environment["n"]));
        Assert.Equal(("id-1", "pool-1"), (context.Identity!.IdentityId, context.Identity.IdentityPoolId));

        loop.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(TimeSpan.Zero, context.RemainingTime);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("""{"client":[],"custom":3""")]
    public async Task What_a_caller_put_into_headers_may_be_anything(string? header)
    {
        await using var loop = new RunningLoop((_, context, _) =>
            Task.FromResult<ReadOnlyMemory<byte>>(JsonSerializer.SerializeToUtf8Bytes(context.ClientContext is null && context.Identity is null)));

        var answer = await loop.InvokeAsync("1", ("Lambda-Runtime-Client-Context", header), ("Lambda-Runtime-Cognito-Identity", header));

        Assert.Equal("true", answer.Text);
    }

    [Fact]
    public async Task A_response_that_Lambda_would_not_take_is_told_as_such()
    {
        await using var loop = new RunningLoop((payload, _, _) => Task.FromResult<ReadOnlyMemory<byte>>(new byte[payload.Length == 1 ? 101 : 100]));

        var tooLarge = await loop.InvokeAsync("1");
        var fits = await loop.InvokeAsync("22");

        Assert.Equal("Function.ResponseSizeTooLarge", tooLarge.ErrorType);
        Assert.Equal("the response has 101 bytes: Lambda takes at most 100", tooLarge.Json.GetProperty("errorMessage").GetString());
        Assert.Equal((false, 100), (fits.IsError, Encoding.UTF8.GetByteCount(fits.Text)));
    }

    [Fact]
    public async Task A_response_that_the_runtime_API_finds_too_large_is_told_as_such()
    {
        await using var loop = new RunningLoop((payload, _, _) => Task.FromResult(payload), path => path.EndsWith("/response", StringComparison.Ordinal) ? 413 : null);

        var answer = await loop.InvokeAsync("1");

        Assert.Equal("Function.ResponseSizeTooLarge", answer.ErrorType);
        Assert.Contains("refused by the test", answer.Json.GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
    }

    private sealed class FehlerÄÖÜException : Exception;
}
