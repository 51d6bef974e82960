namespace SecretScoops.Governance.Sandbox.State;

/// <summary>A bucket. Names are unique over all accounts there are.</summary>
internal sealed record StoredBucket
{
    public required string Name { get; set; }

    public required string AccountId { get; set; }

    public required string Region { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }
}
