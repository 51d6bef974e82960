using Amazon.SecurityHub.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>A configuration policy as it is listed, with its tags.</summary>
/// <param name="Summary">As AWS lists it.</param>
/// <param name="Tags">All its tags.</param>
/// <param name="Owned">Whether they carry our mark.</param>
internal sealed record ListedPolicy(ConfigurationPolicySummary Summary, SortedDictionary<string, string> Tags, bool Owned);

/// <summary>The administrator's configuration policies, which policies and associations both need: listed once in a run.</summary>
internal static class SecurityHubPolicyList
{
    /// <summary>All of them, ours or not; none without central configuration.</summary>
    public static Task<List<ListedPolicy>> SharedAsync(Scope home, AwsSession session, AwsWorld world, CancellationToken cancel) =>
        world.SharedAsync($"security-hub/policies/{home}", stop => ListAsync(home, session, world, stop), cancel);

    /// <summary>Lists them anew.</summary>
    public static async Task<List<ListedPolicy>> ListAsync(Scope home, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        var summaries = await Paged.AllAsync<ConfigurationPolicySummary>(async token =>
        {
            var page = await session.SecurityHub.ListConfigurationPoliciesAsync(new() { MaxResults = 100, NextToken = token }, cancel);
            return (page.ConfigurationPolicySummaries, page.NextToken);
        });
        return await Paged.EachAsync(summaries, async (summary, stop) =>
        {
            world.Ids.Learn(home.Address(KindNames.SecurityHubPolicy, summary.Name), summary.Id);
            var tags = await SecurityHubTags.ReadAsync(session, summary.Arn, stop);
            return new ListedPolicy(summary, tags, world.IsOurs(tags));
        }, cancel);
    }
}
