using System.Text.RegularExpressions;

namespace SecretScoops.Governance.Aws.Protocols.Rest;

/// <summary>Where a request names its bucket: in the path, or before the host name.</summary>
internal static partial class S3Address
{
    /// <summary>The request with its bucket in the path: <c>/bucket/key</c>, and <c>/bucket</c> for the bucket itself.</summary>
    public static RequestParts InPath(RequestParts request)
    {
        var path = request.Headers.TryGetValue("Host", out var host) && BucketBeforeHost().Match(host) is { Success: true } match
            ? $"/{match.Groups["bucket"].Value}{request.Path}"
            : request.Path;

        // "/bucket/" is the bucket; "/bucket/folder/" is a key that ends so.
        return With(request, path.Length > 1 && path.IndexOf('/', 1) == path.Length - 1 ? path[..^1] : path, request.Body);
    }

    /// <summary>The request with another path and body, and headers of its own.</summary>
    public static RequestParts With(RequestParts request, string path, byte[] body) => new()
    {
        Method = request.Method,
        Path = path,
        Query = request.Query,
        Headers = new Dictionary<string, string>(request.Headers, StringComparer.OrdinalIgnoreCase),
        Body = body,
    };

    // bucket.s3.eu-west-1.amazonaws.com, bucket.s3.dualstack.eu-west-1.amazonaws.com, bucket.s3.amazonaws.com, bucket.localhost:4566. Buckets may have dots.
    [GeneratedRegex(@"^(?<bucket>[a-z0-9][a-z0-9.-]{2,62}?)\.(?:s3[.-](?:[a-z0-9.-]+\.)?amazonaws\.com(?:\.cn)?|(?:s3\.)?localhost)(?::\d+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex BucketBeforeHost();
}
