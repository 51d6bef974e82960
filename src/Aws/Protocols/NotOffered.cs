using System.Text;

namespace SecretScoops.Governance.Aws.Protocols;

/// <summary>Tells the answer of an endpoint that does not have an operation from an answer of the operation.</summary>
/// <remarks>
/// moto 5.2.1 answers what it lacks with a page in HTML: HTTP 500 for an action, 404 for a path (measured). No AWS protocol answers in HTML.
/// Load balancers and proxies do so too, with 502, 503 and 504: these pass, and are not taken for it.
/// </remarks>
internal static class NotOffered
{
    /// <summary>The error code of an operation that the endpoint does not have.</summary>
    public const string Code = "NotOffered";

    /// <summary>The HTTP status that such an exception carries, whatever the page's was: the SDK does not retry it, while it does retry 500.</summary>
    public const int Status = 501;

    /// <summary>True where the answer is such a page.</summary>
    public static bool Is(ResponseParts response) => response.Status is not (502 or 503 or 504) && IsHtml(response);

    /// <summary>True where the answer is a page in HTML.</summary>
    public static bool IsHtml(ResponseParts response)
    {
        var start = Encoding.UTF8.GetString(response.Body.AsSpan(0, Math.Min(response.Body.Length, 64))).TrimStart();
        return start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What a person reads of it.</summary>
    public static string Message(OperationSchema operation, int status) =>
        $"this endpoint does not offer {operation.Service.Name}:{operation.Name} (it answered HTTP {status} with a page in HTML)";
}
