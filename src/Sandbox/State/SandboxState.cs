namespace SecretScoops.Governance.Sandbox.State;

/// <summary>Everything the sandbox knows, as it is kept in its file. Members have setters because JSON's generated reader overwrites initial values otherwise.</summary>
internal sealed record SandboxState
{
    /// <summary>The format that this version writes, and the only one it reads.</summary>
    public const int CurrentFormat = 1;

    public required int FormatVersion { get; set; }

    public required string ManagementAccountId { get; set; }

    /// <summary>Counts ids handed out: from the same calls in the same order come the same ids.</summary>
    public long Sequence { get; set; }

    /// <summary>The management account first, then members as they joined.</summary>
    public List<StoredAccount> Accounts { get; set; } = [];

    /// <summary>Null until CreateOrganization.</summary>
    public StoredOrganization? Organization { get; set; }

    public StoredIdentityCenter IdentityCenter { get; set; } = new();

    /// <summary>Buckets of all accounts, by name.</summary>
    public SortedDictionary<string, StoredBucket> Buckets { get; set; } = new(StringComparer.Ordinal);

    /// <summary>A world in which nothing was done yet: one account, that will be the management account.</summary>
    public static SandboxState Empty(SandboxOptions options, DateTimeOffset now) => new()
    {
        FormatVersion = CurrentFormat,
        ManagementAccountId = options.ManagementAccountId,
        Accounts =
        [
            new StoredAccount { Id = options.ManagementAccountId, Name = options.ManagementAccountName, Email = options.ManagementAccountEmail, JoinedMethod = "INVITED", JoinedAt = now },
        ],
    };
}
