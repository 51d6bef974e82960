using System.Text.Json;
using SecretScoops.Governance.Aws.Protocols;
using SecretScoops.Governance.Sandbox.History;
using SecretScoops.Governance.Sandbox.Sqs;
using SecretScoops.Governance.Sandbox.Wire;

namespace SecretScoops.Governance.Sandbox.Sessions;

/// <summary>The resources of a call as policies name them, told from its parameters.</summary>
/// <remarks>Forms of ARNs: Service Authorization Reference, "Resource types defined by …", of each service; remembered.</remarks>
internal sealed class CalledArns(World world)
{
    // {r}: region, {a}: account, {v}: the parameter's value, {p}: the path of the user or role of that name.
    private static readonly Dictionary<(string Service, string Parameter), string> forms = new()
    {
        [("ec2", "groupId")] = "arn:aws:ec2:{r}:{a}:security-group/{v}",
        [("ec2", "subnetId")] = "arn:aws:ec2:{r}:{a}:subnet/{v}",
        [("ec2", "instanceId")] = "arn:aws:ec2:{r}:{a}:instance/{v}",
        [("ec2", "snapshotId")] = "arn:aws:ec2:{r}::snapshot/{v}",
        [("ec2", "imageId")] = "arn:aws:ec2:{r}::image/{v}",
        [("iam", "userName")] = "arn:aws:iam::{a}:user{p}{v}",
        [("iam", "roleName")] = "arn:aws:iam::{a}:role{p}{v}",
        [("lambda", "functionName")] = "arn:aws:lambda:{r}:{a}:function:{v}",
        [("rds", "dBInstanceIdentifier")] = "arn:aws:rds:{r}:{a}:db:{v}",
        [("rds", "dBClusterIdentifier")] = "arn:aws:rds:{r}:{a}:cluster:{v}",
        [("rds", "dBSnapshotIdentifier")] = "arn:aws:rds:{r}:{a}:snapshot:{v}",
        [("rds", "dBClusterSnapshotIdentifier")] = "arn:aws:rds:{r}:{a}:cluster-snapshot:{v}",
        [("kms", "keyId")] = "arn:aws:kms:{r}:{a}:key/{v}",
        [("sns", "topicArn")] = "{v}",
        [("sts", "roleArn")] = "{v}",
        [("guardduty", "detectorId")] = "arn:aws:guardduty:{r}:{a}:detector/{v}",
        [("dynamodb", "tableName")] = "arn:aws:dynamodb:{r}:{a}:table/{v}",
    };

    /// <summary>They; <c>*</c> for a call that is for no resource in particular; none where it is not known.</summary>
    public IReadOnlyList<string> Of(Call call, string service, string operation, IShape asked)
    {
        // What describes, in EC2, is allowed for all resources or for none (EC2 User Guide, "Resource-level permissions"; remembered).
        if (service == "ec2" && operation.StartsWith("Describe", StringComparison.Ordinal))
        {
            return ["*"];
        }

        var parameters = CallParameters.Of(service, asked);
        return service switch
        {
            "s3" => Bucket(parameters) is { } bucket ? [bucket] : ["*"],
            "sqs" => Text(parameters, "queueUrl") is { } url && QueueName.OfUrl(url, call.Region) is { } queue ? [queue.Arn] : [],
            _ => [.. parameters.EnumerateObject().Where(each => each.Value.ValueKind == JsonValueKind.String).Select(each => Formed(call, service, each)).OfType<string>()],
        };
    }

    private static string? Bucket(JsonElement parameters) =>
        Text(parameters, "bucketName") is { } bucket ? "arn:aws:s3:::" + bucket + (Text(parameters, "key") is { } key ? "/" + key : "") : null;

    private string? Formed(Call call, string service, JsonProperty parameter)
    {
        var value = parameter.Value.GetString()!;
        return !forms.TryGetValue((service, parameter.Name), out var form) || value.StartsWith("alias/", StringComparison.Ordinal) ? null
            : value.StartsWith("arn:", StringComparison.Ordinal) ? value
            : form.Replace("{r}", call.Region, StringComparison.Ordinal).Replace("{a}", call.AccountId, StringComparison.Ordinal).Replace("{p}", Path(call, parameter.Name, value), StringComparison.Ordinal)
                .Replace("{v}", value, StringComparison.Ordinal);
    }

    private string Path(Call call, string parameter, string name) => (parameter switch
    {
        "userName" => world.Account(call).Iam?.Users.Find(user => user.Name == name)?.Path,
        "roleName" => world.Account(call).Iam?.Roles.Find(role => role.Name == name)?.Path,
        _ => null,
    }) ?? "/";

    private static string? Text(JsonElement parameters, string name) =>
        parameters.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
