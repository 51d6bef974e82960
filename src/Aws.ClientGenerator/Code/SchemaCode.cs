using SecretScoops.Governance.Aws.ClientGenerator.Model;

namespace SecretScoops.Governance.Aws.ClientGenerator.Code;

/// <summary>Writes what the protocols must know: the schemas of structures, operations and the service.</summary>
internal static class SchemaCode
{
    private const string Space = "global::SecretScoops.Governance.Aws.Protocols.";

    /// <summary>The field with a structure's schema. Only the server checks constraints, so only it carries them.</summary>
    public static void Structure(CodeText code, string name, Shape? shape, bool limits)
    {
        var members = (shape?.Members ?? []).Select(part => ",\n            " + Member(part, limits));
        var space = shape?.Namespace is { } ns ? $" {{ Namespace = {Names.Literal(ns)} }}" : "";
        code.Line($"private static readonly {Space}StructureSchema WireSchema = new({Names.Literal(name)}{string.Concat(members)}){space};");
    }

    /// <summary>The class with the schemas of service and operations.</summary>
    public static void Service(CodeText code, string className, ServiceModel model)
    {
        code.Open($"internal static class {className}");
        code.Open($"public static readonly {Space}ServiceSchema Service = new()");
        code.Line($"Name = {Fact(model, "name")},");
        code.Line($"ServiceId = {Fact(model, "serviceId")},");
        code.Line($"Protocol = {Space}{Protocol(model)},");
        code.Line($"ApiVersion = {Fact(model, "apiVersion")},");
        code.Line($"EndpointPrefix = {Fact(model, "endpointPrefix")},");
        code.Line($"SigningName = {Fact(model, "signingName")},");
        code.Line($"TargetPrefix = {Fact(model, "targetPrefix")},");
        code.Line($"XmlNamespace = {Fact(model, "xmlNamespace")},");
        code.Line($"Accept = {Fact(model, "accept")},");
        code.Line($"QueryCompatible = {(Fields.Flag(model.Facts, "queryCompatible") ? "true" : "false")},");
        var parameters = model.Facts["subresources"] is null ? [] : Fields.Texts(model.Facts, "subresources");
        code.Line($"Subresources = [{string.Join(", ", parameters.Select(Names.Literal))}],");
        var endpoints = (model.Facts["global"]?.Members ?? []).Select(pair =>
            $"new {Space}GlobalEndpoint({Names.Literal(pair.Key)}, {Names.Literal(Fields.Text(pair.Value, "host"))}, {Names.Literal(Fields.Text(pair.Value, "region"))})");
        code.Line($"GlobalEndpoints = [{string.Join(", ", endpoints)}],");
        code.Close(";");
        foreach (var operation in model.Operations)
        {
            Operation(code, operation);
        }

        code.Close();
    }

    private static void Operation(CodeText code, Operation operation)
    {
        var facts = new List<string>
        {
            $"Name = {Names.Literal(operation.Name)}", "Service = Service", $"Method = {Names.Literal(operation.Method)}", $"UriTemplate = {Names.Literal(operation.Uri)}",
        };
        Say(facts, "Status", operation.Status);
        Say(facts, "InputWireName", Quoted(operation.InputWire));
        Say(facts, "InputNamespace", Quoted(operation.InputNamespace));
        Say(facts, "ResultWrapper", Quoted(operation.ResultWrapper));
        Say(facts, "Unwrapped", operation.Unwrapped ? "true" : null);
        Say(facts, "HostPrefix", Quoted(operation.HostPrefix));
        Say(facts, "NoOutput", operation.Output is null ? "true" : null);
        Say(facts, "Unsigned", operation.Unsigned ? "true" : null);
        code.Line($"public static readonly {Space}OperationSchema {operation.Name} = new() {{ {string.Join(", ", facts)} }};");
    }

    private static string Member(Part part, bool limits)
    {
        var facts = new List<string>();
        Say(facts, "Location", part.Location is { } location ? $"{Space}Location.{Names.Property(location)}" : null);
        Say(facts, "Timestamp", part.Shape.Type == "timestamp" && part.Timestamp is { } form ? $"{Space}TimestampFormat.{Names.Property(form)}" : null);
        Say(facts, "QueryName", Quoted(part.Query));
        Say(facts, "Flattened", part.Flat ? "true" : null);
        Say(facts, "Attribute", part.Attribute ? "true" : null);
        Say(facts, "Namespace", Quoted(part.Namespace ?? part.Shape.Namespace));
        Say(facts, "NamespacePrefix", Quoted(part.NamespacePrefix));
        Say(facts, "Required", limits && part.Required ? "true" : null);
        Say(facts, "Limits", limits ? Limits(part.Shape) : null);
        Say(facts, "Element", part.Shape.Element is { } element ? Member(element, limits) : null);
        Say(facts, "Key", part.Shape.Key is { } key ? Member(key, limits) : null);
        var body = facts.Count > 0 ? $" {{ {string.Join(", ", facts)} }}" : "";
        return $"new {Space}Member({Names.Literal(part.Name)}, {Names.Literal(part.Wire)}){body}";
    }

    private static string? Limits(Shape shape)
    {
        var facts = new List<string>();
        Say(facts, "Min", shape.Min);
        Say(facts, "Max", shape.Max);
        Say(facts, "Pattern", Quoted(shape.Pattern));
        Say(facts, "Values", shape.Enum.Count > 0 ? $"[{string.Join(", ", shape.Enum.Select(Names.Literal))}]" : null);
        return facts.Count > 0 ? $"new {Space}Limits {{ {string.Join(", ", facts)} }}" : null;
    }

    private static string Protocol(ServiceModel model) => (model.Dialect ?? model.Protocol) switch
    {
        "s3" => "Rest.S3Protocol.Instance",
        "s3control" => "Rest.S3ControlProtocol.Instance",
        "awsJson1.0" => "Json.JsonProtocol.V10",
        "awsJson1.1" => "Json.JsonProtocol.V11",
        "restJson1" => "Rest.RestJsonProtocol.Instance",
        "ec2Query" => "Query.Ec2Protocol.Instance",
        "awsQuery" => "Query.QueryProtocol.Instance",
        _ => "Rest.RestXmlProtocol.Instance",
    };

    private static string Fact(ServiceModel model, string name) => Names.Literal(model.Facts[name]?.Text);

    private static string? Quoted(string? value) => value is null ? null : Names.Literal(value);

    private static void Say(List<string> facts, string name, string? value)
    {
        if (value is not null)
        {
            facts.Add($"{name} = {value}");
        }
    }
}
