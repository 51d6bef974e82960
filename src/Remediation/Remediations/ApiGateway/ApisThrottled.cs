using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.APIGateway.Model;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.ApiGateway;

/// <summary>
/// A stage may be called no more often than the policies say, and may say so itself with less. Otherwise it shares the account's limit with every API of the region, and one of them can starve
/// the rest. Callers over the bound are turned away, so it waits for somebody in production.
/// </summary>
internal sealed class ApisThrottled : Remediation
{
    private const string Setting = "throttling";

    /// <inheritdoc/>
    public override string Control => "apis-throttled";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.RestStage;

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    /// <remarks>No managed rule of AWS Config and no control of Security Hub looks at this.</remarks>
    public override IReadOnlyList<string> Calls => ["apigateway.amazonaws.com:CreateStage", "apigateway.amazonaws.com:UpdateStage"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => RestStage.Reads;

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => RestStage.Writes;

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Lists => [new("apigateway:GET", "arn:{partition}:apigateway:{region}::/restapis"), new("apigateway:GET", "arn:{partition}:apigateway:{region}::/restapis/*/stages")];

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>?> ListAsync(AwsSession session, Demands demands, CancellationToken cancellationToken)
    {
        var stages = new List<string>();
        foreach (var api in await Paged.AllAsync(async position =>
        {
            var page = await session.ApiGateway.GetRestApisAsync(new() { Position = position }, cancellationToken);
            return (page.Items, page.Position);
        }))
        {
            // All stages of an API come at once (API Gateway API Reference, GetStages, read 2026-11 in botocore's model).
            stages.AddRange(((await session.ApiGateway.GetStagesAsync(new() { RestApiId = api.Id }, cancellationToken)).Item ?? []).Select(stage => $"{api.Id}/{stage.StageName}"));
        }

        return stages;
    }

    /// <inheritdoc/>
    public override Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken) => RestStage.ReadAsync(subject, Throttling, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands)
    {
        var (rate, burst) = (demands.Number("rateLimit", 1000), demands.Number("burstLimit", 2000));
        return
        [
            .. image["methods"]!.AsObject().Where(m => !IsBound(m.Value![Setting], rate, burst)).Select(m => new Violation(
                RestStage.Atom(m.Key, Setting),
                m.Value![Setting] is JsonObject own
                    ? string.Create(CultureInfo.InvariantCulture, $"{RestStage.Called(m.Key)} may be called {own["rate"]} times a second and {own["burst"]} at once, and {rate} and {burst} are the most")
                    : string.Create(CultureInfo.InvariantCulture, $"nothing bounds how often {RestStage.Called(m.Key)} may be called, and {rate} times a second and {burst} at once are the most"),
                new JsonObject { ["rate"] = Math.Min(rate, (double?)m.Value[Setting]?["rate"] ?? rate), ["burst"] = Math.Min(burst, (int?)m.Value[Setting]?["burst"] ?? burst) })),
        ];
    }

    /// <inheritdoc/>
    /// <remarks>-1 is AWS's word for no bound (Terraform's <c>aws_api_gateway_method_settings</c> has it as the default; remembered, 2026-11).</remarks>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) => RestStage.PatchAsync(
        subject, RestStage.MethodOf(atom), cancellationToken,
        ("throttling/rateLimit", ((double?)value?["rate"] ?? -1).ToString(CultureInfo.InvariantCulture)),
        ("throttling/burstLimit", ((int?)value?["burst"] ?? -1).ToString(CultureInfo.InvariantCulture)));

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        "See how often it is called: metric Count of namespace AWS/ApiGateway, by stage, a minute at a time",
        .. violations.Select(v => $"aws apigateway update-stage --region {subject.Incident.Region} --rest-api-id {subject.Id.Split('/')[0]} --stage-name {subject.Id.Split('/')[^1]} --patch-operations"
            + $" 'op=replace,path=/{RestStage.MethodOf(v.Atom)}/throttling/rateLimit,value={v.Should?["rate"]}' 'op=replace,path=/{RestStage.MethodOf(v.Atom)}/throttling/burstLimit,value={v.Should?["burst"]}'"),
    ];

    private static JsonObject Throttling(MethodSetting? settings) => new()
    {
        [Setting] = settings is { ThrottlingRateLimit: >= 0, ThrottlingBurstLimit: >= 0 } ? new JsonObject { ["rate"] = settings.ThrottlingRateLimit, ["burst"] = settings.ThrottlingBurstLimit } : null,
    };

    private static bool IsBound(JsonNode? throttling, int rate, int burst) => throttling is JsonObject own && (double)own["rate"]! <= rate && (int)own["burst"]! <= burst;
}
