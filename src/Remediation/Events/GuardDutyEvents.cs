using System.Text.Json;

namespace SecretScoops.Governance.Remediation.Events;

/// <summary>GuardDuty Finding: something was done, rather than left open. New ones arrive within five minutes, repetitions as often as the detector is told.</summary>
internal static class GuardDutyEvents
{
    /// <summary>One doorbell for each resource that a control of ours can contain.</summary>
    public static Reading Read(Envelope envelope, Fields detail, Belief belief)
    {
        var account = detail.NeedAccount("accountId");
        var region = detail.Need("region");
        var type = detail.Need("type");
        var id = detail.Need("id");
        var archived = detail.MaybeObject("service")?.Flag("archived") == true;
        var resource = detail.NeedObject("resource");
        var kind = resource.Need("resourceType");

        // Whether the finding's ARN has the member's account in the administrator's copy is not documented, so it is not held against it.
        if ((detail.Refusal ?? FindingAccounts.Refuse(envelope, account, id, ownId: false, belief)) is { } refused)
        {
            return refused;
        }

        if (archived)
        {
            return new Reading.Ignored($"finding {id} is archived");
        }

        var found = Resources(kind, resource.Element).ToList();
        return found.Count == 0 ? new Reading.Ignored($"nothing is contained for a {kind} as finding {id} names it") : Admission.Admit(belief, [.. found.Select(each => new Doorbell
        {
            Source = EventSource.GuardDuty,
            EventId = envelope.Id,
            At = envelope.At,
            AccountId = account,
            Region = region,
            ResourceType = each.Type,
            ResourceId = ResourceIds.Of(each.Type, each.Id),
            ResourceArn = each.Id.StartsWith("arn:", StringComparison.Ordinal) ? each.Id : null,
            Trigger = new(TriggerKind.FindingType, type),
            Hints = Hints(detail.Element, id, each.Hints),
        })]);
    }

    /// <summary>Whose key it is: a user, or a role when it is a session's; null for whom nothing can be done about.</summary>
    /// <remarks>Types of users: GuardDuty User Guide, "Finding details", from memory. An ASIA key is a session's; there is no user to quarantine.</remarks>
    public static (string Type, string Id, Dictionary<string, string> Hints)? Principal(string? userType, string? userName, string? principalId, string? accessKeyId)
    {
        var hints = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(hints, "accessKeyId", accessKeyId);
        Add(hints, "principalId", principalId);
        return (userType, userName) switch
        {
            ("IAMUser", { } name) => (ResourceTypes.User, name, hints),
            ("AssumedRole" or "Role", { } name) => (ResourceTypes.Role, name, hints),
            _ => null,
        };
    }

    private static IEnumerable<(string Type, string Id, Dictionary<string, string> Hints)> Resources(string kind, JsonElement resource)
    {
        if (kind == "AccessKey")
        {
            return Principal(
                Paths.Text(resource, "accessKeyDetails.userType"), Paths.Text(resource, "accessKeyDetails.userName"),
                Paths.Text(resource, "accessKeyDetails.principalId"), Paths.Text(resource, "accessKeyDetails.accessKeyId")) is { } principal ? [principal] : [];
        }

        (string Type, string Path)? where = kind switch
        {
            "Instance" => (ResourceTypes.Instance, "instanceDetails.instanceId"),
            "S3Bucket" => (ResourceTypes.Bucket, "s3BucketDetails[].name"),
            "RDSDBInstance" => (ResourceTypes.DbInstance, "rdsDbInstanceDetails.dbInstanceIdentifier"),
            "Lambda" => (ResourceTypes.Function, "lambdaDetails.functionArn|lambdaDetails.functionName"),
            "ECSCluster" => ("AWS::ECS::Cluster", "ecsClusterDetails.arn|ecsClusterDetails.name"),
            "EKSCluster" => ("AWS::EKS::Cluster", "eksClusterDetails.arn|eksClusterDetails.name"),
            _ => null,
        };
        return where is { } at ? Paths.Texts(resource, at.Path).Select(id => (at.Type, id, new Dictionary<string, string>(StringComparer.Ordinal))) : [];
    }

    private static Dictionary<string, string> Hints(JsonElement detail, string id, Dictionary<string, string> hints)
    {
        Add(hints, "findingId", id);
        Add(hints, "severity", detail.TryGetProperty("severity", out var severity) && severity.ValueKind == JsonValueKind.Number ? severity.GetRawText() : null);
        Add(hints, "lastSeen", Paths.Text(detail, "service.eventLastSeen"));
        var isSample = detail.TryGetProperty("service", out var service) && service.ValueKind == JsonValueKind.Object
            && service.TryGetProperty("additionalInfo", out var more) && more.ValueKind == JsonValueKind.Object
            && more.TryGetProperty("sample", out var sample) && sample.ValueKind == JsonValueKind.True;
        Add(hints, "sample", isSample ? "true" : null);
        return hints;
    }

    private static void Add(Dictionary<string, string> hints, string name, string? value)
    {
        if (value is not null)
        {
            hints[name] = value;
        }
    }
}
