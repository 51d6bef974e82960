using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SecretScoops.Governance.Remediation.Pipeline;

/// <summary>
/// Takes secrets out of what is kept and told. Images should hold none; a peer's did all the same, and its records had plain access keys in them
/// (remediation catalogue, section 3, "Audit").
/// </summary>
internal static partial class Redaction
{
    private const string Hidden = "(redacted)";

    /// <summary>A copy without secrets. Ids of access keys are no secrets, and people need them.</summary>
    public static JsonObject Of(JsonObject image) => (JsonObject)Copy("", image)!;

    /// <summary>A text without secrets.</summary>
    public static string Of(string text) => Secret().Replace(text, Hidden);

    private static JsonNode? Copy(string name, JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(p.Key, Copy(p.Key, p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(e => Copy(name, e))]),
        JsonValue v when v.TryGetValue<string>(out var text) => SecretName().IsMatch(name) ? Hidden : Of(text),
        null => null,
        _ => node.DeepClone(),
    };

    // Whole words of a key: "masterUserPassword" is one, "passwordPolicy" and "secretId" are none.
    [GeneratedRegex("(password|passwd|secretString|secretAccessKey|sessionToken|privateKey|apiKey|authToken)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();

    // A private key in PEM; name=value of what is named like a secret; 40 signs of base64 that follow an access key's id.
    [GeneratedRegex(
        @"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|$)|(?<=(password|passwd|secret_access_key|session_token|auth_token)\s*[=:]\s*)\S+|(?<=(AKIA|ASIA)[A-Z0-9]{16}\W+)[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Secret();
}
