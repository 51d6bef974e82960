namespace SecretScoops.Governance.Sandbox.State;

/// <summary>What SQS keeps in one account and region.</summary>
internal sealed record StoredSqs
{
    /// <summary>Queues by name.</summary>
    public SortedDictionary<string, StoredQueue> Queues { get; set; } = new(StringComparer.Ordinal);

    /// <summary>When queues were deleted, by name: for a minute there can be none of the same name.</summary>
    public SortedDictionary<string, DateTimeOffset> Deleted { get; set; } = new(StringComparer.Ordinal);
}

/// <summary>A queue.</summary>
internal sealed record StoredQueue
{
    public required DateTimeOffset CreatedAt { get; set; }

    public required DateTimeOffset ModifiedAt { get; set; }

    /// <summary>Attributes that were set; AWS's defaults hold for the rest.</summary>
    public SortedDictionary<string, string> Attributes { get; set; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, string> Tags { get; set; } = new(StringComparer.Ordinal);

    /// <summary>In the order of arrival.</summary>
    public List<StoredMessage> Messages { get; set; } = [];
}

/// <summary>A message in a queue.</summary>
internal sealed record StoredMessage
{
    public required string Id { get; set; }

    public required string Body { get; set; }

    public required DateTimeOffset SentAt { get; set; }

    /// <summary>Account or service that sent it.</summary>
    public required string Sender { get; set; }

    /// <summary>When it can be received: later than now while it is delayed or in flight.</summary>
    public required DateTimeOffset VisibleAt { get; set; }

    public DateTimeOffset? FirstReceivedAt { get; set; }

    public int Receives { get; set; }

    /// <summary>The handle of the last receipt; null before the first.</summary>
    public string? Receipt { get; set; }

    /// <summary>Type and value by name; a binary value is Base64.</summary>
    public SortedDictionary<string, StoredMessageAttribute> Attributes { get; set; } = new(StringComparer.Ordinal);
}

/// <summary>An attribute of a message.</summary>
/// <param name="Type"><c>String</c>, <c>Number</c>, <c>Binary</c>, or one of these with a label behind a dot.</param>
/// <param name="Value">A binary value is Base64.</param>
internal sealed record StoredMessageAttribute(string Type, string Value);
