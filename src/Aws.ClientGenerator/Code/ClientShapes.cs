using SecretScoops.Governance.Aws.ClientGenerator.Model;

namespace SecretScoops.Governance.Aws.ClientGenerator.Code;

/// <summary>Writes the <c>Model</c> namespace of a client: requests, responses, structures and exceptions.</summary>
internal static class ClientShapes
{
    private const string Shape = "global::SecretScoops.Governance.Aws.Protocols.IShape";

    /// <summary>The file's text.</summary>
    public static string Text(ServiceModel model)
    {
        var (space, name) = (model.Client, model.ClientClass);
        var code = new CodeText(nullable: false);
        code.Line("using System;").Line("using System.Net;").Line("using Amazon.Runtime;").Line($"namespace Amazon.{space}.Model;");
        var shapes = new ShapeCode(client: true);
        foreach (var operation in model.Operations)
        {
            shapes.Structure(code, $"public partial class {operation.Name}Request : Amazon{name}Request, {Shape}", operation.Input?.Name ?? operation.Name + "Request", operation.Input);
            shapes.Structure(code, $"public partial class {operation.Name}Response : AmazonWebServiceResponse, {Shape}", operation.Output?.Name ?? operation.Name + "Response", operation.Output);
        }

        foreach (var shape in model.Nested)
        {
            shapes.Structure(code, $"public partial class {Names.Type(shape)} : {Shape}", shape.Name, shape);
        }

        foreach (var error in model.Errors)
        {
            var className = ErrorName(error);
            shapes.Structure(code, $"public partial class {className} : Amazon{name}Exception, {Shape}", error.Name, error, inside => ExceptionConstructors(inside, className));
        }

        return code.ToString();
    }

    /// <summary>The class of an error: the SDK adds "Exception" where the model leaves it out, and in place of "Fault".</summary>
    public static string ErrorName(Shape error)
    {
        var name = Names.Type(error);
        if (name.EndsWith("Exception", StringComparison.Ordinal))
        {
            return name;
        }

        return (name.EndsWith("Fault", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Fault".Length) : name) + "Exception";
    }

    /// <summary>The constructors that all exceptions of the SDK have.</summary>
    public static void ExceptionConstructors(CodeText code, string name)
    {
        code.Line($"public {name}(string message) : base(message) {{ }}");
        code.Line($"public {name}(string message, Exception innerException) : base(message, innerException) {{ }}");
        code.Line($"public {name}(Exception innerException) : base(innerException) {{ }}");
        code.Line($"public {name}(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode) : base(message, innerException, errorType, errorCode, requestId, statusCode) {{ }}");
        code.Line($"public {name}(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode) : base(message, errorType, errorCode, requestId, statusCode) {{ }}");
    }
}
