using System.Text;
using System.Text.RegularExpressions;
using SecretScoops.Governance.Sandbox.Wire;

namespace SecretScoops.Governance.Sandbox.Doors;

/// <summary>Reads the error code from an answer, for the observer.</summary>
internal static partial class ErrorCode
{
    /// <summary>The code, in whichever protocol; empty where there is none.</summary>
    public static string Of(WireResponse response) => Code().Match(Encoding.UTF8.GetString(response.Body.Span)) is { Success: true } match
        ? match.Groups["code"].Value
        : "";

    [GeneratedRegex("\"__type\"\\s*:\\s*\"(?:[^\"]*#)?(?<code>[\\w.]+)\"|<Code>(?<code>[\\w.]+)</Code>")]
    private static partial Regex Code();
}
