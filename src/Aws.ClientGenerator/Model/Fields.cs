using SecretScoops.Governance.Aws.ClientGenerator.Json;

namespace SecretScoops.Governance.Aws.ClientGenerator.Model;

/// <summary>Members of the model's objects, of the form they must have.</summary>
internal static class Fields
{
    /// <summary>A member that must be an object.</summary>
    public static JsonValue Object(JsonValue owner, string name) =>
        owner[name] is { Members: not null } value ? value : throw new ModelException(owner.Line, $"'{name}' must be an object");

    /// <summary>A member that must be a string.</summary>
    public static string Text(JsonValue owner, string name) =>
        owner[name] is { IsString: true } value ? value.Text! : throw new ModelException(owner.Line, $"'{name}' must be a string");

    /// <summary>A member that may be <c>true</c>.</summary>
    public static bool Flag(JsonValue owner, string name) => owner[name]?.Text == "true";

    /// <summary>A member that may be a list of strings; empty where it is missing.</summary>
    public static IReadOnlyList<string> Texts(JsonValue owner, string name) =>
        [.. (owner[name]?.Items ?? []).Select(item => item.Text ?? throw new ModelException(item.Line, $"'{name}' must be a list of strings"))];
}
