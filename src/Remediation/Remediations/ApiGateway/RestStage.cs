using System.Text.Json.Nodes;
using Amazon.APIGateway.Model;

namespace SecretScoops.Governance.Remediation.Remediations.ApiGateway;

/// <summary>A stage of a REST API as every remediation of such stages sees it. Its id is <c>API/STAGE</c>.</summary>
internal static class RestStage
{
    /// <summary>Of the stage itself; API Gateway's ARNs have no account.</summary>
    public const string Arn = "arn:{partition}:apigateway:{region}::/restapis/{parent}/stages/{child}";

    /// <summary>The settings that hold for every method that has none of its own.</summary>
    public const string Every = "*/*";

    /// <summary>What <see cref="ReadAsync"/> needs.</summary>
    public static IReadOnlyList<Need> Reads { get; } = [new("apigateway:GET", Arn)];

    /// <summary>What <see cref="PatchAsync"/> needs.</summary>
    public static IReadOnlyList<Need> Writes { get; } = [new("apigateway:PATCH", Arn)];

    /// <summary>Deployment, cache, tracing, access log, web ACL, tags. Stage variables are left out: they hold what their owner likes, secrets too. Null when there is no such stage.</summary>
    /// <param name="subject">The stage.</param>
    /// <param name="settings">What to keep of each method's settings.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static async Task<JsonObject?> ReadAsync(Subject subject, Func<MethodSetting?, JsonObject> settings, CancellationToken cancellationToken)
    {
        if (subject.Id.Split('/') is not [var api, var stage])
        {
            return null;
        }

        try
        {
            var read = await subject.Session.ApiGateway.GetStageAsync(new() { RestApiId = api, StageName = stage }, cancellationToken);
            var methods = read.MethodSettings ?? [];
            return new()
            {
                ["api"] = api,
                ["stage"] = stage,
                ["deployment"] = read.DeploymentId,
                ["cache"] = new JsonObject { ["enabled"] = read.CacheClusterEnabled ?? false, ["size"] = read.CacheClusterSize?.Value },
                ["tracing"] = read.TracingEnabled ?? false,
                ["accessLog"] = read.AccessLogSettings?.DestinationArn,
                ["webAcl"] = string.IsNullOrEmpty(read.WebAclArn) ? null : read.WebAclArn,
                // What nobody set holds all the same, as AWS has it by default.
                ["methods"] = new JsonObject(methods.Keys.Append(Every).Distinct().Order(StringComparer.Ordinal)
                    .Select(key => KeyValuePair.Create<string, JsonNode?>(key, settings(methods.GetValueOrDefault(key))))),
                ["tags"] = new JsonObject((read.Tags ?? []).OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => KeyValuePair.Create<string, JsonNode?>(t.Key, t.Value))),
            };
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    /// <summary>An atom of a method's settings.</summary>
    /// <param name="method"><see cref="Every"/>, or a path and a verb as API Gateway writes them: <c>~1orders/GET</c>.</param>
    /// <param name="setting">As the image names it.</param>
    public static string Atom(string method, string setting) => $"/methods/{Images.Escape(method)}/{setting}";

    /// <summary>The method of an atom.</summary>
    public static string MethodOf(string atom) => Images.Keys(atom)[1];

    /// <summary>"every method" or the method, for people.</summary>
    public static string Called(string method) =>
        method == Every ? "every method" : method.Split('/') is [var path, var verb] ? $"{verb} {path.Replace("~1", "/", StringComparison.Ordinal)}" : method;

    /// <summary>Sets what is named of a method's settings, and nothing else (API Gateway API Reference, UpdateStage and "Patch operations": paths <c>/PATH/VERB/logging/loglevel</c>; 2026-11).</summary>
    public static async Task PatchAsync(Subject subject, string method, CancellationToken cancellationToken, params IReadOnlyList<(string Path, string Value)> settings)
    {
        var parts = subject.Id.Split('/');
        await subject.Session.ApiGateway.UpdateStageAsync(
            new()
            {
                RestApiId = parts[0],
                StageName = parts[1],
                PatchOperations = [.. settings.Select(s => new PatchOperation { Op = Amazon.APIGateway.Op.Replace, Path = $"/{method}/{s.Path}", Value = s.Value })],
            },
            cancellationToken);
    }
}
