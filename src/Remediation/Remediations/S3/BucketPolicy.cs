using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.S3.Model;
using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Remediation.Pipeline;

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
        var (statements, policy) = (new JsonObject(), string.IsNullOrEmpty(text) ? null : JsonNode.Parse(text) as JsonObject);
        foreach (var statement in policy?["Statement"] is JsonArray several ? [.. several] : new[] { policy?["Statement"] })
        {
            if (statement is JsonObject)
            {
                var name = (string?)statement["Sid"] is { Length: > 0 } sid ? sid : Digest(statement);
                statements[FreeName(statements, name)] = statement.DeepClone();
            }
        }

        return new() { ["version"] = policy is null ? "2012-10-17" : policy["Version"]?.DeepClone(), ["id"] = policy?["Id"]?.DeepClone(), ["statements"] = statements };
    }

    /// <summary>All statements, by name.</summary>
    public static IEnumerable<KeyValuePair<string, JsonObject>> Of(JsonObject image) =>
        image["policy"]!["statements"]!.AsObject().Select(s => KeyValuePair.Create(s.Key, s.Value!.AsObject()));

    /// <summary>The atom of a statement.</summary>
    public static string Atom(string name) => $"{Statements}/{Images.Escape(name)}";

    /// <summary>The name, or the first of NAME2, NAME3… that no statement has.</summary>
    public static string FreeName(JsonObject statements, string name) =>
        statements.ContainsKey(name) ? Enumerable.Range(2, int.MaxValue - 2).Select(n => $"{name}{n}").First(n => !statements.ContainsKey(n)) : name;

    /// <summary>
    /// Sets one statement, or takes it out, in the policy as it is at this moment: S3 replaces a policy whole, and has no way to say "unless somebody was quicker".
    /// A policy without statements cannot be, and is deleted.
    /// </summary>
    public static async Task WriteAsync(Subject subject, string atom, JsonNode? value, CancellationToken cancellationToken)
    {
        var (s3, owner) = (subject.Session.S3, subject.Incident.AccountId);
        var policy = Image(await TextAsync(subject, cancellationToken));
        var statements = policy["statements"]!.AsObject();
        statements.Remove(Images.Keys(atom)[^1]);
        if (value is not null)
        {
            statements[Images.Keys(atom)[^1]] = value.DeepClone();
        }

        if (statements.Count == 0)
        {
            await s3.DeleteBucketPolicyAsync(new DeleteBucketPolicyRequest { BucketName = subject.Id, ExpectedBucketOwner = owner }, cancellationToken);
            return;
        }

        var text = new JsonObject();
        foreach (var (key, node) in new[] { ("Version", policy["version"]), ("Id", policy["id"]) }.Where(p => p.Item2 is not null))
        {
            text[key] = node!.DeepClone();
        }

        text["Statement"] = new JsonArray([.. statements.Select(s => s.Value!.DeepClone())]);
        await s3.PutBucketPolicyAsync(new PutBucketPolicyRequest { BucketName = subject.Id, ExpectedBucketOwner = owner, Policy = text.ToJsonString() }, cancellationToken);
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

    private static string Digest(JsonNode statement) => $"#{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(statement.ToJsonString())))[..12]}";
}
