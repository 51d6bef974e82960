using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.S3.Model;
using SecretScoops.Governance.Guardrails;

namespace SecretScoops.Governance.Remediation.Remediations.S3;

/// <summary>
/// A bucket's policy with its statements by name: by Sid, or by a digest of what they say where they have none. Without a policy there are no statements, so that the first
/// statement is all that differs. Order means nothing in a policy.
/// </summary>
internal static class BucketPolicy
{
    private const string Statements = "/policy/statements";

    /// <summary>As the image has it.</summary>
    /// <param name="text">What S3 keeps; null or empty for none.</param>
    public static JsonObject Image(string? text)
    {
        var (policy, statements) = Parsed(text);
        return new()
        {
            ["version"] = policy is null ? "2012-10-17" : policy["Version"]?.DeepClone(),
            ["id"] = policy?["Id"]?.DeepClone(),
            ["statements"] = new JsonObject(statements.Select(s => KeyValuePair.Create<string, JsonNode?>(s.Key, Sorted(s.Value)))),
        };
    }

    /// <summary>All statements, by name.</summary>
    public static IEnumerable<KeyValuePair<string, JsonObject>> Of(JsonObject image) =>
        image["policy"]!["statements"]!.AsObject().Select(s => KeyValuePair.Create(s.Key, s.Value!.AsObject()));

    /// <summary>The atom of a statement.</summary>
    public static string Atom(string name) => $"{Statements}/{Images.Escape(name)}";

    /// <summary>The name, or the first of NAME2, NAME3… that no statement has.</summary>
    public static string FreeName(JsonObject image, string name) => FreeName(image["policy"]!["statements"]!.AsObject().ContainsKey, name);

    private static string FreeName(Predicate<string> isTaken, string name) =>
        isTaken(name) ? Enumerable.Range(2, int.MaxValue - 2).Select(n => string.Create(CultureInfo.InvariantCulture, $"{name}{n}")).First(n => !isTaken(n)) : name;

    /// <summary>
    /// Sets one statement, or takes it out, in the policy as it is at this moment: S3 replaces a policy whole, and has no way to say "unless somebody was quicker".
    /// A policy without statements cannot be, and is deleted.
    /// </summary>
    public static async Task WriteAsync(Subject subject, string atom, JsonNode? value, CancellationToken cancellationToken)
    {
        var (s3, owner) = (subject.Session.S3, subject.Incident.AccountId);
        var (policy, statements) = Parsed(await TextAsync(subject, cancellationToken));
        var name = Images.Keys(atom)[^1];
        _ = statements.Remove(name);
        if (value is not null)
        {
            statements[name] = value.AsObject();
        }

        if (statements.Count == 0)
        {
            await s3.DeleteBucketPolicyAsync(new DeleteBucketPolicyRequest { BucketName = subject.Id, ExpectedBucketOwner = owner }, cancellationToken);
            return;
        }

        policy = policy?.DeepClone().AsObject() ?? new() { ["Version"] = "2012-10-17" };
        policy["Statement"] = new JsonArray([.. statements.Values.Select(s => s.DeepClone())]);
        await s3.PutBucketPolicyAsync(new PutBucketPolicyRequest { BucketName = subject.Id, ExpectedBucketOwner = owner, Policy = policy.ToJsonString() }, cancellationToken);
    }

    /// <summary>The policy as S3 keeps it; null when there is none.</summary>
    public static async Task<string?> TextAsync(Subject subject, CancellationToken cancellationToken)
    {
        try
        {
            // The SDK answers "there is none" with the error's own text as the policy.
            var answer = await subject.Session.S3.GetBucketPolicyAsync(new GetBucketPolicyRequest { BucketName = subject.Id, ExpectedBucketOwner = subject.Incident.AccountId }, cancellationToken);
            return answer.HttpStatusCode == HttpStatusCode.OK ? answer.Policy : null;
        }
        catch (Amazon.S3.AmazonS3Exception absent) when (absent.ErrorCode == "NoSuchBucketPolicy")
        {
            return null;
        }
    }

    /// <summary>One or several strings of an element; anything else is none.</summary>
    public static IReadOnlyList<string> Strings(JsonNode? node) => node switch
    {
        JsonArray several => [.. several.Select(Scalar).OfType<string>()],
        _ => Scalar(node) is { } one ? [one] : [],
    };

    /// <summary>The principals of a kind: <c>AWS</c>, <c>CanonicalUser</c>; everybody is <c>*</c> of AWS.</summary>
    public static IReadOnlyList<string> Principals(JsonObject statement, string kind) =>
        statement["Principal"] is JsonObject kinds ? Strings(kinds[kind]) : kind == "AWS" ? Strings(statement["Principal"]) : [];

    /// <summary>Whether a statement names an action, whatever NotAction leaves over.</summary>
    public static bool Names(JsonObject statement, string action) => statement.ContainsKey("NotAction")
        ? !Strings(statement["NotAction"]).Any(pattern => Wildcard.Matches(pattern, action))
        : Strings(statement["Action"]).Any(pattern => Wildcard.Matches(pattern, action));

    /// <summary>Whether it is about the bucket itself and every object in it.</summary>
    public static bool IsAboutAll(JsonObject statement, string arn) => Strings(statement["Resource"]) is var resources
        && resources.Any(r => Wildcard.Matches(r, arn, StringComparison.Ordinal))
        && resources.Any(r => r == "*" || r == $"{arn}/*" || r == $"{arn}*");

    /// <summary>Whether it denies everybody everything whenever one condition holds, and nothing narrows that.</summary>
    public static bool DeniesAll(JsonObject statement, string arn) => (string?)statement["Effect"] == "Deny"
        && Principals(statement, "AWS").Contains("*")
        && Strings(statement["Action"]).Any(a => a is "*" or "s3:*" or "S3:*")
        && IsAboutAll(statement, arn);

    /// <summary>The condition's operator, key and values, when it has exactly one; null otherwise.</summary>
    public static (string Operator, string Key, IReadOnlyList<string> Values)? OnlyCondition(JsonObject statement) =>
        statement["Condition"] is JsonObject { Count: 1 } condition && condition.First() is { Value: JsonObject { Count: 1 } keys } test
            ? (test.Key, keys.First().Key, Strings(keys.First().Value))
            : null;

    private static string? Scalar(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.String => (string?)node,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => node.ToJsonString(),
        _ => null,
    };

    /// <summary>A policy, and its statements by name, as S3 keeps them.</summary>
    private static (JsonObject? Policy, OrderedDictionary<string, JsonObject> Statements) Parsed(string? text)
    {
        var (policy, statements) = (string.IsNullOrEmpty(text) ? null : JsonNode.Parse(text) as JsonObject, new OrderedDictionary<string, JsonObject>(StringComparer.Ordinal));
        foreach (var statement in (policy?["Statement"] is JsonArray several ? [.. several] : new[] { policy?["Statement"] }).OfType<JsonObject>())
        {
            statements[FreeName(statements.ContainsKey, (string?)statement["Sid"] is { Length: > 0 } sid ? sid : Digest(Sorted(statement)))] = statement;
        }

        return (policy, statements);
    }

    // What is a set may come back in another order, and one of a kind as a list or not.
    private static JsonObject Sorted(JsonObject statement) => new(statement.Select(part => KeyValuePair.Create(part.Key, part.Key switch
    {
        "Action" or "NotAction" or "Resource" or "NotResource" => Set(part.Value),
        "Principal" or "NotPrincipal" or "Condition" => Sets(part.Value),
        _ => part.Value?.DeepClone(),
    })));

    private static JsonNode? Sets(JsonNode? node) =>
        node is JsonObject parts ? new JsonObject(parts.Select(part => KeyValuePair.Create(part.Key, Sets(part.Value)))) : Set(node);

    private static JsonNode? Set(JsonNode? node) => Strings(node).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList() is var strings && strings.Count == 1
        ? strings[0]
        : new JsonArray([.. strings.Select(s => (JsonNode?)s)]);

    private static string Digest(JsonNode statement) => $"#{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(statement.ToJsonString())))[..12]}";
}
