namespace SecretScoops.Governance.Policies;

/// <summary>Read, write, or both.</summary>
internal enum EventAccess
{
    /// <summary>Calls that read and calls that write.</summary>
    All,

    /// <summary>Calls that change something.</summary>
    Write,

    /// <summary>Calls that change nothing.</summary>
    Read,
}

/// <summary>The organization's trail.</summary>
internal sealed record TrailPolicy
{
    /// <summary>Its name at AWS.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is logging.</summary>
    public required bool Enabled { get; init; }

    public required bool MultiRegion { get; init; }

    public required bool GlobalServiceEvents { get; init; }

    public required bool LogFileValidation { get; init; }

    /// <summary>The bucket in <c>log-archive.json</c>, by purpose.</summary>
    public required string Bucket { get; init; }

    /// <summary>The key in <c>keys.json</c>; null for S3's own encryption.</summary>
    public string? Key { get; init; }

    /// <summary>Null where calls that manage resources are not logged.</summary>
    public ManagementEventsPolicy? ManagementEvents { get; init; }

    public required IReadOnlyList<DataEventsPolicy> DataEvents { get; init; }

    /// <summary><c>ApiCallRateInsight</c>, <c>ApiErrorRateInsight</c>.</summary>
    public required IReadOnlyList<string> Insights { get; init; }

    /// <summary>Null where events do not go to CloudWatch Logs.</summary>
    public TrailLogGroupPolicy? LogGroup { get; init; }

    public required IReadOnlyDictionary<string, string> Tags { get; init; }
}

/// <summary>Calls that manage resources.</summary>
/// <param name="Access">Which of them.</param>
/// <param name="ExcludedSources">Services left out, as <c>kms.amazonaws.com</c>.</param>
internal sealed record ManagementEventsPolicy(EventAccess Access, IReadOnlyList<string> ExcludedSources);

/// <summary>Calls on data, chosen.</summary>
internal sealed record DataEventsPolicy
{
    /// <summary>The selector's name, unique in the trail.</summary>
    public required string Name { get; init; }

    /// <summary>CloudTrail's resource type: <c>AWS::S3::Object</c>.</summary>
    public required string ResourceType { get; init; }

    public required EventAccess Access { get; init; }

    /// <summary>Environments whose accounts are meant; empty for every account.</summary>
    public required IReadOnlyList<string> Environments { get; init; }

    /// <summary>What the resources' ARNs begin with; empty for every resource.</summary>
    public required IReadOnlyList<string> ArnPrefixes { get; init; }
}

/// <summary>Where CloudWatch Logs keeps the trail's events, in the trail's account and region.</summary>
/// <param name="Name">The log group.</param>
/// <param name="Role">The role that CloudTrail writes with.</param>
internal sealed record TrailLogGroupPolicy(string Name, string Role);
