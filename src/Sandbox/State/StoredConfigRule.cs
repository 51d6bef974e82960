namespace SecretScoops.Governance.Sandbox.State;

/// <summary>What a rule checks, whoever deploys it.</summary>
internal sealed record StoredRuleContent
{
    /// <summary><c>AWS</c>, <c>CUSTOM_LAMBDA</c> or <c>CUSTOM_POLICY</c>.</summary>
    public required string Owner { get; set; }

    /// <summary>A managed rule's identifier, or a function's ARN; null for a policy.</summary>
    public string? Identifier { get; set; }

    /// <summary>A Guard policy.</summary>
    public string? PolicyText { get; set; }

    public string? PolicyRuntime { get; set; }

    public string? Description { get; set; }

    public List<string> Triggers { get; set; } = [];

    /// <summary>As given: a JSON object in a text.</summary>
    public string? Parameters { get; set; }

    public string? Frequency { get; set; }

    public List<string> ResourceTypes { get; set; } = [];

    public string? ResourceId { get; set; }

    public string? TagKey { get; set; }

    public string? TagValue { get; set; }
}

/// <summary>A rule in one account and region.</summary>
internal sealed record StoredConfigRule
{
    public required string Name { get; set; }

    public required string Id { get; set; }

    public required string Arn { get; set; }

    public required StoredRuleContent Content { get; set; }

    /// <summary>The service that made it; null for the account's own.</summary>
    public string? CreatedBy { get; set; }

    public DateTimeOffset ActivatedAt { get; set; }

    public DateTimeOffset? EvaluatedAt { get; set; }

    /// <summary>What functions reported with PutEvaluations.</summary>
    public List<StoredEvaluation> Evaluations { get; set; } = [];
}

/// <summary>A resource as a function judged it.</summary>
internal sealed record StoredEvaluation
{
    public required string ResourceType { get; set; }

    public required string ResourceId { get; set; }

    public required string Compliance { get; set; }

    public string? Annotation { get; set; }

    public DateTimeOffset OrderedAt { get; set; }

    public DateTimeOffset RecordedAt { get; set; }
}

/// <summary>A rule that an account deploys to the whole organization.</summary>
internal sealed record StoredOrganizationRule
{
    public required string Name { get; set; }

    public required string Arn { get; set; }

    public required StoredRuleContent Content { get; set; }

    public List<string> ExcludedAccounts { get; set; } = [];

    public required StoredDeployment Deployment { get; set; }
}

/// <summary>A conformance pack that an account deploys to the whole organization.</summary>
internal sealed record StoredOrganizationPack
{
    public required string Name { get; set; }

    public required string Arn { get; set; }

    public required string Template { get; set; }

    public SortedDictionary<string, string> Parameters { get; set; } = new(StringComparer.Ordinal);

    public string? DeliveryBucket { get; set; }

    public string? DeliveryPrefix { get; set; }

    public List<string> ExcludedAccounts { get; set; } = [];

    public required StoredDeployment Deployment { get; set; }
}

/// <summary>Something on its way into every account of the organization, or there.</summary>
internal sealed record StoredDeployment
{
    /// <summary><c>CREATE</c>, <c>UPDATE</c> or <c>DELETE</c>.</summary>
    public required string Doing { get; set; }

    public Waiting? Waiting { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Whether it failed in any account.</summary>
    public bool HasFailures { get; set; }

    /// <summary>What became of it, by account id.</summary>
    public SortedDictionary<string, StoredMemberStatus> Members { get; set; } = new(StringComparer.Ordinal);
}

/// <summary>What became of a deployment in one account.</summary>
internal sealed record StoredMemberStatus
{
    /// <summary>What it is called there.</summary>
    public required string Name { get; set; }

    /// <summary><c>CREATE</c>, <c>UPDATE</c> or <c>DELETE</c>.</summary>
    public required string Doing { get; set; }

    /// <summary>Null for success.</summary>
    public string? ErrorCode { get; set; }

    public string? ErrorMessage { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}
