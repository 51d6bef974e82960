using System.Text.Json;

namespace SecretScoops.Governance.Remediation.Events;

/// <summary>Follows paths into JSON whose shape varies: <c>request.ipPermissions.items[]</c>, alternatives separated by <c>|</c>.</summary>
/// <remarks>
/// CloudTrail writes the same list as <c>{"items":[…]}</c>, as <c>{}</c> when empty, and in newer EC2 calls as one object in place of a list of one, or wraps a text as
/// <c>{"content":"fl-1","tag":1}</c>; and the same name as <c>groupId</c> and <c>GroupId</c> (records of invictus-ir/aws_dataset and others, read 2026-11).
/// </remarks>
internal static class Paths
{
    /// <summary>The texts at the first alternative that has any.</summary>
    public static IReadOnlyList<string> Texts(JsonElement from, string path)
    {
        foreach (var alternative in path.Split('|'))
        {
            IEnumerable<JsonElement> found = [from];
            foreach (var step in alternative.Split('.'))
            {
                found = found.SelectMany(each => Step(each, step));
            }

            var texts = found.Select(TextOf).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            if (texts.Count > 0)
            {
                return texts;
            }
        }

        return [];
    }

    /// <summary>The first text, or null.</summary>
    public static string? Text(JsonElement from, string path) => Texts(from, path) is [var first, ..] ? first : null;

    private static IEnumerable<JsonElement> Step(JsonElement from, string step)
    {
        var isList = step.EndsWith("[]", StringComparison.Ordinal);
        if (from.ValueKind != JsonValueKind.Object || Property(from, isList ? step[..^2] : step) is not { } found)
        {
            return [];
        }

        return found.ValueKind switch
        {
            JsonValueKind.Array when isList => found.EnumerateArray(),
            JsonValueKind.Object when isList && !found.EnumerateObject().Any() => [],
            _ => [found],
        };
    }

    /// <summary>The exact name, else the only one that differs in letter case alone: of two, neither is to be trusted.</summary>
    private static JsonElement? Property(JsonElement from, string name)
    {
        if (from.TryGetProperty(name, out var exact))
        {
            return exact;
        }

        var alike = from.EnumerateObject().Where(each => string.Equals(each.Name, name, StringComparison.OrdinalIgnoreCase)).Take(2).ToList();
        return alike is [var only] ? only.Value : null;
    }

    private static string? TextOf(JsonElement found) => found.ValueKind switch
    {
        JsonValueKind.String => found.GetString() is { Length: > 0 and <= 2_048 } text && !text.Any(char.IsControl) ? text : null,
        JsonValueKind.Object when found.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.String => TextOf(content),
        _ => null,
    };
}
