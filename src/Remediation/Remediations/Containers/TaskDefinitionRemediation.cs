using System.Text.Json.Nodes;
using Amazon.ECS;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Containers;

/// <summary>What the controls of task definitions share. A revision never changes: mending means a new one, and starting every service with it, which is for who owns it.</summary>
internal abstract class TaskDefinitionRemediation : Remediation
{
    /// <inheritdoc/>
    public sealed override string ResourceType => ResourceTypes.TaskDefinition;

    /// <inheritdoc/>
    public sealed override Outage Outage => Outage.Restart;

    /// <summary>The action knows no resource (Service Authorization Reference, Amazon ECS; remembered).</summary>
    public sealed override IReadOnlyList<Need> Reads => [new("ecs:DescribeTaskDefinition", "*")];

    /// <summary>Names of what containers are given, never values: those may be secrets. Null when the revision is gone, or nobody can start it any more.</summary>
    public sealed override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await subject.Session.Ecs.DescribeTaskDefinitionAsync(new() { TaskDefinition = subject.Id, Include = ["TAGS"] }, cancellationToken);
            var definition = answer.TaskDefinition;
            return definition is null || definition.Status?.Value == "INACTIVE" ? null : new()
            {
                ["family"] = definition.Family,
                ["windows"] = definition.RuntimePlatform?.OperatingSystemFamily?.Value.StartsWith("WINDOWS", StringComparison.Ordinal) == true,
                ["containers"] = new JsonObject((definition.ContainerDefinitions ?? []).Select(container => KeyValuePair.Create<string, JsonNode?>(container.Name, new JsonObject
                {
                    ["readOnly"] = container.ReadonlyRootFilesystem ?? false,
                    ["environment"] = new JsonObject((container.Environment ?? []).Select(e => e.Name).Distinct().Select(name => KeyValuePair.Create<string, JsonNode?>(name, true))),
                }))),
                ["tags"] = new JsonObject((answer.Tags ?? []).Select(t => KeyValuePair.Create<string, JsonNode?>(t.Key, t.Value))),
            };
        }
        catch (AmazonECSException gone) when (gone.ErrorCode == "ClientException" && gone.Message.Contains("Unable to describe task definition", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
    }

    /// <summary>How a changed revision comes into use.</summary>
    protected static IReadOnlyList<string> NewRevision(Subject subject, string change) =>
    [
        $"aws ecs describe-task-definition --task-definition {subject.Id} --query taskDefinition > task.json, or better where it is written down: the pipeline's own file",
        change,
        "aws ecs register-task-definition --cli-input-json file://task.json (without taskDefinitionArn, revision, status, requiresAttributes, compatibilities, registeredAt, registeredBy)",
        "aws ecs update-service --cluster CLUSTER --service SERVICE --task-definition FAMILY:REVISION, for each service that uses it: its tasks are replaced one after the other",
        $"aws ecs deregister-task-definition --task-definition {subject.Id}",
    ];

    /// <summary>The name of a container in a violation's atom.</summary>
    protected static string ContainerIn(Violation violation) => Images.Keys(violation.Atom)[1];
}
