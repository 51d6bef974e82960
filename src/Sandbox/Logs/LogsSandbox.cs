using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Logs;

namespace SecretScoops.Governance.Sandbox.Logs;

/// <summary>CloudWatch Logs: log groups and who may write to them. What is logged is not kept.</summary>
internal sealed class LogsSandbox(World world) : LogsOperations, IBehaviour
{
    // CloudWatch Logs API Reference, PutRetentionPolicy, retentionInDays, read 2026-11.
    private static readonly int[] retentions = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

    private readonly Pages pages = new(world.Options, 50, static () => new InvalidParameterException("The specified nextToken is invalid."));

    /// <inheritdoc/>
    public bool Settle(bool isRead) => false;

    /// <inheritdoc/>
    public WireException Throttled() => new("ThrottlingException", "Rate exceeded", 400);

    /// <inheritdoc/>
    public WireException? Conflict() => new OperationAbortedException("A conflicting operation is currently in progress against this resource. Please try again.");

    public override CreateLogGroupResponse CreateLogGroup(CreateLogGroupRequest request, Call call)
    {
        var made = new StoredLogGroup
        {
            CreatedAt = world.Now,
            KmsKeyId = Key(request.KmsKeyId, call),
            Class = request.LogGroupClass ?? "STANDARD",
            DeletionProtected = request.DeletionProtectionEnabled == true,
            Tags = new(request.Tags ?? [], StringComparer.Ordinal),
        };
        return Logs(call).Groups.TryAdd(request.LogGroupName!, made) ? new() : throw new ResourceAlreadyExistsException("The specified log group already exists");
    }

    public override DeleteLogGroupResponse DeleteLogGroup(DeleteLogGroupRequest request, Call call)
    {
        if (Group(request.LogGroupName, call).DeletionProtected)
        {
            throw new ValidationException("The log group is protected against deletion");
        }

        Logs(call).Groups.Remove(request.LogGroupName!);
        return new();
    }

    public override DescribeLogGroupsResponse DescribeLogGroups(DescribeLogGroupsRequest request, Call call)
    {
        var found = Logs(call).Groups.Where(group =>
            group.Key.StartsWith(request.LogGroupNamePrefix ?? "", StringComparison.Ordinal)
            && group.Key.Contains(request.LogGroupNamePattern ?? "", StringComparison.OrdinalIgnoreCase)
            && (request.LogGroupClass is null || group.Value.Class == request.LogGroupClass));
        var (page, next) = pages.Cut(found, request.Limit, request.NextToken);
        return new()
        {
            LogGroups = page.ConvertAll(group => new LogGroup
            {
                LogGroupName = group.Key,
                RetentionInDays = group.Value.RetentionDays,
                MetricFilterCount = 0,
                StoredBytes = 0,
                Arn = $"{Arn(group.Key, call)}:*",
                LogGroupArn = Arn(group.Key, call),
                KmsKeyId = group.Value.KmsKeyId,
                LogGroupClass = group.Value.Class,
                DeletionProtectionEnabled = group.Value.DeletionProtected,
            }),
            NextToken = next,
        };
    }

    public override PutRetentionPolicyResponse PutRetentionPolicy(PutRetentionPolicyRequest request, Call call)
    {
        Group(request.LogGroupName, call).RetentionDays = retentions.Contains(request.RetentionInDays ?? 0)
            ? request.RetentionInDays
            : throw new InvalidParameterException($"Member must satisfy enum value set: [{string.Join(", ", retentions)}]");
        return new();
    }

    public override DeleteRetentionPolicyResponse DeleteRetentionPolicy(DeleteRetentionPolicyRequest request, Call call)
    {
        Group(request.LogGroupName, call).RetentionDays = null;
        return new();
    }

    public override AssociateKmsKeyResponse AssociateKmsKey(AssociateKmsKeyRequest request, Call call)
    {
        Group(request.LogGroupName ?? NameOf(request.ResourceIdentifier), call).KmsKeyId = Key(request.KmsKeyId, call);
        return new();
    }

    public override DisassociateKmsKeyResponse DisassociateKmsKey(DisassociateKmsKeyRequest request, Call call)
    {
        Group(request.LogGroupName ?? NameOf(request.ResourceIdentifier), call).KmsKeyId = null;
        return new();
    }

    public override PutLogGroupDeletionProtectionResponse PutLogGroupDeletionProtection(PutLogGroupDeletionProtectionRequest request, Call call)
    {
        Group(NameOf(request.LogGroupIdentifier), call).DeletionProtected = request.DeletionProtectionEnabled == true;
        return new();
    }

    public override TagResourceResponse TagResource(TagResourceRequest request, Call call)
    {
        var tags = Group(NameOf(request.ResourceArn), call).Tags;
        foreach (var (key, value) in request.Tags!)
        {
            tags[key] = value;
        }

        return new();
    }

    public override UntagResourceResponse UntagResource(UntagResourceRequest request, Call call)
    {
        var tags = Group(NameOf(request.ResourceArn), call).Tags;
        request.TagKeys!.ForEach(key => tags.Remove(key));
        return new();
    }

    public override ListTagsForResourceResponse ListTagsForResource(ListTagsForResourceRequest request, Call call) =>
        new() { Tags = Group(NameOf(request.ResourceArn), call).Tags.ToDictionary(StringComparer.Ordinal) };

    public override PutResourcePolicyResponse PutResourcePolicy(PutResourcePolicyRequest request, Call call)
    {
        if (request.PolicyName is null || request.ResourceArn is not null)
        {
            throw NotOffered(LogsSchemas.PutResourcePolicy);
        }

        Logs(call).Policies[request.PolicyName] = PolicyDocument.TryParse(request.PolicyDocument!, out _, out _)
            ? request.PolicyDocument!
            : throw new InvalidParameterException("Invalid policy document");
        return new() { ResourcePolicy = Shown(request.PolicyName, request.PolicyDocument!) };
    }

    public override DescribeResourcePoliciesResponse DescribeResourcePolicies(DescribeResourcePoliciesRequest request, Call call)
    {
        var (page, next) = pages.Cut(Logs(call).Policies, request.Limit, request.NextToken);
        return new() { ResourcePolicies = page.ConvertAll(policy => Shown(policy.Key, policy.Value)), NextToken = next };
    }

    public override DeleteResourcePolicyResponse DeleteResourcePolicy(DeleteResourcePolicyRequest request, Call call) =>
        Logs(call).Policies.Remove(request.PolicyName ?? "") ? new() : throw new ResourceNotFoundException($"Policy with name [{request.PolicyName}] does not exist.");

    private static ResourcePolicy Shown(string name, string document) => new() { PolicyName = name, PolicyDocument = document, PolicyScope = "ACCOUNT" };

    private static string Arn(string group, Call call) => $"arn:aws:logs:{call.Region}:{call.AccountId}:log-group:{group}";

    // A name, or arn:aws:logs:eu-west-1:123456789012:log-group:NAME, with :* behind it or without.
    private static string NameOf(string? identifier)
    {
        var name = identifier?.Split(':', 7) is [_, _, "logs", _, _, "log-group", var group] ? group : identifier ?? "";
        return name.EndsWith(":*", StringComparison.Ordinal) ? name[..^2] : name;
    }

    private StoredLogs Logs(Call call) => world.Region(call).Logs ??= new();

    private StoredLogGroup Group(string? name, Call call) =>
        Logs(call).Groups.GetValueOrDefault(name ?? "") ?? throw new ResourceNotFoundException("The specified log group does not exist.");

    private string? Key(string? arn, Call call) => arn is null || Kms.KmsSandbox.Find(world, call.AccountId, call.Region, arn) is { State: "Enabled" }
        ? arn
        : throw new InvalidParameterException($"The specified KMS key does not exist or is not allowed to be used with Arn '{arn}'");
}
