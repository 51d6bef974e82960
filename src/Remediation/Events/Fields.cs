using System.Text.Json;

namespace SecretScoops.Governance.Remediation.Events;

/// <summary>Reads an object's fields and remembers all that is wrong with them, so that one look at the end tells.</summary>
internal sealed class Fields
{
    /// <summary>The longest that AWS writes is an ARN, with 2,048 (CloudTrail's ARN data type, from memory).</summary>
    private const int LongestName = 2_048;

    private static readonly JsonElement s_empty = JsonElement.Parse("{}"u8);

    private readonly string _path;
    private readonly List<string> _faults;

    private Fields(JsonElement element, string path, List<string> faults) => (Element, _path, _faults) = (element, path, faults);

    /// <summary>For a whole document.</summary>
    public static Fields Of(JsonElement root, string path) => new(root, path, []);

    /// <summary>The object itself.</summary>
    public JsonElement Element { get; }

    /// <summary>What was found wrong so far in the whole document, or null.</summary>
    public Reading.Refused? Refusal => _faults.Count == 0 ? null
        : new(Refusals.Malformed, $"{string.Join("; ", _faults.Take(5))}: compare with AWS's documentation of this event; if AWS changed it, mend the reader");

    /// <summary>A text that must be there and be a name: not empty, of bearable length, without control characters. Empty when it is not.</summary>
    public string Need(string name)
    {
        if (Text(name) is { Length: > 0 } text)
        {
            return text;
        }

        Fault(name, "is missing");
        return "";
    }

    /// <summary>A text that may be missing or null; anything but a text is a fault.</summary>
    public string? Text(string name)
    {
        if (Find(name) is not { } found)
        {
            return null;
        }

        if (found.ValueKind != JsonValueKind.String)
        {
            Fault(name, $"is no text but a {found.ValueKind}");
            return null;
        }

        var text = found.GetString()!;
        if (text.Length > LongestName || text.Any(char.IsControl))
        {
            Fault(name, text.Length > LongestName ? $"is longer than {LongestName} characters" : "has control characters");
            return null;
        }

        return text;
    }

    /// <summary>A text of any length and content, such as JSON within JSON.</summary>
    public string? Document(string name)
    {
        if (Find(name) is { ValueKind: JsonValueKind.String } found)
        {
            return found.GetString();
        }

        Fault(name, "is no text");
        return null;
    }

    /// <summary>An account's id, which must be there.</summary>
    public string NeedAccount(string name)
    {
        var account = Need(name);
        if (account.Length > 0 && !Arn.IsAccountId(account))
        {
            Fault(name, "is no account id of twelve digits");
        }

        return account;
    }

    /// <summary>A time in ISO 8601, which must be there.</summary>
    public DateTimeOffset NeedTime(string name)
    {
        if (Find(name) is { ValueKind: JsonValueKind.String } found && found.TryGetDateTimeOffset(out var time))
        {
            return time;
        }

        Fault(name, "is no time");
        return default;
    }

    /// <summary>True or false; missing and null are false.</summary>
    public bool Flag(string name)
    {
        if (Find(name) is not { } found)
        {
            return false;
        }

        if (found.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Fault(name, $"is neither true nor false but a {found.ValueKind}");
        }

        return found.ValueKind == JsonValueKind.True;
    }

    /// <summary>An object that must be there; an empty one when it is not.</summary>
    public Fields NeedObject(string name)
    {
        if (Find(name) is null)
        {
            Fault(name, "is missing");
        }

        return MaybeObject(name) ?? new(s_empty, Path(name), _faults);
    }

    /// <summary>An object that may be missing or null; anything but an object is a fault.</summary>
    public Fields? MaybeObject(string name)
    {
        if (Find(name) is not { } found)
        {
            return null;
        }

        if (found.ValueKind == JsonValueKind.Object)
        {
            return new(found, Path(name), _faults);
        }

        Fault(name, $"is no object but a {found.ValueKind}");
        return null;
    }

    /// <summary>A list of objects, which must be there; a list that holds anything else is a fault.</summary>
    public IReadOnlyList<Fields> NeedObjects(string name)
    {
        if (Find(name) is not { ValueKind: JsonValueKind.Array } list)
        {
            Fault(name, "is no list");
            return [];
        }

        var objects = list.EnumerateArray().ToList();
        if (objects.Exists(each => each.ValueKind != JsonValueKind.Object))
        {
            Fault(name, "holds something else than objects");
            return [];
        }

        return [.. objects.Select((each, index) => new Fields(each, $"{Path(name)}[{index}]", _faults))];
    }

    /// <summary>Says that a field is wrong.</summary>
    public void Fault(string name, string what) => _faults.Add($"{Path(name)} {what}");

    private JsonElement? Find(string name) =>
        Element.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;

    private string Path(string name) => $"{_path}.{name}";
}
