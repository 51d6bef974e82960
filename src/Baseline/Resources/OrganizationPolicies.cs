using Amazon.Organizations;
using Amazon.Organizations.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>A policy of the organization, with its tags.</summary>
/// <param name="Summary">AWS's description.</param>
/// <param name="Tags">All its tags; none for AWS's own policies, which cannot have any.</param>
/// <param name="Owned">Whether it carries our mark.</param>
internal sealed record OrganizationPolicy(PolicySummary Summary, SortedDictionary<string, string> Tags, bool Owned)
{
    /// <summary>One of AWS's own: <c>FullAWSAccess</c>, <c>RCPFullAWSAccess</c>.</summary>
    public bool AwsManaged => Summary.AwsManaged == true;
}

/// <summary>The organization's policies, listed once for all the kinds that need them.</summary>
internal static class OrganizationPolicies
{
    /// <summary>The policies of one type; empty where there is no organization or the type is not enabled. Read once in a run.</summary>
    public static Task<IReadOnlyList<OrganizationPolicy>> OfAsync(AwsWorld world, GuardrailType type, CancellationToken cancel) =>
        world.SharedAsync($"policies {type.AwsName}", stop => ReadAsync(world, type, stop), cancel);

    /// <summary>The same, in the same order, before their tags are read.</summary>
    public static Task<IReadOnlyList<PolicySummary>> SummariesAsync(AwsWorld world, GuardrailType type, CancellationToken cancel) =>
        world.SharedAsync($"summaries {type.AwsName}", async stop =>
            await world.RootAsync(stop) is { } top && top.Root.PolicyTypes?.Any(t => t.Type.Value == type.AwsName) == true ? await ListAsync(world, type, stop) : [], cancel);

    /// <summary>Lists policies anew and teaches their ids.</summary>
    public static async Task<IReadOnlyList<PolicySummary>> ListAsync(AwsWorld world, GuardrailType type, CancellationToken cancel)
    {
        var policies = await Paged.AllAsync(async token =>
        {
            var page = await world.Session.Organizations.ListPoliciesAsync(new() { Filter = PolicyType.FindValue(type.AwsName), NextToken = token }, cancel);
            return (page.Policies, page.NextToken);
        });
        foreach (var policy in policies)
        {
            world.Ids.Learn(new Address(type.Kind, policy.Name), policy.Id);
        }

        return policies;
    }

    private static async Task<IReadOnlyList<OrganizationPolicy>> ReadAsync(AwsWorld world, GuardrailType type, CancellationToken cancel) =>
        await Paged.EachAsync(await SummariesAsync(world, type, cancel), async (policy, stop) =>
        {
            var tags = policy.AwsManaged == true ? [] : await OrganizationsTags.ReadAsync(world.Session, policy.Id, stop);
            return new OrganizationPolicy(policy, tags, world.IsOurs(tags));
        }, cancel);
}
