using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>Tags of Security Hub's resources, by ARN.</summary>
internal static class SecurityHubTags
{
    public const string ReadPermission = "securityhub:ListTagsForResource";

    public static IReadOnlyList<Need> WritePermissions { get; } = [new("securityhub:TagResource", For: "securityhub:CreateAutomationRule"), new("securityhub:TagResource", For: "securityhub:CreateConfigurationPolicy"), "securityhub:UntagResource"];

    /// <summary>All tags of a resource, sorted.</summary>
    public static async Task<SortedDictionary<string, string>> ReadAsync(AwsSession session, string arn, CancellationToken cancel) =>
        Tags.Read((await session.SecurityHub.ListTagsForResourceAsync(new() { ResourceArn = arn }, cancel)).Tags ?? []);

    /// <summary>Brings tags from observed to desired.</summary>
    public static async Task UpdateAsync(AwsSession session, string arn, SortedDictionary<string, string> observed, SortedDictionary<string, string> desired, CancellationToken cancel)
    {
        var (set, remove) = Tags.Between(observed, desired);
        if (set.Count > 0)
        {
            await session.SecurityHub.TagResourceAsync(new() { ResourceArn = arn, Tags = set.ToDictionary() }, cancel);
        }

        if (remove.Count > 0)
        {
            await session.SecurityHub.UntagResourceAsync(new() { ResourceArn = arn, TagKeys = remove }, cancel);
        }
    }
}
