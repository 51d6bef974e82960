using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Page;

/// <summary>What the page knows of every finding at once, but for the resource: columns of words that repeat.</summary>
internal static class ListColumns
{
    public static IReadOnlyList<string> Names { get; } = ["control", "account", "environment", "region", "type", "verdict", "reason", "declared", "observed", "exemption", "tags"];

    /// <summary>The words of one finding, in the order of <see cref="Names"/>; empty for what it has not.</summary>
    public static string[] Of(Finding finding) =>
    [
        finding.Control,
        finding.AccountId,
        finding.Environment,
        finding.Region,
        finding.ResourceType,
        Words.Key(finding.Verdict),
        finding.Reason,
        finding.Declared?.ToJsonString() ?? "",
        finding.Observed?.ToJsonString() ?? "",
        finding.Exemption ?? "",
        string.Join(", ", finding.Tags.Select(tag => $"{tag.Key}={tag.Value}")),
    ];
}
