using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace SecretScoops.Governance.Aws.Protocols.Client;

/// <summary>Makes the SDK's request out of what the protocol writes.</summary>
internal sealed class OperationMarshaller(OperationSchema operation) : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    /// <inheritdoc/>
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var parts = operation.Service.Protocol.WriteRequest(operation, (IShape)input);
        var request = new DefaultRequest(input, operation.Service.ServiceId)
        {
            HttpMethod = parts.Method,
            ResourcePath = operation.UriTemplate.Split('?')[0],
            HostPrefix = parts.HostPrefix,
            UseQueryString = parts.Query.Count > 0,
        };
        if (operation.Service.Accept is { } accept)
        {
            request.Headers["Accept"] = accept;
        }

        foreach (var (label, value) in parts.Labels)
        {
            // The signer must see template and values apart: it encodes the path once more than the wire does.
            request.AddPathResource("{" + label + "}", value);
        }

        foreach (var same in parts.Query.GroupBy(static pair => pair.Key, static pair => pair.Value))
        {
            var values = same.ToList();
            if (values.Count == 1)
            {
                request.ParameterCollection.Add(same.Key, values[0]);
            }
            else
            {
                request.ParameterCollection.Add(same.Key, values);
            }
        }

        foreach (var (name, value) in parts.Headers)
        {
            request.Headers[name] = value;
        }

        if (parts.Body.Length > 0 || parts.Headers.ContainsKey("Content-Type"))
        {
            request.Content = parts.Body;
        }

        return request;
    }
}
