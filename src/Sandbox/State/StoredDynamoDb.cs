namespace SecretScoops.Governance.Sandbox.State;

/// <summary>What DynamoDB keeps in one account and region.</summary>
internal sealed record StoredDynamoDb
{
    /// <summary>Tables by name.</summary>
    public SortedDictionary<string, StoredTable> Tables { get; set; } = new(StringComparer.Ordinal);
}

/// <summary>A table.</summary>
internal sealed record StoredTable
{
    public required string Id { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    public required StoredKeyAttribute Partition { get; set; }

    /// <summary>Null where items have one key attribute.</summary>
    public StoredKeyAttribute? Sort { get; set; }

    public bool OnDemand { get; set; }

    public long ReadCapacity { get; set; }

    public long WriteCapacity { get; set; }

    public bool DeletionProtected { get; set; }

    /// <summary>What remains before it can be used; null once it can.</summary>
    public Waiting? Creating { get; set; }

    /// <summary>In no order, as a scan has them.</summary>
    public List<SortedDictionary<string, StoredValue>> Items { get; set; } = [];
}

/// <summary>A key attribute.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type"><c>S</c>, <c>N</c> or <c>B</c>.</param>
internal sealed record StoredKeyAttribute(string Name, string Type);

/// <summary>An attribute's value: exactly one of the members is there. Bytes are Base64, numbers as DynamoDB writes them.</summary>
internal sealed record StoredValue
{
    public string? S { get; set; }

    public string? N { get; set; }

    public string? B { get; set; }

    public bool? Bool { get; set; }

    public bool? Null { get; set; }

    public List<string>? Ss { get; set; }

    public List<string>? Ns { get; set; }

    public List<string>? Bs { get; set; }

    public List<StoredValue>? L { get; set; }

    public SortedDictionary<string, StoredValue>? M { get; set; }
}
