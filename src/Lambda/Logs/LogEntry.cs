using Amazon.Lambda.Core;

namespace SecretScoops.Governance.Lambda.Logs;

/// <summary>One line of the log before it is written.</summary>
internal readonly ref struct LogEntry
{
    public required LogLevel Level { get; init; }

    public required string Message { get; init; }

    /// <summary>Null outside an invocation.</summary>
    public string? RequestId { get; init; }

    /// <summary>Null where the invocation is not traced.</summary>
    public string? TraceId { get; init; }

    /// <summary>Null until the handler has named one.</summary>
    public string? CorrelationId { get; init; }

    public Exception? Exception { get; init; }

    public ReadOnlySpan<(string Name, object? Value)> Fields { get; init; }
}
