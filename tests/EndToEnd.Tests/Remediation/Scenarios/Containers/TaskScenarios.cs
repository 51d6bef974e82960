using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.Containers;

/// <summary>Nothing of it can be mended in place.</summary>
internal abstract class ContainerScenario : Scenario
{
    /// <inheritdoc/>
    public sealed override IReadOnlyList<string> Changes => [];

    /// <inheritdoc/>
    public sealed override bool CanBeFixed => false;

    /// <summary>A revision with a sidecar that keeps every rule; its ARN, which Config has as its id.</summary>
    protected static async Task<string> TaskAsync(AwsSession member, bool readOnly, string variable, CancellationToken cancel) =>
        (await member.Ecs.RegisterTaskDefinitionAsync(
            new()
            {
                Family = "shop-web",
                NetworkMode = "awsvpc",
                ContainerDefinitions =
                [
                    new() { Name = "sidecar", Image = "shop/sidecar:1", Memory = 128, ReadonlyRootFilesystem = true },
                    new() { Name = "web", Image = "shop/web:1", Memory = 256, ReadonlyRootFilesystem = readOnly, Environment = [new() { Name = variable, Value = "not-a-secret" }] },
                ],
            },
            cancel)).TaskDefinition.TaskDefinitionArn;
}

/// <summary>One of two containers may write.</summary>
internal sealed class Writable : ContainerScenario
{
    /// <inheritdoc/>
    public override string Control => "containers-read-only";

    /// <inheritdoc/>
    public override Task<string> BreakAsync(AwsSession member, CancellationToken cancel) => TaskAsync(member, readOnly: false, "MODE", cancel);
}

/// <summary>A password in plain text.</summary>
internal sealed class SecretInEnvironment : ContainerScenario
{
    /// <inheritdoc/>
    public override string Control => "containers-no-secrets";

    /// <inheritdoc/>
    public override Task<string> BreakAsync(AwsSession member, CancellationToken cancel) => TaskAsync(member, readOnly: true, "PGPASSWORD", cancel);
}

/// <summary>A cluster that measures nothing.</summary>
internal sealed class Unwatched : ContainerScenario
{
    /// <inheritdoc/>
    public override string Control => "containers-watched";

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel) =>
        (await member.Ecs.CreateClusterAsync(new() { ClusterName = "shop", Settings = [new() { Name = "containerInsights", Value = "disabled" }] }, cancel)).Cluster.ClusterArn;
}

/// <summary>A service whose tasks have public addresses.</summary>
internal sealed class PublicTasks : ContainerScenario
{
    /// <inheritdoc/>
    public override string Control => "containers-no-public-ip";

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await member.Ecs.CreateClusterAsync(new() { ClusterName = "shop" }, cancel);
        var task = await TaskAsync(member, readOnly: true, "MODE", cancel);
        var subnets = (await member.Ec2.DescribeSubnetsAsync(new(), cancel)).Subnets;
        var groups = (await member.Ec2.DescribeSecurityGroupsAsync(new(), cancel)).SecurityGroups;
        return (await member.Ecs.CreateServiceAsync(
            new()
            {
                Cluster = "shop",
                ServiceName = "web",
                TaskDefinition = task,
                DesiredCount = 0,
                NetworkConfiguration = new() { AwsvpcConfiguration = new() { Subnets = [subnets[0].SubnetId], SecurityGroups = [groups[0].GroupId], AssignPublicIp = "ENABLED" } },
            },
            cancel)).Service.ServiceArn;
    }
}
