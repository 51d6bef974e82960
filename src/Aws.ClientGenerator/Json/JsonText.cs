using System.Globalization;
using System.Text;
using SecretScoops.Governance.Aws.ClientGenerator.Model;

namespace SecretScoops.Governance.Aws.ClientGenerator.Json;

/// <summary>Reads JSON with line numbers.</summary>
/// <remarks>System.Text.Json would have to travel with the generator and be loaded into the compiler beside the compiler's own: a hundred lines are less trouble.</remarks>
internal sealed class JsonText
{
    private readonly string text;
    private int at;
    private int line = 1;

    private JsonText(string text) => this.text = text;

    /// <summary>Reads one value, the whole text.</summary>
    public static JsonValue Parse(string text)
    {
        var reader = new JsonText(text);
        var value = reader.Value();
        reader.Space();
        return reader.at == text.Length ? value : throw reader.Wrong("nothing more");
    }

    private JsonValue Value()
    {
        Space();
        var start = line;
        switch (Peek())
        {
            case '{':
                return new JsonValue(start, null, false, null, Members());
            case '[':
                return new JsonValue(start, null, false, Items(), null);
            case '"':
                return new JsonValue(start, Text(), true, null, null);
            default:
                var from = at;
                while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '-' or '+' or '.'))
                {
                    at++;
                }

                return at > from ? new JsonValue(start, text.Substring(from, at - from), false, null, null) : throw Wrong("a value");
        }
    }

    private List<KeyValuePair<string, JsonValue>> Members()
    {
        var members = new List<KeyValuePair<string, JsonValue>>();
        Take('{');
        while (Next('}', members.Count))
        {
            var name = Text();
            Take(':');
            members.Add(new KeyValuePair<string, JsonValue>(name, Value()));
        }

        return members;
    }

    private List<JsonValue> Items()
    {
        var items = new List<JsonValue>();
        Take('[');
        while (Next(']', items.Count))
        {
            items.Add(Value());
        }

        return items;
    }

    // True where another item follows; takes the comma before it, or the end.
    private bool Next(char end, int count)
    {
        Space();
        if (Peek() == end)
        {
            at++;
            return false;
        }

        if (count > 0)
        {
            Take(',');
            Space();
        }

        return true;
    }

    private string Text()
    {
        Take('"');
        var built = new StringBuilder();
        while (Peek() is var c and not '"')
        {
            at++;
            if (c < ' ')
            {
                throw Wrong("the end of the string");
            }

            built.Append(c == '\\' ? Escaped() : c);
        }

        at++;
        return built.ToString();
    }

    private char Escaped()
    {
        var c = Peek();
        at++;
        switch (c)
        {
            case 'n':
                return '\n';
            case 't':
                return '\t';
            case 'r':
                return '\r';
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'u' when at + 4 <= text.Length && ushort.TryParse(text.Substring(at, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code):
                at += 4;
                return (char)code;
            case '"' or '\\' or '/':
                return c;
            default:
                throw Wrong("an escape");
        }
    }

    private void Take(char wanted)
    {
        Space();
        if (Peek() != wanted)
        {
            throw Wrong($"'{wanted}'");
        }

        at++;
    }

    private void Space()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            line += text[at] == '\n' ? 1 : 0;
            at++;
        }
    }

    private char Peek() => at < text.Length ? text[at] : '\0';

    private ModelException Wrong(string wanted) => new(line, $"{wanted} is expected, not {(at < text.Length ? $"'{text[at]}'" : "the end of the file")}");
}
