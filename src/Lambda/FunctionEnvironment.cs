using System.Globalization;

namespace SecretScoops.Governance.Lambda;

/// <summary>What Lambda tells a function about itself (Lambda Developer Guide, "Using Lambda environment variables", read 2026-11). Empty where it does not.</summary>
internal sealed record FunctionEnvironment
{
    /// <summary>Host and port of the runtime API; null outside Lambda.</summary>
    public required string? RuntimeApi { get; init; }

    public required string FunctionName { get; init; }

    public required string FunctionVersion { get; init; }

    public required string LogGroupName { get; init; }

    public required string LogStreamName { get; init; }

    /// <summary>0 where it is not told.</summary>
    public required int MemoryLimitInMB { get; init; }

    /// <summary>Reads the variables.</summary>
    public static FunctionEnvironment Read(Func<string, string?> variable) => new()
    {
        RuntimeApi = variable("AWS_LAMBDA_RUNTIME_API") is { Length: > 0 } address ? address : null,
        FunctionName = variable("AWS_LAMBDA_FUNCTION_NAME") ?? "",
        FunctionVersion = variable("AWS_LAMBDA_FUNCTION_VERSION") ?? "",
        LogGroupName = variable("AWS_LAMBDA_LOG_GROUP_NAME") ?? "",
        LogStreamName = variable("AWS_LAMBDA_LOG_STREAM_NAME") ?? "",
        MemoryLimitInMB = int.TryParse(variable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0,
    };
}
