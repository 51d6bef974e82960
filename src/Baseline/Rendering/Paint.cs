using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>Colours where they are wanted: the sixteen of every terminal, so that its own theme decides what they look like. Give it harmless text.</summary>
/// <param name="color">Whether to colour.</param>
internal sealed class Paint(bool color)
{
    public string Green(string text) => Wrap("32", text);

    public string Yellow(string text) => Wrap("33", text);

    public string Red(string text) => Wrap("31", text);

    public string Dim(string text) => Wrap("2", text);

    public string Bold(string text) => Wrap("1", text);

    /// <summary>In the colour of what is done.</summary>
    public string As(Verb verb, string text) => verb switch
    {
        Verb.Create => Green(text),
        Verb.Update => Yellow(text),
        Verb.Delete => Red(text),
        Verb.Keep => text,
    };

    /// <summary>In the colour of how bad it is.</summary>
    public string As(Severity severity, string text) => severity switch
    {
        Severity.Error => Red(text),
        Severity.Warning => Yellow(text),
        Severity.Note => Dim(text),
    };

    private string Wrap(string code, string text) => color && text.Length > 0 ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
