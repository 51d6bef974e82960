using Amazon.Lambda.Core;

namespace SecretScoops.Governance.Lambda.Logs;

/// <summary>The log of an invocation, or of what is around invocations. Thread-safe.</summary>
internal sealed class FunctionLog(LogLines lines, string? requestId = null, string? traceId = null) : ILambdaLogger
{
    private static readonly AsyncLocal<FunctionLog?> s_current = new();

    private volatile string? _correlationId;

    /// <summary>The log of the invocation that calls; outside one, the process's. For <see cref="LambdaLogger"/>, which AWS made static; else take the context's.</summary>
    public static FunctionLog Current => s_current.Value ?? new(LogLines.Process);

    /// <summary>What ties the lines of several programs together, a finding's id for instance. Stands in every later line of the invocation. Null until it is set.</summary>
    public string? CorrelationId
    {
        get => _correlationId;
        set => _correlationId = value;
    }

    /// <summary>The same log under another correlation id, for parts of an invocation that run side by side.</summary>
    public FunctionLog With(string correlationId) => new(lines, requestId, traceId) { CorrelationId = correlationId };

    /// <summary>Makes this log <see cref="Current"/> for what the caller's flow starts from here on.</summary>
    public void Enter() => s_current.Value = this;

    /// <summary>Writes a line.</summary>
    public void Write(LogLevel level, string message, params ReadOnlySpan<(string Name, object? Value)> fields) => Write(level, null, message, fields);

    /// <summary>Writes a line with an exception's type, message, stack and causes.</summary>
    public void Write(LogLevel level, Exception? exception, string message, params ReadOnlySpan<(string Name, object? Value)> fields) => lines.Write(new LogEntry
    {
        Level = level,
        Message = message,
        RequestId = requestId,
        TraceId = traceId,
        CorrelationId = CorrelationId,
        Exception = exception,
        Fields = fields,
    });

    /// <inheritdoc/>
    public void Log(string message) => Write(LogLevel.Information, message);

    /// <inheritdoc/>
    public void LogLine(string message) => Log(message);

    /// <inheritdoc/>
    public void Log(string level, string message) => Write(LogLevels.Parse(level), message);

    /// <inheritdoc/>
    public void Log(string level, string message, params object[] args) => Fill(level, null, message, args);

    /// <inheritdoc/>
    public void Log(string level, Exception exception, string message, params object[] args) => Fill(level, exception, message, args);

    private void Fill(string name, Exception? exception, string template, object[] arguments)
    {
        var level = LogLevels.Parse(name);
        if (lines.Takes(level))
        {
            var (message, fields) = MessageTemplate.Fill(template, arguments);
            Write(level, exception, message, fields);
        }
    }
}
