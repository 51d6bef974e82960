namespace SecretScoops.Governance.Lambda.Logs;

/// <summary>What a line of the log looks like.</summary>
internal enum LogFormat
{
    /// <summary>An object of JSON.</summary>
    Json,

    /// <summary>Moment, request id, level and message between tabs, and an object with the rest.</summary>
    Text,
}
