using System.Text.RegularExpressions;

namespace SecretScoops.Governance.Templates;

/// <summary><c>${Name}</c> in the text of <c>Fn::Sub</c>; <c>${!Name}</c> stands for itself without the mark.</summary>
internal static partial class Substitution
{
    /// <summary>What is to be filled in.</summary>
    public static IEnumerable<string> Variables(string text) => Variable.Matches(text).Select(match => match.Groups[1].Value.Trim()).Where(name => !name.StartsWith('!'));

    /// <summary>The text with everything filled in.</summary>
    public static string Fill(string text, Func<string, string> value) =>
        Variable.Replace(text, match => match.Groups[1].Value.Trim() is var name && name.StartsWith('!') ? $"${{{name[1..]}}}" : value(name));

    [GeneratedRegex(@"\$\{([^{}]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Variable { get; }
}
