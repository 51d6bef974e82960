using SecretScoops.Governance.Aws.ClientGenerator.Model;

namespace SecretScoops.Governance.Aws.ClientGenerator.Code;

/// <summary>Writes structures: properties, and how they give themselves to a writer and take themselves from a reader.</summary>
/// <remarks>Client and server differ in the types only: the client has the official SDK's, the server the plainest.</remarks>
internal sealed class ShapeCode(bool client)
{
    private const string Space = "global::SecretScoops.Governance.Aws.Protocols.";
    private const string System = "global::System.";

    /// <summary>The whole class of a structure. <paramref name="declaration"/> is all before the brace; <paramref name="before"/> writes more members of it.</summary>
    public void Structure(CodeText code, string declaration, string wireName, Shape? shape, global::System.Action<CodeText>? before = null)
    {
        code.Open(declaration);
        SchemaCode.Structure(code, wireName, shape, limits: !client);
        before?.Invoke(code);
        foreach (var part in shape?.Members ?? [])
        {
            if (!IsInherited(part, shape!))
            {
                Property(code, part);
            }
        }

        code.Line($"{Space}StructureSchema {Space}IShape.Schema => WireSchema;");
        Write(code, shape);
        Read(code, shape);
        code.Close();
    }

    /// <summary>The C# type of an element or a value: never null.</summary>
    public string Type(Shape shape) => shape switch
    {
        { IsDocument: true } => client ? "global::Amazon.Runtime.Documents.Document" : System + "Text.Json.JsonElement",
        { Type: "string" } => "string",
        { Type: "integer" } => "int",
        { Type: "long" } => "long",
        { Type: "float" } => "float",
        { Type: "double" } => "double",
        { Type: "boolean" } => "bool",
        { Type: "timestamp" } => System + (client ? "DateTime" : "DateTimeOffset"),
        { Type: "blob" } => client ? System + "IO.MemoryStream" : "byte[]",
        { Type: "list" } => $"{System}Collections.Generic.List<{Type(shape.Element!.Shape)}>",
        { Type: "map" } => $"{System}Collections.Generic.Dictionary<string, {Type(shape.Element!.Shape)}>",
        _ => Names.Type(shape),
    };

    private static bool IsValue(Shape shape) => shape.Type is "integer" or "long" or "float" or "double" or "boolean" or "timestamp";

    // The exception's own message, and on the client the request's id, are there already.
    private bool IsInherited(Part part, Shape shape) =>
        shape.IsError && (Names.Property(part) == "Message" || (client && part.Name == "RequestId"));

    private void Property(CodeText code, Part part)
    {
        var shape = part.Shape;
        if (!client)
        {
            code.Line($"public {Type(shape)}? {Names.Property(part)} {{ get; set; }}");
            return;
        }

        var type = shape.Enum.Count > 0 ? Names.Type(shape) : IsValue(shape) ? Type(shape) + "?" : Type(shape);
        var start = shape.Type is "list" or "map" ? $" = global::Amazon.AWSConfigs.InitializeCollections ? new {type}() : null;" : "";
        code.Line($"public {type} {Names.Property(part)} {{ get; set; }}{start}");
    }

    private void Write(CodeText code, Shape? shape)
    {
        code.Open($"void {Space}IShape.Write({Space}ShapeWriter w)");
        var members = shape?.Members ?? [];
        if (members.Any(part => !IsInherited(part, shape!)))
        {
            code.Line("var m = WireSchema.Members;");
        }

        for (var index = 0; index < members.Count; index++)
        {
            if (!IsInherited(members[index], shape!))
            {
                code.Line(WriteMember(members[index], $"m[{index}]") + ";");
            }
        }

        code.Close();
    }

    private string WriteMember(Part part, string member)
    {
        var name = Names.Property(part);
        var value = !client ? name
            : part.Shape.Enum.Count > 0 ? $"{name}?.Value{(part.Token ? Token : "")}"
            : part.Shape.Type is "list" or "map" ? $"{Space}Client.Collections.Sent({name})"
            : name + (part.Token ? Token : "");
        return Write(part.Shape, member, value);
    }

    private const string Token = " ?? global::System.Guid.NewGuid().ToString()";

    private string Write(Shape shape, string member, string value) => shape switch
    {
        { IsDocument: true } => $"w.Document({member}, {(client ? $"{Space}Client.DocumentJson.ToJson({value})" : value)})",
        { Type: "string" } => $"w.String({member}, {value})",
        { Type: "integer" or "long" } => $"w.Integer({member}, {value})",
        { Type: "float" or "double" } => $"w.Double({member}, {value})",
        { Type: "boolean" } => $"w.Boolean({member}, {value})",
        { Type: "timestamp" } => $"w.Timestamp({member}, ({Type(shape)}?){value})",
        { Type: "blob" } => $"w.Blob({member}, {(client ? value + "?.ToArray()" : value)})",
        { Type: "list" } => $"w.List({member}, {value}, static (w, m, v) => {Write(shape.Element!.Shape, "m", "v")})",
        { Type: "map" } => $"w.Map({member}, {value}, static (w, m, v) => {Write(shape.Element!.Shape, "m", "v")})",
        _ => $"w.Structure({member}, {value})",
    };

    private void Read(CodeText code, Shape? shape)
    {
        code.Open($"void {Space}IShape.Read({Space}ShapeReader r, int index)");
        var members = shape?.Members ?? [];
        if (members.Any(part => !IsInherited(part, shape!)))
        {
            code.Line("var m = WireSchema.Members[index];");
            code.Open("switch (index)");
            for (var index = 0; index < members.Count; index++)
            {
                if (!IsInherited(members[index], shape!))
                {
                    code.Line($"case {index}: {Names.Property(members[index])} = {ReadMember(members[index].Shape)}; break;");
                }
            }

            code.Close();
        }

        code.Close();
    }

    private string ReadMember(Shape shape) => shape switch
    {
        { IsDocument: true } => Read(shape),
        { Enum.Count: > 0 } when client => $"{Names.Type(shape)}.FindValue(r.String(m))",
        { Type: "float" } => "(float?)r.Double(m)",
        { Type: "timestamp" } when client => "r.Timestamp(m)?.UtcDateTime",
        { Type: "integer" } => "r.Integer(m)",
        { Type: "long" } => "r.Long(m)",
        { Type: "double" } => "r.Double(m)",
        { Type: "boolean" } => "r.Boolean(m)",
        { Type: "timestamp" } => "r.Timestamp(m)",
        _ => Read(shape),
    };

    // An element's value: of a value type, it cannot be null here, as readers leave nulls out.
    private string Read(Shape shape) => shape switch
    {
        { IsDocument: true } => client ? $"{Space}Client.DocumentJson.FromJson(r.Document(m))" : "r.Document(m) ?? default",
        { Type: "string" } => "r.String(m)",
        { Type: "integer" } => "r.Integer(m) ?? default",
        { Type: "long" } => "r.Long(m) ?? default",
        { Type: "float" } => "(float)(r.Double(m) ?? default)",
        { Type: "double" } => "r.Double(m) ?? default",
        { Type: "boolean" } => "r.Boolean(m) ?? default",
        { Type: "timestamp" } => client ? "(r.Timestamp(m) ?? default).UtcDateTime" : "r.Timestamp(m) ?? default",
        { Type: "blob" } => client ? $"{Space}Client.Streams.Of(r.Blob(m))" : "r.Blob(m)",
        { Type: "list" } => $"r.List<{Type(shape.Element!.Shape)}>(m, static (r, m) => {Read(shape.Element!.Shape)})",
        { Type: "map" } => $"r.Map<{Type(shape.Element!.Shape)}>(m, static (r, m) => {Read(shape.Element!.Shape)})",
        _ => $"r.Structure(new {Names.Type(shape)}())",
    };
}
