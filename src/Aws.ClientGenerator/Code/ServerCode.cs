using SecretScoops.Governance.Aws.ClientGenerator.Model;

namespace SecretScoops.Governance.Aws.ClientGenerator.Code;

/// <summary>Writes the server side of a service: structures, exceptions, the operations to override, and their table.</summary>
internal static class ServerCode
{
    private const string Protocols = "global::SecretScoops.Governance.Aws.Protocols.";

    /// <summary>The files, name and text.</summary>
    public static IEnumerable<(string Name, string Text)> Files(ServiceModel model)
    {
        yield return ($"Wire.{model.Wire}.Shapes.g.cs", Shapes(model));
        yield return ($"Wire.{model.Wire}.Operations.g.cs", Operations(model));
        var schemas = Begin(model);
        SchemaCode.Service(schemas, $"{model.Wire}Schemas", model);
        yield return ($"Wire.{model.Wire}.Schemas.g.cs", schemas.ToString());
    }

    private static CodeText Begin(ServiceModel model) => new CodeText(nullable: true).Line($"namespace SecretScoops.Governance.Sandbox.Wire.{model.Wire};");

    private static string Shapes(ServiceModel model)
    {
        var code = Begin(model);
        var shapes = new ShapeCode(client: false);
        foreach (var operation in model.Operations)
        {
            shapes.Structure(code, $"internal sealed class {operation.Name}Request : {Protocols}IShape", operation.Input?.Name ?? operation.Name + "Request", operation.Input);
            shapes.Structure(code, $"internal sealed class {operation.Name}Response : {Protocols}IShape", operation.Output?.Name ?? operation.Name + "Response", operation.Output);
        }

        foreach (var shape in model.Nested)
        {
            shapes.Structure(code, $"internal sealed class {Names.Type(shape)} : {Protocols}IShape", shape.Name, shape);
        }

        foreach (var error in model.Errors)
        {
            var name = ClientShapes.ErrorName(error);
            var declaration = $"internal sealed class {name}(string message) : WireException({Names.Literal(error.ErrorCode)}, message, {error.ErrorStatus}), {Protocols}IShape";
            shapes.Structure(code, declaration, error.Name, error);
        }

        return code.ToString();
    }

    private static string Operations(ServiceModel model)
    {
        var code = Begin(model);
        code.Open($"internal abstract class {model.Wire}Operations : WireOperations");
        code.Line($"protected {model.Wire}Operations() : base({Names.Literal(model.Facts["validationError"]?.Text ?? "ValidationException")}) {{ }}");
        foreach (var operation in model.Operations)
        {
            code.Line($"public virtual {operation.Name}Response {operation.Name}({operation.Name}Request request, Call call) => throw NotOffered({model.Wire}Schemas.{operation.Name});");
        }

        code.Close();
        code.Open($"internal sealed class {model.Wire}WireService({model.Wire}Operations operations) : WireService({model.Wire}Schemas.Service, operations, new WireOperation[]");
        foreach (var operation in model.Operations)
        {
            code.Line($"new({model.Wire}Schemas.{operation.Name}, static () => new {operation.Name}Request(), (input, call) => operations.{operation.Name}(({operation.Name}Request)input, call)),");
        }

        return code.Close(");").ToString();
    }
}
