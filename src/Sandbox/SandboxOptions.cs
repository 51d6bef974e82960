namespace SecretScoops.Governance.Sandbox;

/// <summary>How the sandbox behaves. The defaults are quick and quiet, for rehearsals; tests turn the rest on.</summary>
internal sealed record SandboxOptions
{
    /// <summary>The account that is there from the beginning. The default is moto's, so that one test suite runs against both.</summary>
    public string ManagementAccountId { get; init; } = "123456789012";

    public string ManagementAccountName { get; init; } = "Root";

    public string ManagementAccountEmail { get; init; } = "root@example.com";

    /// <summary>Roles of the management account that its own principals may assume; AWS creates none there.</summary>
    public IReadOnlyList<string> ManagementAccountRoles { get; init; } = [];

    /// <summary>The home region of IAM Identity Center; null for the region in which it is first asked for. (AWS has it enabled by hand, in the console.)</summary>
    public string? HomeRegion { get; init; }

    public SandboxQuotas Quotas { get; init; } = new();

    /// <summary>Security Hub takes AWS Config to record everywhere, for tests that are about something else; false: it looks.</summary>
    public bool ConfigRecordsEverywhere { get; init; }
    /// <summary>Features that GuardDuty does not offer, by region.</summary>
    public IReadOnlyDictionary<string, IReadOnlyCollection<string>> GuardDutyLacks { get; init; } = new Dictionary<string, IReadOnlyCollection<string>>();

    /// <summary>How many reads of a service find its asynchronous operations still in progress. 0: the first read finds them done.</summary>
    public int AsyncReads { get; init; }

    /// <summary>How long asynchronous operations take at least, by the sandbox's clock.</summary>
    public TimeSpan AsyncDuration { get; init; }

    /// <summary>How long every call takes, as over a network; for measurements.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>How many reads after a write still see the state before it; 0 for none. Status reads of asynchronous operations always see the latest.</summary>
    public int ReadLag { get; init; }

    /// <summary>Every n-th write of a service answers that another modification is in progress; 0 for never.</summary>
    public int ConflictEvery { get; init; }

    /// <summary>Puts an empty page with a token before every page, as AWS's lists may.</summary>
    public bool EmptyPages { get; init; }

    /// <summary>The largest page, below the API's own limit; null for that limit.</summary>
    public int? PageSize { get; init; }

    /// <summary>Token buckets; <see cref="RateLimit.Documented"/> are AWS's.</summary>
    public IReadOnlyList<RateLimit> RateLimits { get; init; } = [];

    /// <summary>
    /// Whether calls that changed something go onto the default bus of their account and region, as CloudTrail's events do while a trail logs there. Off: rehearsals look at what
    /// lies in queues, and nothing should lie there but what they sent.
    /// </summary>
    public bool CallEvents { get; init; }

    /// <summary>Told before every operation and after it, when its state is saved and before it is answered. What it throws is as if the process had died there.</summary>
    public Action<SandboxCall>? Observer { get; init; }
}
