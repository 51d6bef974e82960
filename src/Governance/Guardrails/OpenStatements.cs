using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SecretScoops.Governance.Guardrails;

/// <summary>Which statements of a resource's policy let everybody in, and how a policy's statements are named one by one.</summary>
/// <remarks>
/// Open is: allowed to everybody, without a condition that only somebody known fulfils. Conditions that anybody fulfils (TLS, a time, the protocol of a subscription, the kind of a
/// function's address) restrict nothing. As S3 and Access Analyzer see it (S3 User Guide, "The meaning of public"; remembered): fixed values restrict, wildcards do not; ranges of
/// addresses wider than /8 (IPv6: /32) are everybody's.
/// </remarks>
internal static class OpenStatements
{
    private static readonly HashSet<string> s_restricting = new(StringComparer.OrdinalIgnoreCase)
    {
        "aws:PrincipalAccount", "aws:PrincipalArn", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:SourceAccount", "aws:SourceArn", "aws:SourceOrgID", "aws:SourceOrgPaths",
        "aws:SourceOwner", "aws:SourceVpc", "aws:SourceVpce", "aws:VpceAccount", "aws:VpceOrgID", "aws:userid",
    };

    /// <summary>Whether a statement lets everybody in.</summary>
    public static bool IsOpen(JsonNode? statement) =>
        statement is JsonObject o && Text(o["Effect"]) == "Allow" && (o["NotPrincipal"] is not null || IsEverybody(o["Principal"])) && !IsRestricted(o["Condition"] as JsonObject);

    /// <summary>The statements by id, or by what they say where they have none, or where two have the same: so that one that goes renames no other.</summary>
    public static JsonObject ById(JsonNode? policy)
    {
        var statements = Statements(policy);
        var shared = statements.GroupBy(s => Text(s?["Sid"])).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        var map = new JsonObject();
        foreach (var statement in statements)
        {
            map[KeyOf(statement, shared)] = statement?.DeepClone();
        }

        return map;
    }

    /// <summary>The policy with the statement of a key set, or without it; null when none is left. All else stays as it is written.</summary>
    public static JsonObject? With(JsonNode? policy, string key, JsonNode? statement)
    {
        var statements = Statements(policy);
        var shared = statements.GroupBy(s => Text(s?["Sid"])).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        var others = statements.Where(s => KeyOf(s, shared) != key).Select(s => s?.DeepClone());
        return Of(policy, statement is null ? others : others.Append(statement.DeepClone()));
    }

    /// <summary>The policy with these statements and no others.</summary>
    public static JsonObject? Of(JsonNode? policy, IEnumerable<JsonNode?> statements)
    {
        var all = new JsonArray([.. statements]);
        if (all.Count == 0)
        {
            return null;
        }

        var with = policy is JsonObject old ? (JsonObject)old.DeepClone() : new() { ["Version"] = "2012-10-17" };
        with["Statement"] = all;
        return with;
    }

    private static List<JsonNode?> Statements(JsonNode? policy) => policy?["Statement"] switch
    {
        JsonArray many => [.. many],
        JsonObject one => [one],
        _ => [],
    };

    private static string KeyOf(JsonNode? statement, HashSet<string?> shared)
    {
        var sid = Text(statement?["Sid"]);
        return string.IsNullOrEmpty(sid) || shared.Contains(sid)
            ? $"{sid}#{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(statement?.ToJsonString() ?? "")))[..12]}"
            : sid;
    }

    private static bool IsEverybody(JsonNode? principal) => principal switch
    {
        JsonObject kinds => kinds.Where(k => k.Key is "AWS" or "*").Any(k => Texts(k.Value).Contains("*")),
        null => false,
        _ => Texts(principal).Contains("*"),
    };

    private static bool IsRestricted(JsonObject? conditions) => conditions is not null
        && conditions.Any(test => test.Value is JsonObject keys && keys.Any(key => Restricts(test.Key, key.Key, Texts(key.Value))));

    // "…IfExists" and "ForAllValues:" hold for whoever does not have the key, which is everybody; "Not…" names who may not.
    private static bool Restricts(string test, string key, IReadOnlyList<string> values)
    {
        var name = test[(test.IndexOf(':', StringComparison.Ordinal) + 1)..];
        if (values.Count == 0 || test.StartsWith("ForAllValues:", StringComparison.OrdinalIgnoreCase) || name.EndsWith("IfExists", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        return name.ToUpperInvariant() switch
        {
            "IPADDRESS" => key.Equals("aws:SourceIp", StringComparison.OrdinalIgnoreCase) && values.All(IsNarrow),
            "STRINGEQUALS" or "STRINGEQUALSIGNORECASE" => s_restricting.Contains(key),
            "STRINGLIKE" or "ARNEQUALS" or "ARNLIKE" => s_restricting.Contains(key) && values.All(IsFixed),
            _ => false,
        };
    }

    private static bool IsNarrow(string range)
    {
        var parts = range.Split('/');
        return IPAddress.TryParse(parts[0], out var address)
            && (parts.Length == 1 || (int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
                && bits >= (address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? 32 : 8)));
    }

    // ARNs: a known account, or a known bucket, whose ARN has none. Else what stands before the first wildcard must end a name: "AROA…:*", "o-abc/*".
    private static bool IsFixed(string value)
    {
        var wildcard = value.IndexOfAny(['*', '?']);
        if (wildcard < 0)
        {
            return true;
        }

        return value.Split(':', 6) is ["arn", _, var service, _, var account, var resource]
            ? account.Length == 12 && account.All(char.IsAsciiDigit) || (service == "s3" && resource.Split('/')[0].IndexOfAny(['*', '?']) < 0)
            : wildcard > 1 && value[wildcard - 1] is ':' or '/';
    }

    /// <summary>One text, or each of a list; nothing of anything else.</summary>
    public static IReadOnlyList<string> Texts(JsonNode? node) => node switch
    {
        JsonArray many => [.. many.Select(Text).OfType<string>()],
        _ => Text(node) is { } one ? [one] : [],
    };

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
