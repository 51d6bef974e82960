using System.Text;
using System.Text.Json;
using Amazon.Lambda.Core;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using SecretScoops.Governance.Lambda.Logs;

namespace SecretScoops.Governance.Lambda.Tests.Logs;

/// <summary>Lines of the log. <see cref="CapturedLog"/> fails whatever is not one line of JSON with each key once.</summary>
public sealed class LogTests : IDisposable
{
    private readonly CapturedLog _written = new();
    private readonly FakeTimeProvider _time = new(new(2026, 11, 2, 9, 0, 0, 7, TimeSpan.Zero));

    public void Dispose() => _written.Dispose();

    [Fact]
    public void A_line_tells_moment_level_and_invocation()
    {
        Log().Write(LogLevel.Warning, "flapping", ("control", "S3.1"), ("times", 3), ("held", true), ("none", null), ("seconds", 1.5), ("regions", (string[])["eu-west-1", "eu-central-1"]));

        Assert.Equal(
            """{"timestamp":"2026-11-02T09:00:00.007Z","level":"WARN","requestId":"request-1","traceId":"Root=1","message":"flapping","control":"S3.1","times":3,"held":true,"none":null,"seconds":1.5,"regions":["eu-west-1","eu-central-1"]}""",
            _written.Lines.Single().GetRawText());
    }

    [Theory]
    [InlineData("two\nlines\r\n\u2028\u2029\u0085")]
    [InlineData("\0\u0001\u001b[31mred\u007f\t\"\\")]
    [InlineData("\",\"level\":\"FATAL\"}\n{\"level\":\"FATAL")]
    public void A_message_cannot_leave_its_line(string message)
    {
        Log().Write(LogLevel.Information, message, (message, message));

        Assert.Equal(message, _written.Lines.Single().GetProperty("message").GetString());
        Assert.Equal(message, _written.Lines.Single().GetProperty(message).GetString());
    }

    [Fact]
    public void Half_a_surrogate_pair_is_replaced()
    {
        Log().Write(LogLevel.Information, "a\ud800b\udc00", ("\udfff", "\ud800"));

        Assert.Equal("a\ufffdb\ufffd", _written.Lines.Single().GetProperty("message").GetString());
        Assert.Equal("\ufffd", _written.Lines.Single().GetProperty("\ufffd").GetString());
    }

    [Fact]
    public void Any_text_whatever_is_one_line_of_JSON_with_each_key_once()
    {
        var text = Gen.String[Gen.OneOf(Gen.Char['\0', '\u00ff'], Gen.Char['\u2000', '\uffff'], Gen.Char['\ud800', '\udfff'])];
        Gen.Select(text, text, text).Sample((message, name, value) =>
        {
            var before = _written.Lines.Count;
            Log().Write(LogLevel.Error, new InvalidOperationException(message), message, (name, value), (name, value), (Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name)), 1));
            return _written.Lines.Count == before + 1;
        }, iter: 2_000, threads: 1);
    }

    [Fact]
    public void A_field_named_as_a_key_of_ours_takes_no_place_of_ours()
    {
        Log().Write(LogLevel.Information, "m", ("level", "FATAL"), ("level", "again"), ("requestId", "forged"));

        var line = _written.Lines.Single();
        Assert.Equal(("INFO", "request-1"), (line.GetProperty("level").GetString(), line.GetProperty("requestId").GetString()));
        Assert.Equal(("FATAL", "again", "forged"), (line.GetProperty("level_").GetString(), line.GetProperty("level__").GetString(), line.GetProperty("requestId_").GetString()));
    }

    [Fact]
    public void A_correlation_id_stands_in_every_later_line_and_parts_side_by_side_have_their_own()
    {
        var log = Log();
        log.Write(LogLevel.Information, "before");
        log.CorrelationId = "finding-1";
        log.Write(LogLevel.Information, "after");
        log.With("finding-2").Write(LogLevel.Information, "beside");
        ((ILambdaLogger)log).LogInformation("after");

        Assert.Equal(
            [null, "finding-1", "finding-2", "finding-1"],
            _written.Lines.Select(line => line.TryGetProperty("correlationId", out var id) ? id.GetString() : null));
    }

    [Fact]
    public void Arguments_of_the_official_logger_fill_their_places_and_are_fields()
    {
        ILambdaLogger log = Log();

        log.LogError(new FormatException("bad"), "{{fixed}} {control} in {elapsed:0.0} s of {missing", "S3.1", 1.25);

        var line = _written.Lines.Single();
        Assert.Equal("{fixed} S3.1 in 1.3 s of {missing", line.GetProperty("message").GetString());
        Assert.Equal(("S3.1", 1.25, "bad"), (line.GetProperty("control").GetString(), line.GetProperty("elapsed").GetDouble(), line.GetProperty("errorMessage").GetString()));
    }

    [Fact]
    public void A_text_that_no_event_could_hold_is_cut()
    {
        Log().Write(LogLevel.Information, new string('x', 1_000_000));

        var message = _written.Lines.Single().GetProperty("message").GetString()!;
        Assert.EndsWith("… (967232 characters left out)", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ERROR", "ERROR FATAL")]
    [InlineData("warn", "WARN ERROR FATAL")]
    [InlineData(null, "INFO WARN ERROR FATAL")]
    [InlineData("LOUD", "INFO WARN ERROR FATAL")]
    [InlineData("TRACE", "TRACE DEBUG INFO WARN ERROR FATAL")]
    public void AWS_LAMBDA_LOG_LEVEL_says_what_is_written(string? variable, string written)
    {
        var log = new FunctionLog(new(_written, LogFormat.Json, LogLevels.Parse(variable), _time));

        foreach (var level in Enum.GetValues<LogLevel>())
        {
            ((ILambdaLogger)log).Log(level, "m {argument}", 1);
        }

        Assert.Equal(written, string.Join(' ', _written.Lines.Select(line => line.GetProperty("level").GetString())));
    }

    [Theory]
    [InlineData("JSON", true)]
    [InlineData(null, true)]
    [InlineData("Text", false)]
    [InlineData("TEXT", false)]
    public void AWS_LAMBDA_LOG_FORMAT_says_how_it_is_written(string? variable, bool isJson) =>
        Assert.Equal(isJson ? LogFormat.Json : LogFormat.Text, LogLines.FormatOf(variable));

    [Fact]
    public void In_the_text_format_too_an_entry_is_one_line()
    {
        using var output = new MemoryStream();
        var log = new FunctionLog(new(output, LogFormat.Text, LogLevel.Information, _time), "request-1");

        log.Write(LogLevel.Information, "two\nlines\u2028\ud800");
        log.CorrelationId = "finding-1";
        log.Write(LogLevel.Error, new FormatException("b\nad"), "tab\there", ("field", "x\ny"));

        Assert.Equal(
            [
                "2026-11-02T09:00:00.007Z\trequest-1\tINFO\ttwo\\nlines\\u2028\ufffd",
                """2026-11-02T09:00:00.007Z	request-1	ERROR	tab\there	{"correlationId":"finding-1","errorType":"FormatException","errorMessage":"b\nad","stackTrace":[],"field":"x\ny"}""",
                "",
            ],
            Encoding.UTF8.GetString(output.ToArray()).Split('\n'));
    }

    [Fact]
    public async Task The_static_logger_writes_into_the_invocation_that_calls_it()
    {
        await using var loop = new RunningLoop(async (payload, context, _) =>
        {
            context.Log.CorrelationId = "finding-1";
            await Task.Yield();
            LambdaLogger.Log(LogLevel.Warning, "seen {count}", 2);
            return payload;
        });

        _ = await loop.InvokeAsync("1", ("Lambda-Runtime-Aws-Request-Id", "request-9"), ("Lambda-Runtime-Trace-Id", "Root=9"));

        Assert.Equal(
            """{"timestamp":"2026-11-02T10:00:00.000Z","level":"WARN","requestId":"request-9","traceId":"Root=9","correlationId":"finding-1","message":"seen 2","count":2}""",
            JsonSerializer.Serialize(await loop.Log.LineAsync("seen")));
    }

    private FunctionLog Log() => new(new(_written, LogFormat.Json, LogLevel.Information, _time), "request-1", "Root=1");
}
