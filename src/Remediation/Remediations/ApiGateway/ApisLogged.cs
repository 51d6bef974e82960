using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.ApiGateway;

/// <summary>
/// A stage logs what it executes, errors at least, for all methods. Where API Gateway has no role for CloudWatch Logs in the region, AWS refuses: then people are told.
/// Bodies of requests are never logged by our doing: they hold what callers sent.
/// </summary>
internal sealed class ApisLogged : Remediation
{
    private const string Level = "loggingLevel";

    /// <inheritdoc/>
    public override string Control => "apis-logged";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.RestStage;

    /// <inheritdoc/>
    public override Outage Outage => Outage.None;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["APIGateway.1"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["apigateway.amazonaws.com:CreateStage", "apigateway.amazonaws.com:UpdateStage"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => [.. RestStage.Reads, new("apigateway:GET", "arn:{partition}:apigateway:{region}::/account")];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => RestStage.Writes;

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        var image = await RestStage.ReadAsync(
            subject,
            settings => new() { [Level] = string.IsNullOrEmpty(settings?.LoggingLevel) ? "OFF" : settings.LoggingLevel, ["dataTrace"] = settings?.DataTraceEnabled ?? false },
            cancellationToken);
        if (image is not null)
        {
            var role = (await subject.Session.ApiGateway.GetAccountAsync(new(), cancellationToken)).CloudwatchRoleArn;
            image["logsRole"] = string.IsNullOrEmpty(role) ? null : role;
        }

        return image;
    }

    /// <inheritdoc/>
    /// <remarks>The rule of AWS Config takes ERROR and INFO alike.</remarks>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
    [
        .. image["methods"]!.AsObject().Where(m => (string?)m.Value![Level] is not ("ERROR" or "INFO")).Select(m => new Violation(
            RestStage.Atom(m.Key, Level),
            $"the stage logs nothing of {RestStage.Called(m.Key)}{(image["logsRole"] is null ? ", and API Gateway has no role for CloudWatch Logs in this region" : "")}",
            demands.Text(Level, "ERROR"))),
    ];

    /// <inheritdoc/>
    public override bool CanMend(JsonObject image, IReadOnlyList<Violation> violations) => image["logsRole"] is not null;

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        RestStage.PatchAsync(subject, RestStage.MethodOf(atom), cancellationToken, ("logging/loglevel", (string?)value ?? "OFF"));

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"aws apigateway get-account --region {subject.Incident.Region}; without cloudwatchRoleArn, make a role with AmazonAPIGatewayPushToCloudWatchLogs and name it:"
            + " aws apigateway update-account --patch-operations op=replace,path=/cloudwatchRoleArn,value=ROLE_ARN",
        .. violations.Select(v => $"aws apigateway update-stage --region {subject.Incident.Region} --rest-api-id {subject.Id.Split('/')[0]} --stage-name {subject.Id.Split('/')[^1]}"
            + $" --patch-operations 'op=replace,path=/{RestStage.MethodOf(v.Atom)}/logging/loglevel,value={subject.Demands.Text(Level, "ERROR")}'"),
    ];
}
