namespace SecretScoops.Governance.Templates.Checks;

/// <summary>What is asked of ECS and ECR.</summary>
internal static class ContainerRules
{
    private const string Task = "AWS::ECS::TaskDefinition";
    private const string Service = "AWS::ECS::Service";
    private const string Repository = "AWS::ECR::Repository";

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("containers-no-secrets", Task, Each((container, told) =>
        {
            var keys = told.Parameters("secretKeys", "AWS_SECRET_ACCESS_KEY");
            foreach (var variable in told.Each(container["Environment"]))
            {
                told.Refuse(variable["Name"], keys.Contains, $"\"{variable["Name"].Written}\" stands in the task definition, where everybody reads it who may see the task", "name it in Secrets with ValueFrom: the secret's ARN");
            }
        })),
        new("containers-read-only", Task, Each((container, told) =>
            told.RequireTrue(container["ReadonlyRootFilesystem"], "the container can write to its own file system", "set ReadonlyRootFilesystem: true, and mount a volume where it must write"))),
        new("containers-unprivileged", Task, Each((container, told) => told.RefuseTrue(container["Privileged"], "the container has the host's privileges", "take Privileged out"))),
        new("containers-not-root", Task, Each((container, told) =>
            told.Require(container["User"], text => text.Split(':')[0] is not ("root" or "0" or ""), "the container runs as root, unless its image says otherwise", "set User to another one, such as \"1000\""))),
        new("containers-logged", Task, Each((container, told) =>
            told.RequireAny(container["LogConfiguration"]["LogDriver"], "the container's logs are lost with it", "set LogConfiguration with LogDriver: awslogs"))),
        new("containers-no-public-ip", Service, (service, told) => told.Refuse(
            service["NetworkConfiguration"]["AwsvpcConfiguration"]["AssignPublicIp"], text => text == "ENABLED", "containers get a public address", "set AssignPublicIp: DISABLED")),
        new("fargate-current", Service, (service, told) => told.Refuse(
            service["PlatformVersion"], text => text != "LATEST", "Fargate stays on one version of its platform", "set PlatformVersion: LATEST, or take it out")),
        new("containers-watched", "AWS::ECS::Cluster", Watched),
        new("images-scanned", Repository, (repository, told) =>
            told.RequireTrue(repository["ImageScanningConfiguration"]["ScanOnPush"], "nobody scans images when they are pushed", "set ImageScanningConfiguration: ScanOnPush: true")),
        new("images-immutable", Repository, (repository, told) => told.Require(
            repository["ImageTagMutability"], text => text.StartsWith("IMMUTABLE", StringComparison.Ordinal), "a tag may mean another image tomorrow", "set ImageTagMutability: IMMUTABLE")),
    ];

    private static Action<Resource, Told> Each(Action<Element, Told> judge) => (task, told) =>
    {
        foreach (var container in told.Each(task["ContainerDefinitions"]))
        {
            judge(container, told);
        }
    };

    private static void Watched(Resource cluster, Told told)
    {
        var settings = cluster["ClusterSettings"];
        var insights = settings.Items.FirstOrDefault(setting => setting["Name"].Text == "containerInsights");
        told.RequireOne(
            insights is null ? (settings.IsUnknown ? settings : Element.Missing(cluster.World, cluster.Properties.Node)) : insights["Value"], $"cluster {cluster.Name} does not measure what runs in it",
            "set ClusterSettings with Name: containerInsights and Value: enhanced", "enabled", "enhanced");
    }
}
