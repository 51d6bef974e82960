using System.Text.Json.Nodes;
using Amazon.ApiGatewayV2.Model;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Remediation.Events;

namespace SecretScoops.Governance.Remediation.Remediations.ApiGateway;

/// <summary>
/// Routes of an HTTP API ask for a token, and the connecting route of a WebSocket API for some authorization. Only told: which authorizer, audience and scopes a route takes is the owner's
/// to know, and every caller without a token would be turned away.
/// </summary>
/// <remarks>
/// Routes that answer OPTIONS are left out: a browser's preflight request carries no token (API Gateway Developer Guide, "Configure CORS for HTTP APIs"; remembered, 2026-11).
/// An incident is about the whole API. Events name a route, as an ARN or as <c>API/ROUTE</c>; which of them AWS Config writes was not to be found.
/// </remarks>
internal sealed class ApisAuthorized : Remediation
{
    private const string Api = "arn:{partition}:apigateway:{region}::/apis/{id}";

    /// <inheritdoc/>
    public override string Control => "apis-authorized";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.HttpRoute;

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["APIGateway.8"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => [new("apigateway:GET", Api), new("apigateway:GET", $"{Api}/routes")];

    /// <inheritdoc/>
    public override Task<string?> FindAsync(Doorbell doorbell, Subject subject, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(Arn.TryParse(doorbell.ResourceArn, out var arn) && arn.Resource.Split('/') is ["", "apis", var api, ..] ? api : subject.Id.Split('/', '|')[0]);

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        try
        {
            var api = await subject.Session.ApiGatewayV2.GetApiAsync(new() { ApiId = subject.Id }, cancellationToken);
            var routes = await Paged.AllAsync(async token =>
            {
                var page = await subject.Session.ApiGatewayV2.GetRoutesAsync(new() { ApiId = subject.Id, NextToken = token }, cancellationToken);
                return (page.Items, page.NextToken);
            });

            return new()
            {
                ["name"] = api.Name,
                ["protocol"] = api.ProtocolType?.Value,
                ["routes"] = new JsonObject(routes.OrderBy(r => r.RouteId, StringComparer.Ordinal).Select(r => KeyValuePair.Create<string, JsonNode?>(r.RouteId, new JsonObject
                {
                    ["key"] = r.RouteKey,
                    ["authorization"] = r.AuthorizationType?.Value ?? "NONE",
                    ["authorizer"] = r.AuthorizerId,
                }))),
                ["tags"] = new JsonObject((api.Tags ?? []).OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => KeyValuePair.Create<string, JsonNode?>(t.Key, t.Value))),
            };
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands)
    {
        var isHttp = (string?)image["protocol"] == "HTTP";
        // Tokens are for HTTP APIs only; a WebSocket asks once, when it is opened.
        var wanted = isHttp ? demands.Text("authorizationType", "") : "";
        return
        [
            .. image["routes"]!.AsObject()
                .Where(r => isHttp ? (string?)r.Value!["key"] is not { } key || !key.StartsWith("OPTIONS ", StringComparison.Ordinal) : (string?)r.Value!["key"] == "$connect")
                .Where(r => (string?)r.Value!["authorization"] is not { Length: > 0 } type || type == "NONE" || (wanted.Length > 0 && type != wanted))
                .Select(r => new Violation(
                    $"/routes/{Images.Escape(r.Key)}/authorization",
                    $"route {r.Value!["key"]} is authorized by {r.Value["authorization"]}{(wanted.Length > 0 ? $" instead of {wanted}" : "")}",
                    null)),
        ];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"Find the authorizer, or make one: aws apigatewayv2 get-authorizers --region {subject.Incident.Region} --api-id {subject.Id}",
        .. violations.Select(v => $"aws apigatewayv2 update-route --region {subject.Incident.Region} --api-id {subject.Id} --route-id {Images.Keys(v.Atom)[1]}"
            + $" --authorization-type {subject.Demands.Text("authorizationType", "JWT")} --authorizer-id AUTHORIZER_ID"),
        "If a route is meant for everybody, ask for an exemption in policies/exemptions",
    ];
}
