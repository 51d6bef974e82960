using System.Text.Json.Nodes;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Containers;

/// <summary>
/// Services give their tasks no public address. Without one, and without a NAT gateway or endpoints, tasks do not start, because they cannot fetch their image: so a person looks
/// first.
/// </summary>
internal sealed class ContainersNoPublicIp : Remediation
{
    /// <inheritdoc/>
    public override string Control => "containers-no-public-ip";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.Service;

    /// <inheritdoc/>
    public override Outage Outage => Outage.Restart;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["ECS.2"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["ecs.amazonaws.com:CreateService", "ecs.amazonaws.com:UpdateService"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => [new("ecs:DescribeServices", "{id}")];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Lists => [new("ecs:ListClusters", "*"), new("ecs:ListServices", "*")];

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>?> ListAsync(AwsSession session, Demands demands, CancellationToken cancellationToken)
    {
        var services = new List<string>();
        foreach (var cluster in await Paged.AllAsync(async next =>
        {
            var page = await session.Ecs.ListClustersAsync(new() { NextToken = next }, cancellationToken);
            return (page.ClusterArns, page.NextToken);
        }))
        {
            services.AddRange(await Paged.AllAsync(async next =>
            {
                var page = await session.Ecs.ListServicesAsync(new() { Cluster = cluster, NextToken = next }, cancellationToken);
                return (page.ServiceArns, page.NextToken);
            }));
        }

        return services;
    }

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await subject.Session.Ecs.DescribeServicesAsync(new() { Cluster = ClusterOf(subject.Id), Services = [subject.Id], Include = ["TAGS"] }, cancellationToken);
            if (answer.Services?.Find(service => service.Status != "INACTIVE") is not { } found)
            {
                return null;
            }

            var network = found.NetworkConfiguration?.AwsvpcConfiguration;
            return new()
            {
                ["taskDefinition"] = found.TaskDefinition,
                ["publicIp"] = network?.AssignPublicIp?.Value == "ENABLED",
                ["subnets"] = new JsonArray([.. (network?.Subnets ?? []).Select(s => JsonValue.Create(s))]),
                ["securityGroups"] = new JsonArray([.. (network?.SecurityGroups ?? []).Select(s => JsonValue.Create(s))]),
                ["tags"] = new JsonObject((found.Tags ?? []).Select(t => KeyValuePair.Create<string, JsonNode?>(t.Key, t.Value))),
            };
        }
        catch (Amazon.ECS.Model.ClusterNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
        (bool)image["publicIp"]! ? [new("/publicIp", "each task of the service has an address that the internet reaches", false)] : [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        "See that the subnets have a NAT gateway, or endpoints for ecr.api, ecr.dkr, s3 and logs: without, new tasks cannot fetch their image",
        $"aws ecs describe-services --cluster {ClusterOf(subject.Id) ?? "default"} --services {subject.Id} --query \"services[].networkConfiguration\"",
        $"aws ecs update-service --cluster {ClusterOf(subject.Id) ?? "default"} --service {subject.Id} --network-configuration \"awsvpcConfiguration={{subnets=[PRIVATE SUBNETS],securityGroups=[GROUPS],assignPublicIp=DISABLED}}\"",
        "Its tasks are replaced one after the other; whoever came by their addresses comes by a load balancer",
    ];

    // "…:service/CLUSTER/NAME"; ARNs from before 2018 have no cluster.
    private static string? ClusterOf(string arn) => arn.Split('/') is [_, var cluster, _] ? cluster : null;
}
