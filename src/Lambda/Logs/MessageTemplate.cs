using System.Globalization;
using System.Text;

namespace SecretScoops.Governance.Lambda.Logs;

/// <summary>A message with named places, <c>fixed {control} in {elapsed:0} s</c>, as the official logger takes it: arguments fill the places in their order.</summary>
/// <remarks>Doubled braces stand for themselves. A place without an argument, or a brace that is never closed, stays as it is: a log does not throw.</remarks>
internal static class MessageTemplate
{
    /// <summary>The message with its places filled, and each argument under its place's name; arguments beyond the places are left out.</summary>
    public static (string Message, (string Name, object? Value)[] Fields) Fill(string template, object?[] arguments)
    {
        if (arguments.Length == 0)
        {
            return (template, []);
        }

        var message = new StringBuilder(template.Length + 32);
        List<(string, object?)> fields = [];
        for (var at = 0; at < template.Length; at++)
        {
            var each = template[at];
            if (each is '{' or '}' && at + 1 < template.Length && template[at + 1] == each)
            {
                message.Append(each);
                at++;
            }
            else if (each == '{' && fields.Count < arguments.Length && template.IndexOf('}', at) is var end and > 0)
            {
                var place = template[(at + 1)..end].Split(':', 2);
                var value = arguments[fields.Count];
                message.Append(TextOf(value, place.Length > 1 ? place[1] : null));
                fields.Add((place[0].Trim('@', '$', ' '), value));
                at = end;
            }
            else
            {
                message.Append(each);
            }
        }

        return (message.ToString(), [.. fields]);
    }

    /// <summary>A value as text, the same in every culture.</summary>
    public static string TextOf(object? value, string? format)
    {
        try
        {
            return value switch
            {
                null => "null",
                IFormattable formattable => formattable.ToString(format, CultureInfo.InvariantCulture),
                IEnumerable<string> texts => string.Join(", ", texts),
                _ => value.ToString() ?? "",
            };
        }
        catch (FormatException)
        {
            return value!.ToString() ?? "";
        }
    }
}
