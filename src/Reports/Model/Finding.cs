using System.Text.Json.Nodes;

namespace SecretScoops.Governance.Reports.Model;

/// <summary>A control judged on one resource; or on an account and region as a whole, where there is no resource to name.</summary>
internal sealed record Finding
{
    /// <summary>Id of a control of the header's.</summary>
    public required string Control { get; init; }

    /// <summary>Twelve digits.</summary>
    public required string AccountId { get; init; }

    /// <summary>The account's environment by name.</summary>
    public required string Environment { get; init; }

    /// <summary><c>global</c> for what has none.</summary>
    public required string Region { get; init; }

    /// <summary>As AWS Config names it; <c>AWS::::Account</c> for the account as a whole.</summary>
    public required string ResourceType { get; init; }

    /// <summary>ARN where the source gave one, else the id. Anybody may have chosen it: it can hold every sign.</summary>
    public required string ResourceId { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    public required Verdict Verdict { get; init; }

    /// <summary>Why this verdict, in one sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>What the policies ask for; null where that is no value but a rule.</summary>
    public JsonNode? Declared { get; init; }

    /// <summary>What AWS showed; null where the source gives only a verdict.</summary>
    public JsonNode? Observed { get; init; }

    /// <summary>When AWS was asked.</summary>
    public required DateTimeOffset ObservedAt { get; init; }

    /// <summary>At least one, but for findings that follow from the policies alone.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }

    /// <summary>Id of an exemption of the header's; only with <see cref="Verdict.Exempt"/>.</summary>
    public string? Exemption { get; init; }

    /// <summary>What the ledger says of it, oldest first.</summary>
    public IReadOnlyList<Repair> Repairs { get; init; } = [];

    /// <summary>What stays the same from report to report for the same control and resource.</summary>
    public string Key => string.Join('|', Control, AccountId, Region, ResourceType, ResourceId);
}
