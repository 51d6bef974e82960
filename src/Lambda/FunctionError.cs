using System.Buffers;
using System.Text.Json;
using SecretScoops.Governance.Lambda.Logs;

namespace SecretScoops.Governance.Lambda;

/// <summary>An error as Lambda takes it: <c>errorType</c>, <c>errorMessage</c>, <c>stackTrace</c> (Lambda Developer Guide, "Using the Lambda runtime API", read 2026-11).</summary>
/// <remarks>An inner exception is its <c>cause</c>, as AWS's own runtime for .NET writes it.</remarks>
internal sealed record FunctionError(string Type, string Message)
{
    /// <summary>The handler had not ended when Lambda's time for it was over, or stopped because it nearly was.</summary>
    public const string Timeout = "Function.Timeout";

    /// <summary>The environment was shut down around the handler.</summary>
    public const string Shutdown = "Function.Shutdown";

    /// <summary>The response is larger than Lambda takes. Lambda's own name for it.</summary>
    public const string ResponseTooLarge = "Function.ResponseSizeTooLarge";

    private const int DeepestCause = 5;
    private const int LongestHeader = 256;

    /// <summary>A line per frame, the innermost first.</summary>
    public IReadOnlyList<string> StackTrace { get; init; } = [];

    /// <summary>What led to it, or null.</summary>
    public FunctionError? Cause { get; init; }

    /// <summary>The type as a header can hold it: category and reason by AWS's advice, or an exception's name.</summary>
    public string HeaderType => Type.Length is > 0 and <= LongestHeader && Type.All(each => each is > ' ' and <= '~') ? Type : "Runtime.UnknownReason";

    /// <summary>An exception's error, its causes up to a depth included.</summary>
    public static FunctionError Of(Exception exception) => Of(exception, DeepestCause);

    /// <summary>The body that is posted.</summary>
    public ReadOnlyMemory<byte> ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteMembers(json);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>Writes the members into an object that is open.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("errorType", Type);
        json.WriteString("errorMessage", LogValues.Cut(Message));
        json.WriteStartArray("stackTrace");
        foreach (var frame in StackTrace)
        {
            json.WriteStringValue(LogValues.Cut(frame));
        }

        json.WriteEndArray();
        if (Cause is { } cause)
        {
            json.WriteStartObject("cause");
            cause.WriteMembers(json);
            json.WriteEndObject();
        }
    }

    private static FunctionError Of(Exception exception, int depth) => new(exception.GetType().Name, exception.Message)
    {
        StackTrace = exception.StackTrace?.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
        Cause = exception.InnerException is { } inner && depth > 0 ? Of(inner, depth - 1) : null,
    };
}
