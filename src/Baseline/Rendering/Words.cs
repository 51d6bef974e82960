using System.Text.Json.Nodes;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>How changes are put into words, for people: the same in a terminal and in a pull request.</summary>
internal static class Words
{
    /// <summary>Headings, and the kinds under each.</summary>
    public static IReadOnlyList<(string Heading, string[] Kinds)> Chapters { get; } =
    [
        ("Organization", [KindNames.Organization, KindNames.PolicyType, KindNames.OrganizationalUnit]),
        ("Accounts", [KindNames.Account, KindNames.Placement]),
        ("Guardrails", [KindNames.Scp, KindNames.ScpAttachment, KindNames.Rcp, KindNames.RcpAttachment]),
        ("Access", [KindNames.Group, KindNames.PermissionSet, KindNames.Assignment]),
    ];

    /// <summary>The heading of a kind that stands in no chapter.</summary>
    public const string Others = "Other";

    /// <summary>+, ~ or -.</summary>
    public static string Sign(Verb verb) => verb switch
    {
        Verb.Keep => " ",
        Verb.Create => "+",
        Verb.Update => "~",
        Verb.Delete => "-",
    };

    /// <summary>The summary line.</summary>
    public static string Summary(Plan plan) =>
        $"Plan: {plan.Count(Verb.Create)} to create, {plan.Count(Verb.Update)} to update, {plan.Count(Verb.Delete)} to delete, {plan.Count(Verb.Keep)} unchanged.";

    /// <summary>A value on one line: references by name, statements by their Sid.</summary>
    public static string Value(JsonNode? value) => value switch
    {
        null => "nothing",
        JsonObject when Reference.TryRead(value) is { } to => to.ToString(),
        JsonObject o when o["Effect"] is JsonValue => $"statement {o["Sid"]?.GetValue<string>() ?? o.ToJsonString()}",
        JsonObject o when o["Statement"] is JsonArray statements => $"{statements.Count} statements: {string.Join(", ", statements.Select(s => s?["Sid"]?.GetValue<string>() ?? "(no Sid)"))}",
        JsonObject o when o.All(p => p.Value is JsonValue) => string.Join(", ", o.Select(p => $"{p.Key}={Scalar(p.Value)}")),
        JsonArray a when a.All(e => e is JsonValue) => string.Join(", ", a.Select(Scalar)),
        JsonArray { Count: 0 } => "none",
        JsonValue => Scalar(value),
        _ => value.ToJsonString(),
    };

    /// <summary>What is worth saying of something new, attribute by attribute; references that its name already says are left out.</summary>
    public static IEnumerable<(string Name, string Value)> Essentials(Resource created) => created.Attributes
        .Where(p => p.Value is not null && p.Key is not ("tags" or "provisioned" or "organization" or "policyType") && p.Value is not JsonArray { Count: 0 })
        .Select(p => (p.Key, Value(p.Value)));

    /// <summary>Where a change's declaration stands: <c>policies/groups.json:7</c>; empty for what is not declared.</summary>
    public static string Source(Change change) => change.After?.DeclaredAt is { } place ? (place with { Column = 0 }).ToString() : "";

    private static string Scalar(JsonNode? value) => value is JsonValue v && v.TryGetValue<string>(out var text) ? text : value?.ToJsonString() ?? "nothing";
}
