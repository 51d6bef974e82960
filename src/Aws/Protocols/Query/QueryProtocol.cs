using System.Text;
using SecretScoops.Governance.Aws.Protocols.Xml;

namespace SecretScoops.Governance.Aws.Protocols.Query;

/// <summary>awsQuery: the request is a form that names the action, the answer is XML.</summary>
/// <remarks>Smithy 2.0, "AWS Query protocol".</remarks>
internal class QueryProtocol : Protocol
{
    /// <summary>The protocol.</summary>
    public static readonly QueryProtocol Instance = new();

    /// <summary>How members are named in the form.</summary>
    protected virtual QueryNames FormNames => QueryNames.Query;

    /// <inheritdoc/>
    public override RequestParts WriteRequest(OperationSchema operation, IShape input)
    {
        var parameters = new List<KeyValuePair<string, string>> { new("Action", operation.Name), new("Version", operation.Service.ApiVersion) };
        input.Write(new QueryShapeWriter(parameters, FormNames));
        var request = new RequestParts { Method = "POST", Path = "/", Body = Encoding.ASCII.GetBytes(UrlText.Pairs(parameters)) };
        request.Headers["Content-Type"] = "application/x-www-form-urlencoded; charset=utf-8";
        return request;
    }

    /// <inheritdoc/>
    public override void ReadResponse(OperationSchema operation, ResponseParts response, IShape output)
    {
        var wrapper = Wrapper(operation);
        if (response.Body.Length > 0 && XmlBody.Root(response.Body).Elements().FirstOrDefault(child => child.Name.LocalName == wrapper) is { } result)
        {
            new XmlShapeReader([result]).Members(output);
        }
    }

    /// <inheritdoc/>
    public override WireError ReadError(ResponseParts response) => XmlBody.Error(response);

    /// <inheritdoc/>
    public override bool Names(OperationSchema operation, RequestParts request)
    {
        var parameters = Parameters(request);
        return parameters.Contains(new("Action", operation.Name)) && parameters.Contains(new("Version", operation.Service.ApiVersion));
    }

    /// <inheritdoc/>
    public override void ReadRequest(OperationSchema operation, RequestParts request, IShape input) => QueryShapeReader.Of(Parameters(request), FormNames).Members(input);

    /// <inheritdoc/>
    public override ResponseParts WriteResponse(OperationSchema operation, IShape output, string requestId)
    {
        var body = XmlShapeWriter.Document(operation.Name + "Response", operation.Service.XmlNamespace, (xml, writer) =>
        {
            if (!operation.NoOutput)
            {
                xml.WriteStartElement(Wrapper(operation));
                writer.Content(output);
                xml.WriteEndElement();
            }

            xml.WriteStartElement("ResponseMetadata");
            XmlBody.Element(xml, "RequestId", requestId);
            xml.WriteEndElement();
        });
        return Answer(operation.Status, body, requestId);
    }

    /// <inheritdoc/>
    public override ResponseParts WriteError(ServiceSchema service, int status, string code, string message, IShape? members, string requestId) =>
        Answer(status, XmlBody.Error(service, status, code, message, members, requestId), requestId);

    private static string Wrapper(OperationSchema operation) => operation.ResultWrapper ?? operation.Name + "Result";

    /// <summary>An answer with that body.</summary>
    protected static ResponseParts Answer(int status, byte[] body, string requestId)
    {
        var response = new ResponseParts { Status = status, Body = body };
        response.Headers["Content-Type"] = "text/xml";
        response.Headers["x-amzn-RequestId"] = requestId;
        return response;
    }

    // A GET with the form in the query is as good as a POST with it in the body.
    private static IList<KeyValuePair<string, string>> Parameters(RequestParts request) =>
        request.Form ??= request.Headers.TryGetValue("Content-Type", out var type) && type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
            ? UrlText.Pairs(Encoding.UTF8.GetString(request.Body))
            : request.Query;
}
