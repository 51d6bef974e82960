using System.Globalization;
using System.Text;

namespace SecretScoops.Governance.Guardrails;

/// <summary>Writes policy documents as compact ASCII JSON.</summary>
internal static class PolicyText
{
    /// <summary>Written order; lists of one unwrapped.</summary>
    public static string Minified(PolicyDocument document)
    {
        var statements = document.Statements.Select(statement => Statement(statement, Values, MinifiedConditions(statement))).ToList();
        return Document(document, statements is [var only] ? only : List(statements));
    }

    /// <summary>The one text of a meaning: everything sorted, everything a list, nothing twice.</summary>
    public static string Canonical(PolicyDocument document)
    {
        var statements = document.Statements.Select(statement => Statement(CanonicalActions(statement), SortedList, Conditions(statement, CanonicalKey)));
        return Document(document, List(Sorted(statements)));
    }

    /// <summary>Everything sorted, everything a list, nothing twice; the case of actions and keys as written.</summary>
    public static string Ordered(PolicyDocument document) =>
        Document(document, List(Sorted(document.Statements.Select(statement => Statement(statement, SortedList, Conditions(statement, key => key))))));

    private static string Document(PolicyDocument document, string statements) =>
        Object([("Version", Text(document.Version)), ("Id", Text(document.Id)), ("Statement", statements)]);

    private static string Statement(Statement statement, Func<IReadOnlyList<string>, string> values, string? conditions) => Object([
        ("Sid", Text(statement.Sid)),
        ("Effect", Text(statement.Effect.ToString())),
        (statement.Principal is { Not: true } ? "NotPrincipal" : "Principal", Principals(statement.Principal, values)),
        (statement.Action.Not ? "NotAction" : "Action", values(statement.Action.Patterns)),
        (statement.Resource is { Not: true } ? "NotResource" : "Resource", statement.Resource is { } resource ? values(resource.Patterns) : null),
        ("Condition", conditions)]);

    private static Statement CanonicalActions(Statement statement) =>
        statement with { Action = statement.Action with { Patterns = [.. statement.Action.Patterns.Select(Lower)] } };

    private static string? Principals(PrincipalElement? principal, Func<IReadOnlyList<string>, string> values) => principal switch
    {
        null => null,
        { Members: [{ Type: "*" }] } => "\"*\"",
        _ => Object(principal.Members.OrderBy(member => member.Type, StringComparer.Ordinal).Select(member => (member.Type, (string?)values(member.Values)))),
    };

    private static string? MinifiedConditions(Statement statement) => statement.Conditions.Count == 0
        ? null
        : Object(statement.Conditions
            .GroupBy(condition => condition.Operator, StringComparer.Ordinal)
            .Select(group => (group.Key, (string?)Object(group.Select(condition => (condition.Key, (string?)Values(condition.Values)))))));

    private static string? Conditions(Statement statement, Func<string, string> nameOf) => statement.Conditions.Count == 0
        ? null
        : Object(statement.Conditions
            .GroupBy(condition => ConditionOperator.Canonical(condition.Operator), StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, (string?)Object(group
                .Select(condition => (Key: nameOf(condition.Key), Values: (string?)SortedList(condition.Values)))
                .OrderBy(pair => pair.Key, StringComparer.Ordinal).ThenBy(pair => pair.Values, StringComparer.Ordinal)))));

    /// <summary>The names of keys have no case; what follows the slash (the key of a tag) is left alone: not every service ignores its case.</summary>
    private static string CanonicalKey(string key) =>
        key.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? Lower(key[..slash]) + key[slash..] : Lower(key);

    private static string Values(IReadOnlyList<string> values) => values is [var only] ? Text(only)! : List(values.Select(value => Text(value)!));

    private static string SortedList(IReadOnlyList<string> values) => List(Sorted(values).Select(value => Text(value)!));

    private static IEnumerable<string> Sorted(IEnumerable<string> values) => values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static string List(IEnumerable<string> values) => $"[{string.Join(',', values)}]";

    private static string Object(IEnumerable<(string Key, string? Value)> members) =>
        $"{{{string.Join(',', members.Where(member => member.Value is not null).Select(member => $"{Text(member.Key)}:{member.Value}"))}}}";

#pragma warning disable CA1308 // Lower case is how AWS's own documents write prefixes and keys; no round trip is made.
    private static string Lower(string text) => text.ToLowerInvariant();
#pragma warning restore CA1308

    /// <summary>A JSON string with as few escapes as ASCII allows: each counts toward the quota.</summary>
    private static string? Text(string? value)
    {
        if (value is null)
        {
            return null;
        }

        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (var character in value)
        {
            _ = character switch
            {
                '"' or '\\' => text.Append('\\').Append(character),
                < ' ' or >= '\u007f' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => text.Append(character),
            };
        }

        return text.Append('"').ToString();
    }
}
