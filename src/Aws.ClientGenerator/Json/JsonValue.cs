namespace SecretScoops.Governance.Aws.ClientGenerator.Json;

/// <summary>A JSON value with the line it stands on. Numbers and literals are kept as their text.</summary>
internal sealed class JsonValue(int line, string? text, bool isString, List<JsonValue>? items, List<KeyValuePair<string, JsonValue>>? members)
{
    /// <summary>The line, counted from 1.</summary>
    public int Line { get; } = line;

    /// <summary>The text of a string, number or literal; null for lists and objects.</summary>
    public string? Text { get; } = text;

    /// <summary>True for a string.</summary>
    public bool IsString { get; } = isString;

    /// <summary>The items of a list; null for anything else.</summary>
    public IReadOnlyList<JsonValue>? Items { get; } = items;

    /// <summary>The members of an object in order; null for anything else.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonValue>>? Members { get; } = members;

    /// <summary>The member of that name; null where there is none.</summary>
    public JsonValue? this[string name]
    {
        get
        {
            foreach (var member in Members ?? [])
            {
                if (member.Key == name)
                {
                    return member.Value;
                }
            }

            return null;
        }
    }
}
