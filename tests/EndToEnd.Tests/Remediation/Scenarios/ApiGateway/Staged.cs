using Amazon.APIGateway;
using Amazon.APIGateway.Model;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.ApiGateway;

/// <summary>REST APIs that scenarios make.</summary>
internal static class Staged
{
    /// <summary>An API with two stages, the second of them the neighbour, and tags.</summary>
    /// <returns><c>API/STAGE</c> of the first.</returns>
    public static async Task<string> TwoAsync(AwsSession member, CancellationToken cancel, params IReadOnlyList<(string Key, string Value)> tags)
    {
        var gateway = member.ApiGateway;
        var api = (await gateway.CreateRestApiAsync(new() { Name = "shop" }, cancel)).Id;
        var root = (await gateway.GetResourcesAsync(new() { RestApiId = api }, cancel)).Items[0].Id;
        await gateway.PutMethodAsync(new() { RestApiId = api, ResourceId = root, HttpMethod = "GET", AuthorizationType = "NONE" }, cancel);
        await gateway.PutIntegrationAsync(new() { RestApiId = api, ResourceId = root, HttpMethod = "GET", Type = IntegrationType.MOCK, IntegrationHttpMethod = "GET" }, cancel);
        var deployment = (await gateway.CreateDeploymentAsync(new() { RestApiId = api, StageName = "neighbour" }, cancel)).Id;
        await gateway.CreateStageAsync(
            new()
            {
                RestApiId = api,
                StageName = "live",
                DeploymentId = deployment,
                Variables = new() { ["table"] = "orders" },
                Tags = tags.Append(("team", "shop")).ToDictionary(t => t.Item1, t => t.Item2),
            },
            cancel);
        return $"{api}/live";
    }

    /// <summary>The role that API Gateway writes logs with.</summary>
    public static Task LogsRoleAsync(AwsSession member, CancellationToken cancel) => member.ApiGateway.UpdateAccountAsync(
        new() { PatchOperations = [new() { Op = Op.Replace, Path = "/cloudwatchRoleArn", Value = "arn:aws:iam::123456789012:role/ApiGatewayLogs" }] }, cancel);

    /// <summary>Sets something of the stage.</summary>
    public static Task PatchAsync(AwsSession member, string id, CancellationToken cancel, params IReadOnlyList<(string Path, string Value)> settings) => member.ApiGateway.UpdateStageAsync(
        new()
        {
            RestApiId = id.Split('/')[0],
            StageName = id.Split('/')[1],
            PatchOperations = [.. settings.Select(s => new PatchOperation { Op = Op.Replace, Path = s.Path, Value = s.Value })],
        },
        cancel);
}
