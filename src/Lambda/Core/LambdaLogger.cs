using SecretScoops.Governance.Lambda.Logs;

namespace Amazon.Lambda.Core;

/// <summary>Writes to the function's log from where no context is at hand.</summary>
/// <remarks>
/// In the package this writes plain lines to the console unless AWS's own runtime replaces its fields. Here it writes as the invocation's logger does.
/// </remarks>
public static class LambdaLogger
{
    public static void Log(string message) => FunctionLog.Current.Log(message);

    public static void Log(string level, string message, params object[] args) => FunctionLog.Current.Log(level, message, args);

    public static void Log(LogLevel level, string message, params object[] args) => Log(level.ToString(), message, args);

    public static void Log(string level, Exception exception, string message, params object[] args) => FunctionLog.Current.Log(level, exception, message, args);

    public static void Log(LogLevel level, Exception exception, string message, params object[] args) => Log(level.ToString(), exception, message, args);
}
