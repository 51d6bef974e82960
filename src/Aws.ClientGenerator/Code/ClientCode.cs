using SecretScoops.Governance.Aws.ClientGenerator.Model;

namespace SecretScoops.Governance.Aws.ClientGenerator.Code;

/// <summary>Writes the client side of a service: client, configuration, exceptions and constants under the official package's names.</summary>
internal static class ClientCode
{
    private const string Space = "global::SecretScoops.Governance.Aws.Protocols.";

    /// <summary>The files, name and text.</summary>
    public static IEnumerable<(string Name, string Text)> Files(ServiceModel model)
    {
        var (space, name) = (model.Client!, model.ClientClass);
        yield return ($"Amazon.{space}.Client.g.cs", Client(model, name));
        yield return ($"Amazon.{space}.Config.g.cs", Config(model, name));
        yield return ($"Amazon.{space}.Constants.g.cs", Constants(model));
        yield return ($"Amazon.{space}.Model.g.cs", ClientShapes.Text(model));
        yield return ($"Amazon.{space}.Paginators.g.cs", PaginatorCode.Text(model));
        var schemas = new CodeText(nullable: true);
        schemas.Line($"namespace Amazon.{space}.Internal;");
        SchemaCode.Service(schemas, $"{name}Schemas", model);
        yield return ($"Amazon.{space}.Schemas.g.cs", schemas.ToString());
    }

    private static string Client(ServiceModel model, string name)
    {
        var code = new CodeText(nullable: false);
        code.Line("using System;").Line("using System.Threading;").Line("using System.Threading.Tasks;").Line("using Amazon.Runtime;").Line("using Amazon.Runtime.Credentials;");
        code.Line($"using Amazon.{model.Client}.Model;").Line($"namespace Amazon.{model.Client};");
        Interface(code, model, name);
        var client = $"Amazon{name}Client";
        code.Open($"public partial class {client} : AmazonServiceClient, IAmazon{name}");
        code.Line($"private static readonly Amazon.Runtime.Internal.IServiceMetadata Metadata = new Internal.Amazon{name}Metadata();");
        code.Line($"private I{name}PaginatorFactory paginators;");
        Constructors(code, client, $"Amazon{name}Config");
        code.Line($"public I{name}PaginatorFactory Paginators => paginators ??= new {name}PaginatorFactory(this);");
        code.Line("protected override Amazon.Runtime.Internal.IServiceMetadata ServiceMetadata => Metadata;");
        var unsigned = model.Operations.Where(operation => operation.Unsigned).Select(operation => $", \"{operation.Name}Request\"");
        code.Line($"protected override void CustomizeRuntimePipeline(Amazon.Runtime.Internal.RuntimePipeline pipeline) => {Space}Client.ServicePipeline.Customize(pipeline, Internal.{name}Schemas.Service{string.Concat(unsigned)});");
        code.Line($"public Amazon.Runtime.Endpoints.Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) => {Space}Client.ServicePipeline.EndpointOf((ClientConfig)Config);");
        foreach (var operation in model.Operations)
        {
            Call(code, model, name, operation.Name);
        }

        return code.Close().ToString();
    }

    private static void Interface(CodeText code, ServiceModel model, string name)
    {
        code.Open($"public partial interface IAmazon{name} : IAmazonService, IDisposable");
        code.Line($"I{name}PaginatorFactory Paginators {{ get; }}");
        foreach (var operation in model.Operations)
        {
            code.Line($"Task<{operation.Name}Response> {operation.Name}Async({operation.Name}Request request, CancellationToken cancellationToken = default);");
        }

        code.Line("Amazon.Runtime.Endpoints.Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);");
        code.Line($"static ClientConfig IAmazonService.CreateDefaultClientConfig() => new Amazon{name}Config();");
        code.Line($"static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) => new Amazon{name}Client(awsCredentials, (Amazon{name}Config)clientConfig);");
        code.Close();
    }

    private static void Constructors(CodeText code, string client, string config)
    {
        code.Line($"public {client}() : base(new {config}()) {{ }}");
        code.Line($"public {client}(RegionEndpoint region) : base(new {config} {{ RegionEndpoint = region }}) {{ }}");
        code.Line($"public {client}({config} config) : base(config) {{ }}");
        foreach (var (parameters, arguments) in new[]
        {
            ("AWSCredentials credentials", "credentials"),
            ("string awsAccessKeyId, string awsSecretAccessKey", "awsAccessKeyId, awsSecretAccessKey"),
            ("string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken", "awsAccessKeyId, awsSecretAccessKey, awsSessionToken"),
        })
        {
            code.Line($"public {client}({parameters}) : this({arguments}, new {config}()) {{ }}");
            code.Line($"public {client}({parameters}, RegionEndpoint region) : this({arguments}, new {config} {{ RegionEndpoint = region }}) {{ }}");
            code.Line($"public {client}({parameters}, {config} clientConfig) : base({arguments}, clientConfig) {{ }}");
        }
    }

    private static void Call(CodeText code, ServiceModel model, string name, string operation)
    {
        _ = model;
        var schema = $"Internal.{name}Schemas.{operation}";
        code.Line($"private static readonly Amazon.Runtime.Internal.InvokeOptions {operation}Options = new() {{ RequestMarshaller = new {Space}Client.OperationMarshaller({schema}), ResponseUnmarshaller = new {Space}Client.OperationUnmarshaller<{operation}Response>({schema}, Internal.{name}Errors.Make) }};");
        code.Line($"public virtual Task<{operation}Response> {operation}Async({operation}Request request, CancellationToken cancellationToken = default) => InvokeAsync<{operation}Response>(request, {operation}Options, cancellationToken);");
    }

    private static string Config(ServiceModel model, string name)
    {
        var code = new CodeText(nullable: false);
        code.Line("using System;").Line("using System.Collections.Generic;").Line("using System.Net;").Line("using Amazon.Runtime;").Line($"namespace Amazon.{model.Client}");
        code.Open("").Open($"public partial class Amazon{name}Config : ClientConfig");
        code.Line($"private static readonly string UserAgentString = {Space}Client.ServicePipeline.UserAgent(Internal.{name}Schemas.Service);");
        code.Open($"public Amazon{name}Config() : base({Space}Client.ServicePipeline.Defaults())");
        code.Line($"base.ServiceId = {Names.Literal(model.Facts["serviceId"]?.Text)};");
        code.Line($"AuthenticationServiceName = {Names.Literal(model.Facts["signingName"]?.Text)};");
        code.Line($"EndpointProvider = new {Space}Client.ServiceEndpointProvider(Internal.{name}Schemas.Service);").Close();
        code.Line($"public static new string ServiceId => {Names.Literal(model.Facts["serviceId"]?.Text)};");
        code.Line($"public override string RegionEndpointServiceName => {Names.Literal(model.Facts["endpointPrefix"]?.Text)};");
        code.Line($"public override string ServiceVersion => {Names.Literal(model.Facts["apiVersion"]?.Text)};");
        code.Line("public override string UserAgent => UserAgentString;");
        code.Line($"public override Amazon.Runtime.Endpoints.Endpoint DetermineServiceOperationEndpoint(Amazon.Runtime.Endpoints.ServiceOperationEndpointParameters parameters) => {Space}Client.ServicePipeline.EndpointOf(this);");
        code.Close();
        code.Line($"public abstract partial class Amazon{name}Request : AmazonWebServiceRequest {{ }}");
        code.Open($"public partial class Amazon{name}Exception : AmazonServiceException");
        ClientShapes.ExceptionConstructors(code, $"Amazon{name}Exception");
        code.Line($"public Amazon{name}Exception() : base() {{ }}").Close().Close();
        code.Line($"namespace Amazon.{model.Client}.Internal").Open("");
        code.Open($"public partial class Amazon{name}Metadata : Amazon.Runtime.Internal.IServiceMetadata");
        code.Line($"public string ServiceId => {Names.Literal(model.Facts["serviceId"]?.Text)};");
        code.Line("public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();").Close();
        code.Open($"internal static class {name}Errors");
        code.Open("public static AmazonServiceException Make(string message, Exception inner, ErrorType type, string code, string requestId, HttpStatusCode status) => code switch");
        foreach (var error in model.Errors)
        {
            code.Line($"{Names.Literal(error.ErrorCode)} => new Amazon.{model.Client}.Model.{ClientShapes.ErrorName(error)}(message, inner, type, code, requestId, status),");
        }

        code.Line($"_ => new Amazon{name}Exception(message, inner, type, code, requestId, status),").Close(";");
        return code.Close().Close().ToString();
    }

    private static string Constants(ServiceModel model)
    {
        var code = new CodeText(nullable: false);
        code.Line($"namespace Amazon.{model.Client};");
        foreach (var shape in model.Enums)
        {
            code.Open($"public partial class {Names.Type(shape)} : Amazon.Runtime.ConstantClass");
            foreach (var group in shape.Enum.GroupBy(Names.Constant))
            {
                code.Line($"public static readonly {Names.Type(shape)} {group.Key} = new {Names.Type(shape)}({Names.Literal(group.First())});");
            }

            code.Line($"public {Names.Type(shape)}(string value) : base(value) {{ }}");
            code.Line($"public static {Names.Type(shape)} FindValue(string value) => FindValue<{Names.Type(shape)}>(value);");
            code.Line($"public static implicit operator {Names.Type(shape)}(string value) => FindValue(value);").Close();
        }

        return code.ToString();
    }
}
