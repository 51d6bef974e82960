using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SecretScoops.Governance.Remediation.Remediations;

/// <summary>
/// Takes secrets out of what is kept and told. Images should hold none; a peer's did all the same, and its records had plain access keys in them
/// (remediation catalogue, section 3, "Audit").
/// </summary>
internal static partial class Redaction
{
    private const string Hidden = "(redacted)";

    /// <summary>A copy without secrets. Ids of access keys are no secrets, and people need them.</summary>
    public static JsonObject Of(JsonObject image) => (JsonObject)Copy(false, image)!;

    /// <summary>What an atom should be, without secrets: the atom's own name may say that it is one.</summary>
    /// <param name="atom">JSON Pointer into the image.</param>
    /// <param name="value">Null for absent.</param>
    public static JsonNode? Of(string atom, JsonNode? value) => Copy(Images.Keys(atom).Any(key => SecretName().IsMatch(key)), value);

    /// <summary>A text without secrets.</summary>
    public static string Of(string text) => Secret().Replace(text, Hidden);

    /// <summary>Whether something of it was taken out, so that nobody may write it back.</summary>
    public static bool Hides(JsonNode? node) => node switch
    {
        JsonObject o => o.Any(p => Hides(p.Value)),
        JsonArray a => a.Any(Hides),
        JsonValue v when v.TryGetValue<string>(out var text) => text.Contains(Hidden, StringComparison.Ordinal),
        _ => false,
    };

    private static JsonNode? Copy(bool secret, JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(p.Key, Copy(secret || SecretName().IsMatch(p.Key), p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(e => Copy(secret, e))]),
        JsonValue v when v.TryGetValue<string>(out var text) => secret ? Hidden : Of(text),
        null => null,
        _ => node.DeepClone(),
    };

    // Whole words of a key: "masterUserPassword" is one, "passwordPolicy" and "secretId" are none.
    [GeneratedRegex("(password|passwd|secret[_-]?string|secret[_-]?access[_-]?key|session[_-]?token|private[_-]?key|api[_-]?key|auth[_-]?token)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();

    // A private key in PEM; name=value of what is named like a secret, in quotes or without; 40 signs of base64 that follow an access key's id.
    // What is looked back over is bounded, or a long run of blanks takes seconds.
    [GeneratedRegex(
        @"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|$)|(?<=(password|passwd|secret[_-]?access[_-]?key|session[_-]?token|api[_-]?key|auth[_-]?token)[""']?\s{0,8}[=:]\s{0,8}[""']?)[^\s""']+|(?<=(AKIA|ASIA)[A-Z0-9]{16}\W{1,8})[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Secret();
}
