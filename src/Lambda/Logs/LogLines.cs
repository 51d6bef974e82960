using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Amazon.Lambda.Core;

namespace SecretScoops.Governance.Lambda.Logs;

/// <summary>Writes entries as lines, each in one write. Thread-safe.</summary>
/// <remarks>
/// Lambda takes each line of the standard output for an entry, so nothing in an entry may break the line. In JSON the keys are those of AWS's own runtime for .NET
/// (Lambda Developer Guide, "Log and monitor C# Lambda functions", read 2026-11): timestamp, level, requestId, traceId, message, errorType, errorMessage, stackTrace.
/// </remarks>
internal sealed class LogLines(Stream output, LogFormat format, LogLevel least, TimeProvider time)
{
    // Not for a web page, so only what JSON itself cannot hold is escaped; line separators of Unicode and control characters are, too.
    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly Lazy<LogLines> s_process = new(() => ForProcess(Environment.GetEnvironmentVariable, TimeProvider.System));

    private readonly Lock _gate = new();
    private readonly ArrayBufferWriter<byte> _line = new(1024);

    /// <summary>On the standard output, as the environment has it. One for the process, so that lines do not mix.</summary>
    public static LogLines Process => s_process.Value;

    /// <summary>Whether lines of this level are written.</summary>
    public bool Takes(LogLevel level) => level >= least;

    /// <summary>Writes an entry, if its level is taken. A log that cannot be written stops no function: it is left out.</summary>
    public void Write(in LogEntry entry)
    {
        if (!Takes(entry.Level))
        {
            return;
        }

        lock (_gate)
        {
            _line.ResetWrittenCount();
            if (format == LogFormat.Json)
            {
                WriteJson(entry);
            }
            else
            {
                WriteText(entry);
            }

            _line.Write("\n"u8);
            try
            {
                output.Write(_line.WrittenSpan);
                output.Flush();
            }
            catch (IOException)
            {
                // Nobody reads any more.
            }
        }
    }

    /// <summary>
    /// AWS_LAMBDA_LOG_FORMAT is JSON or Text, AWS_LAMBDA_LOG_LEVEL one of <see cref="LogLevels"/>; Lambda sets both as the function's logging is configured, for
    /// custom runtimes as well ("Introducing advanced logging controls for AWS Lambda functions", AWS Compute Blog, read 2026-11). Outside Lambda: JSON, INFO.
    /// </summary>
    private static LogLines ForProcess(Func<string, string?> variable, TimeProvider time)
    {
#pragma warning disable RS0030 // The log is the standard output. A stream over it sets up no console: no encodings, no terminal.
        var output = Console.OpenStandardOutput();
#pragma warning restore RS0030
        return new(output, FormatOf(variable("AWS_LAMBDA_LOG_FORMAT")), LogLevels.Parse(variable("AWS_LAMBDA_LOG_LEVEL")), time);
    }

    /// <summary>The format of AWS_LAMBDA_LOG_FORMAT's value; JSON where there is none.</summary>
    internal static LogFormat FormatOf(string? name) => "Text".Equals(name, StringComparison.OrdinalIgnoreCase) ? LogFormat.Text : LogFormat.Json;

    private void WriteJson(in LogEntry entry)
    {
        using var json = new Utf8JsonWriter(_line, s_json);
        json.WriteStartObject();
        json.WriteString("timestamp", Now());
        json.WriteString("level", LogLevels.NameOf(entry.Level));
        LogValues.WriteIfAny(json, "requestId", entry.RequestId);
        LogValues.WriteIfAny(json, "traceId", entry.TraceId);
        LogValues.WriteIfAny(json, "correlationId", entry.CorrelationId);
        LogValues.WriteIfAny(json, "message", entry.Message);
        LogValues.WriteRest(json, entry);
        json.WriteEndObject();
    }

    private void WriteText(in LogEntry entry)
    {
        Encoding.UTF8.GetBytes($"{Now()}\t{entry.RequestId}\t{LogLevels.NameOf(entry.Level)}\t{LogValues.OneLine(entry.Message)}", _line);
        if (entry is { CorrelationId: null, Exception: null, Fields.IsEmpty: true })
        {
            return;
        }

        _line.Write("\t"u8);
        using var json = new Utf8JsonWriter(_line, s_json);
        json.WriteStartObject();
        LogValues.WriteIfAny(json, "correlationId", entry.CorrelationId);
        LogValues.WriteRest(json, entry);
        json.WriteEndObject();
    }

    private string Now() => time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
