using System.Text.Json.Nodes;
using Amazon.ApiGatewayV2.Model;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.ApiGateway;

/// <summary>
/// A stage of an HTTP or WebSocket API logs who calls it. Only told: whoever switches it on must be allowed logs:PutResourcePolicy on everything (API Gateway Developer Guide, "Configure
/// logging for HTTP APIs", read 2026-11), and with that a fix of one stage could open every log of the account.
/// </summary>
internal sealed class HttpApisLogged : Remediation
{
    // "Common Log Format" of the same page, as a string in JSON.
    private const string Format =
        "$context.identity.sourceIp - - [$context.requestTime] \\\"$context.httpMethod $context.routeKey $context.protocol\\\" $context.status $context.responseLength $context.requestId";

    /// <inheritdoc/>
    public override string Control => "http-apis-logged";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.HttpStage;

    /// <inheritdoc/>
    public override Outage Outage => Outage.None;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["APIGateway.9"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["apigateway.amazonaws.com:CreateStage", "apigateway.amazonaws.com:UpdateStage"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => [new("apigateway:GET", "arn:{partition}:apigateway:{region}::/apis/{parent}/stages/{child}")];

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        if (subject.Id.Split('/') is not [var api, var stage])
        {
            return null;
        }

        try
        {
            var read = await subject.Session.ApiGatewayV2.GetStageAsync(new() { ApiId = api, StageName = stage }, cancellationToken);
            return new()
            {
                ["api"] = api,
                ["stage"] = stage,
                ["accessLog"] = string.IsNullOrEmpty(read.AccessLogSettings?.DestinationArn) ? null : read.AccessLogSettings.DestinationArn,
                ["tags"] = new JsonObject((read.Tags ?? []).OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => KeyValuePair.Create<string, JsonNode?>(t.Key, t.Value))),
            };
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
        image["accessLog"] is null ? [new("/accessLog", $"stage {image["stage"]} does not log who calls it", null)] : [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations)
    {
        var (incident, group) = (subject.Incident, subject.Demands.Text("logGroup", $"/secret-scoops/apis/{subject.Incident.AccountId}"));
        return
        [
            $"If it is not there: aws logs create-log-group --region {incident.Region} --log-group-name {group}",
            $"aws apigatewayv2 update-stage --region {incident.Region} --api-id {subject.Id.Split('/')[0]} --stage-name '{subject.Id.Split('/')[^1]}'"
                + $" --access-log-settings '{{\"DestinationArn\":\"arn:{subject.Partition}:logs:{incident.Region}:{incident.AccountId}:log-group:{group}\",\"Format\":\"{Format}\"}}'",
        ];
    }
}
