using Amazon.Lambda.Core;

namespace SecretScoops.Governance.Lambda.Logs;

/// <summary>The names that Lambda knows levels by.</summary>
/// <remarks>
/// TRACE, DEBUG, INFO, WARN, ERROR and FATAL, for AWS_LAMBDA_LOG_LEVEL and for <c>level</c> in a line alike; a level that Lambda does not know counts as INFO
/// (Lambda Developer Guide, "Log-level filtering"; Lambda API Reference, "LoggingConfig"; read 2026-11). <c>level</c> is what Lambda filters by once more.
/// </remarks>
internal static class LogLevels
{
    private static readonly string[] s_names = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];

    /// <summary>Lambda's name.</summary>
    public static string NameOf(LogLevel level) => s_names[Math.Clamp((int)level, 0, s_names.Length - 1)];

    /// <summary>The level of Lambda's name or of <see cref="LogLevel"/>'s, whatever its case; information where it is neither.</summary>
    public static LogLevel Parse(string? name)
    {
        var place = Array.FindIndex(s_names, each => each.Equals(name, StringComparison.OrdinalIgnoreCase));
        return place >= 0 ? (LogLevel)place
            : Enum.TryParse<LogLevel>(name, ignoreCase: true, out var level) && Enum.IsDefined(level) ? level
            : LogLevel.Information;
    }
}
