using System.Text;
using System.Xml.Linq;
using SecretScoops.Governance.Aws.Protocols.Xml;

namespace SecretScoops.Governance.Aws.Protocols.Rest;

/// <summary>S3: restXml with a bucket in path or host name, operations told apart by parameters without a value, and errors without an element around them.</summary>
/// <remarks>Smithy 2.0, "Amazon S3 customizations"; S3 User Guide, "Virtual hosting of general purpose buckets". Only the server's side is made use of.</remarks>
internal sealed class S3Protocol : RestXmlProtocol
{
    /// <summary>The protocol.</summary>
    public static new readonly S3Protocol Instance = new();

    /// <summary>Adds the headers under which S3 tells a request's ids.</summary>
    public static ResponseParts Signed(ResponseParts response, string requestId)
    {
        response.Headers["x-amz-request-id"] = requestId;
        response.Headers["x-amz-id-2"] = Convert.ToBase64String(Encoding.ASCII.GetBytes(requestId));
        return response;
    }

    /// <inheritdoc/>
    public override bool Names(OperationSchema operation, RequestParts request)
    {
        if (S3ControlProtocol.IsMeant(request))
        {
            return false;
        }

        // Not only must what chooses the operation be there: what chooses another must not. Nor is a copy an upload.
        var wanted = UriTemplate.Query(operation.UriTemplate);
        return base.Names(operation, S3Address.InPath(request))
            && request.Query.Where(pair => operation.Service.Subresources.Contains(pair.Key)).All(pair => wanted.Any(each => each.Key == pair.Key))
            && !(operation.Name == "PutObject" && request.Headers.ContainsKey("x-amz-copy-source"));
    }

    /// <inheritdoc/>
    public override void ReadRequest(OperationSchema operation, RequestParts request, IShape input) =>
        base.ReadRequest(operation, AwsChunked.Whole(S3Address.InPath(request)), input);

    /// <inheritdoc/>
    public override ResponseParts WriteResponse(OperationSchema operation, IShape output, string requestId)
    {
        var response = Signed(base.WriteResponse(operation, output, requestId), requestId);
        if (operation.Unwrapped)
        {
            var member = XmlBody.Root(response.Body).Elements().FirstOrDefault() ?? new XElement(output.Schema.Members[0].WireName);
            response.Body = Encoding.UTF8.GetBytes(member.ToString());
        }

        return response;
    }

    /// <inheritdoc/>
    public override ResponseParts WriteError(ServiceSchema service, int status, string code, string message, IShape? members, string requestId) =>
        Signed(base.WriteError(service, status, code, message, members, requestId), requestId);

    /// <inheritdoc/>
    protected override byte[] ErrorBody(ServiceSchema service, ResponseParts response, string code, string message, IShape? members, string requestId) =>
        XmlShapeWriter.Document("Error", null, (xml, writer) =>
        {
            XmlBody.Element(xml, "Code", code);
            XmlBody.Element(xml, "Message", message);
            if (members is not null)
            {
                writer.Content(members);
            }

            XmlBody.Element(xml, "RequestId", requestId);
            XmlBody.Element(xml, "HostId", "sandbox");
        });
}
