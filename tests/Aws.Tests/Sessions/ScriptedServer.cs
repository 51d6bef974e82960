using System.Net;
using System.Text;

namespace SecretScoops.Governance.Aws.Tests.Sessions;

/// <summary>A server in process that answers each request, numbered from 1, with the bytes a test gives it.</summary>
internal sealed class ScriptedServer(Func<int, Request, Answer> script) : HttpMessageHandler
{
    private readonly Lock _gate = new();
    private readonly List<Request> _requests = [];

    public IReadOnlyList<Request> Requests
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var seen = new Request(
            body,
            request.RequestUri!.Host,
            string.Join("", request.Headers.GetValues("Authorization")),
            request.Headers.TryGetValues("X-Amz-Security-Token", out var token) ? token.Single() : null)
        {
            SignedAt = DateTimeOffset.ParseExact(request.Headers.GetValues("X-Amz-Date").Single(), "yyyyMMdd'T'HHmmss'Z'", null, System.Globalization.DateTimeStyles.AssumeUniversal),
            Path = request.RequestUri.AbsolutePath,
            Target = request.Headers.TryGetValues("X-Amz-Target", out var target) ? target.Single() : null,
        };
        int number;
        lock (_gate)
        {
            _requests.Add(seen);
            number = _requests.Count;
        }

        var answer = script(number, seen);
        var response = new HttpResponseMessage(answer.Status)
        {
            RequestMessage = request,
            Content = new StringContent(answer.Body, Encoding.UTF8, answer.ContentType),
        };
        response.Headers.Date = answer.Date;
        return response;
    }
}

/// <summary>What arrived.</summary>
internal sealed record Request(string Body, string Host, string Authorization, string? Token)
{
    public DateTimeOffset SignedAt { get; init; }

    public string Path { get; init; } = "";

    /// <summary>X-Amz-Target of the JSON protocols.</summary>
    public string? Target { get; init; }

    public bool Asks(string operation) => Target?.EndsWith($".{operation}", StringComparison.Ordinal) ?? Body.Contains($"Action={operation}", StringComparison.Ordinal);
}

/// <summary>What goes back.</summary>
internal sealed record Answer(HttpStatusCode Status, string Body, string ContentType = "text/xml")
{
    public DateTimeOffset? Date { get; init; }

    public static Answer Identity(string account = "111111111111") => new(HttpStatusCode.OK, $"""
        <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
        <Arn>arn:aws:iam::{account}:user/deployer</Arn><UserId>AIDA</UserId><Account>{account}</Account>
        </GetCallerIdentityResult><ResponseMetadata><RequestId>req-identity</RequestId></ResponseMetadata></GetCallerIdentityResponse>
        """);

    public static Answer Role(string account, string token, DateTimeOffset expires) => new(HttpStatusCode.OK, $"""
        <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
        <Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>{token}</SessionToken><Expiration>{expires:yyyy-MM-ddTHH:mm:ssZ}</Expiration></Credentials>
        <AssumedRoleUser><Arn>arn:aws:sts::{account}:assumed-role/OrganizationAccountAccessRole/s</Arn><AssumedRoleId>A:s</AssumedRoleId></AssumedRoleUser>
        </AssumeRoleResult><ResponseMetadata><RequestId>req-role</RequestId></ResponseMetadata></AssumeRoleResponse>
        """);

    public static Answer Error(string code, string message = "no", int status = 400) => new((HttpStatusCode)status, $"""
        <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error><RequestId>req-error</RequestId></ErrorResponse>
        """);

    public static Answer Json(string body) => new(HttpStatusCode.OK, body, "application/x-amz-json-1.1");

    public static Answer JsonError(string code, int status = 400) =>
        new((HttpStatusCode)status, $$"""{"__type":"{{code}}","Message":"no"}""", "application/x-amz-json-1.1");

    public static Answer Page(int status) => new((HttpStatusCode)status, "<!doctype html><html><title>Internal Server Error</title></html>", "text/html");
}
