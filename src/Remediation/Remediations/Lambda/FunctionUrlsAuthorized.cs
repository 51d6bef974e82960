using System.Text.Json.Nodes;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Lambda;

/// <summary>Addresses of functions answer signed requests only. Whoever called without a signature is cut off, which is the aim. Origins and mode of the address stay as they are.</summary>
internal sealed class FunctionUrlsAuthorized : Remediation
{
    /// <inheritdoc/>
    public override string Control => "function-urls-authorized";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.Function;

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["lambda.amazonaws.com:CreateFunctionUrlConfig", "lambda.amazonaws.com:UpdateFunctionUrlConfig"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => Function.Reads;

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => [new("lambda:UpdateFunctionUrlConfig", Function.Arn), new("lambda:UpdateFunctionUrlConfig", Function.AliasArn)];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Lists => [new("lambda:ListFunctions", "*")];

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>?> ListAsync(AwsSession session, Demands demands, CancellationToken cancellationToken)
    {
        var functions = await Paged.AllAsync(async marker =>
        {
            var page = await session.Lambda.ListFunctionsAsync(new() { Marker = marker }, cancellationToken);
            return (page.Functions, page.NextMarker);
        });
        return [.. functions.Select(function => function.FunctionName)];
    }

    /// <inheritdoc/>
    public override Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken) => Function.ReadAsync(subject, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
    [
        .. image["addresses"]!.AsObject().Where(address => (string?)address.Value!["authType"] != Asked(demands)).Select(address => new Violation(
            $"/addresses/{Images.Escape(address.Key)}/authType", $"{(string?)address.Value!["url"]} answers everybody", Asked(demands))),
    ];

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        subject.Session.Lambda.UpdateFunctionUrlConfigAsync(
            new() { FunctionName = subject.Id, Qualifier = Function.Qualifier(Images.Keys(atom)[1]), AuthType = (string)value! }, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        .. violations.Select(violation => Images.Keys(violation.Atom)[1]).Select(alias =>
            $"aws lambda update-function-url-config --function-name {subject.Id} --auth-type {Asked(subject.Demands)}{(alias == Function.Itself ? "" : $" --qualifier {alias}")}"),
        "Browsers cannot sign: put CloudFront with origin access control, or an API with an authorizer, before it",
    ];

    private static string Asked(Demands demands) => demands.Text("authType", "AWS_IAM");
}
