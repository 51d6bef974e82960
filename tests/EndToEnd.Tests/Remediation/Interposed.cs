using System.Net;
using System.Text;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation;

/// <summary>Stands between the SDK and an emulator, and answers the calls that the emulator lacks.</summary>
/// <param name="emulator">What answers all others.</param>
internal sealed class Interposed(HttpMessageHandler emulator) : DelegatingHandler(emulator)
{
    /// <summary>Service as it signs, and what was asked: the target, the form or the path. A body answers; null leaves it to the emulator.</summary>
    public Func<string, string, string?> Answer { get; set; } = (_, _) => null;

    /// <summary>What answers, for a service that has nothing of any sort: no parameters, functions, APIs, clusters, distributions.</summary>
    public static string? Empty(string service) => service switch
    {
        "ssm" or "lambda" or "apigateway" or "ecs" => "{}",
        "cloudfront" => """<DistributionList xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><IsTruncated>false</IsTruncated><Quantity>0</Quantity></DistributionList>""",
        _ => null,
    };

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = request.Headers.TryGetValues("X-Amz-Target", out var targets) ? targets.First()
            : request.Content is { Headers.ContentType.MediaType: "application/x-www-form-urlencoded" } form ? await form.ReadAsStringAsync(cancellationToken)
            : request.RequestUri!.AbsolutePath;
        return Answer(ServiceOf(request), asked) is { } body
            ? new(HttpStatusCode.OK) { RequestMessage = request, Content = new StringContent(body, Encoding.UTF8, body.StartsWith('<') ? "text/xml" : "application/x-amz-json-1.1") }
            : await base.SendAsync(request, cancellationToken);
    }

    // AWS4-HMAC-SHA256 Credential=KEY/DATE/REGION/SERVICE/aws4_request, …
    private static string ServiceOf(HttpRequestMessage request) =>
        request.Headers.NonValidated.TryGetValues("Authorization", out var values) && values.ToString().Split('/') is [_, _, _, var service, ..] ? service : "";
}
