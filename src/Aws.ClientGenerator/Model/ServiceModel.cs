using SecretScoops.Governance.Aws.ClientGenerator.Json;

namespace SecretScoops.Governance.Aws.ClientGenerator.Model;

/// <summary>A service's model, read and checked.</summary>
internal sealed class ServiceModel
{
    private static readonly string[] Protocols = ["awsJson1.0", "awsJson1.1", "restJson1", "awsQuery", "ec2Query", "restXml"];

    private ServiceModel(JsonValue root)
    {
        Facts = Fields.Object(root, "service");
        Shapes = Fields.Object(root, "shapes").Members!.ToDictionary(pair => pair.Key, pair => new Shape(pair.Key, pair.Value));
        Operations = [.. Fields.Object(root, "operations").Members!.Select(pair => new Operation(pair.Key, pair.Value, Shapes))];
        foreach (var shape in Shapes.Values)
        {
            shape.Bind(Shapes);
        }

        if (!Protocols.Contains(Protocol))
        {
            throw new ModelException(Facts.Line, $"protocol '{Protocol}' is none of {string.Join(", ", Protocols)}");
        }
    }

    /// <summary>The object <c>service</c>.</summary>
    public JsonValue Facts { get; }

    /// <summary>The operations, in the file's order.</summary>
    public IReadOnlyList<Operation> Operations { get; }

    /// <summary>The shapes by name.</summary>
    public IReadOnlyDictionary<string, Shape> Shapes { get; }

    /// <summary>The last part of the client's namespace, as in <c>Amazon.Organizations</c>, and in most services the name in <c>AmazonXClient</c>; null where the feed has the official package.</summary>
    public string? Client => Facts["client"]?.Text;

    /// <summary>What stands in <c>AmazonXClient</c>, where it differs from the namespace: <c>IdentityManagementService</c> in <c>Amazon.IdentityManagement</c>.</summary>
    public string ClientClass => Facts["clientClass"]?.Text ?? Client!;

    /// <summary>The name in <c>XOperations</c>, and the last part of the server side's namespace.</summary>
    public string Wire => Fields.Text(Facts, "wire");

    /// <summary>What sets the service apart from all others of its protocol: <c>s3</c>, <c>s3control</c>; null for nothing.</summary>
    public string? Dialect => Facts["dialect"]?.Text;

    /// <summary>The protocol.</summary>
    public string Protocol => Fields.Text(Facts, "protocol");

    /// <summary>The structures that are members of others: all but inputs, outputs and errors.</summary>
    public IReadOnlyList<Shape> Nested
    {
        get
        {
            var reached = Shapes.Values.SelectMany(shape => shape.Parts).Select(part => part.Shape.Name);
            var names = new HashSet<string>(reached);
            return [.. Shapes.Values.Where(shape => shape.Type == "structure" && !shape.IsDocument && names.Contains(shape.Name) && !shape.IsError).OrderBy(shape => shape.Name, System.StringComparer.Ordinal)];
        }
    }

    /// <summary>The modelled errors.</summary>
    public IReadOnlyList<Shape> Errors => [.. Shapes.Values.Where(shape => shape.IsError).OrderBy(shape => shape.Name, System.StringComparer.Ordinal)];

    /// <summary>The enumerations.</summary>
    public IReadOnlyList<Shape> Enums => [.. Shapes.Values.Where(shape => shape.Enum.Count > 0).OrderBy(shape => shape.Name, System.StringComparer.Ordinal)];

    /// <summary>Reads a model file's text.</summary>
    public static ServiceModel Read(string text) => new(JsonText.Parse(text));
}
