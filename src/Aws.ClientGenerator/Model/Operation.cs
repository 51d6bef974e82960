using SecretScoops.Governance.Aws.ClientGenerator.Json;

namespace SecretScoops.Governance.Aws.ClientGenerator.Model;

/// <summary>An operation.</summary>
internal sealed class Operation
{
    private readonly JsonValue json;

    /// <summary>Reads an operation.</summary>
    public Operation(string name, JsonValue json, IReadOnlyDictionary<string, Shape> shapes)
    {
        this.json = json;
        Name = name;
        var http = Fields.Text(json, "http").Split([' '], 2);
        (Method, Uri) = http.Length == 2 ? (http[0], http[1]) : throw new ModelException(json.Line, $"{name}: 'http' must be a method and a path");
        Input = Shape("input", shapes);
        Output = Shape("output", shapes);
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The HTTP method.</summary>
    public string Method { get; }

    /// <summary>The path's template.</summary>
    public string Uri { get; }

    /// <summary>The input's structure; null for none.</summary>
    public Shape? Input { get; }

    /// <summary>The output's structure; null for none.</summary>
    public Shape? Output { get; }

    /// <summary>The status of a success; null for 200.</summary>
    public string? Status => json["status"]?.Text;

    /// <summary>The root element of the request.</summary>
    public string? InputWire => json["inputWire"]?.Text;

    /// <summary>The namespace of the request's root element.</summary>
    public string? InputNamespace => json["inputNs"]?.Text;

    /// <summary>The element around the result.</summary>
    public string? ResultWrapper => json["resultWrapper"]?.Text;

    /// <summary>True where the answer's root element is its one member.</summary>
    public bool Unwrapped => Fields.Flag(json, "unwrapped");

    /// <summary>What comes before the host name.</summary>
    public string? HostPrefix => json["hostPrefix"]?.Text;

    /// <summary>True where the request is not signed.</summary>
    public bool Unsigned => Fields.Flag(json, "unsigned");

    /// <summary>How its pages go on: members of the input, of the output, and the lists of the output; null for an operation without pages.</summary>
    public (IReadOnlyList<string> In, IReadOnlyList<string> Out, IReadOnlyList<string> Items)? Pages =>
        json["pages"] is { } pages ? (Fields.Texts(pages, "in"), Fields.Texts(pages, "out"), Fields.Texts(pages, "items")) : null;

    private Shape? Shape(string name, IReadOnlyDictionary<string, Shape> shapes)
    {
        if (json[name]?.Text is not { } target)
        {
            return null;
        }

        return shapes.TryGetValue(target, out var shape) && shape.Type == "structure"
            ? shape
            : throw new ModelException(json.Line, $"{Name}: its {name} '{target}' is no structure");
    }
}
