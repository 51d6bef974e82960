using System.Text.Json.Nodes;

namespace SecretScoops.Governance.Ledger;

/// <summary>One line of an incident's history. Lines are only ever added, and each carries the hash of the one before.</summary>
internal sealed record LedgerEntry
{
    /// <summary><see cref="Ledger.Incident.ToString"/>.</summary>
    public required string Incident { get; init; }

    /// <summary>Counts the times that the rule was violated anew, from 1.</summary>
    public required int Window { get; init; }

    /// <summary>Place in the incident's history, from 1, through all windows.</summary>
    public required int Sequence { get; init; }

    public required DateTimeOffset At { get; init; }

    public required LedgerStep Step { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Why { get; init; }

    /// <summary>The environment that the account belongs to.</summary>
    public string? Environment { get; init; }

    /// <summary>Of the rule: critical, high, medium, low.</summary>
    public string? Severity { get; init; }

    /// <summary>What rang: <c>config:INCOMING_SSH_DISABLED</c>.</summary>
    public string? Trigger { get; init; }

    /// <summary>The event that rang, or who decided by hand.</summary>
    public string? EventId { get; init; }

    /// <summary>Who caused the drift, as an ARN of a role, user or service; never a session's name, which its holder chooses.</summary>
    public string? Actor { get; init; }

    /// <summary>Who decided: an ARN.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>The end of a claim, of grace, of an approval's time, of an exemption.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>What was wrong.</summary>
    public IReadOnlyList<ViolationLine> Violations { get; init; } = [];

    /// <summary>The resource as it was before anything was written, or when people were told or asked of it and nothing was; secrets redacted.</summary>
    public JsonObject? Before { get; init; }

    /// <summary>The resource as it was read afterwards, secrets redacted.</summary>
    public JsonObject? After { get; init; }

    /// <summary>What was written to AWS, as <c>ec2:RevokeSecurityGroupIngress</c>.</summary>
    public IReadOnlyList<string> Calls { get; init; } = [];

    /// <summary>From the event to this line, where that says something.</summary>
    public long? TookMilliseconds { get; init; }

    /// <summary>Made up for this line alone: two who write the same words in the same moment write two lines, and only one of them finds its place free.</summary>
    public string Nonce { get; init; } = "";

    /// <summary>Hash of the line before; empty for the first.</summary>
    public required string Previous { get; init; }

    /// <summary><see cref="LedgerChain.HashOf"/> of this line.</summary>
    public string Hash { get; init; } = "";
}

/// <summary>Something that was wrong with a resource.</summary>
/// <param name="Atom">JSON Pointer into the image of the resource.</param>
/// <param name="What">One sentence.</param>
/// <param name="Should">What it should be; null for absent.</param>
internal sealed record ViolationLine(string Atom, string What, JsonNode? Should);
