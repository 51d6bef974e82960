using Amazon.SecurityHub;
using Amazon.SecurityHub.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>Where configuration policies hold, and how far they have got.</summary>
internal static class PolicyAssociations
{
    // "It can take up to 24 hours" for large organizations (Security Hub User Guide, "Configuration policy association status", read 2026-11); who waits longer runs the command again.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(60);

    /// <summary>Waits until an edited policy has reached every target.</summary>
    /// <exception cref="FaultException">It failed somewhere, or did not get there in time.</exception>
    public static Task FollowAsync(Address policy, string policyId, AwsSession session, AwsWorld world, CancellationToken cancel) => AsyncOperation.FollowAsync(
        new(policy, "bringing the policy to its accounts", s_patience),
        async stop =>
        {
            var all = await ListAsync(session, new() { ConfigurationPolicyId = policyId }, stop);
            return all.Exists(each => each.AssociationStatus == ConfigurationPolicyAssociationStatus.PENDING) ? ("IN_PROGRESS", null)
                : all.FindAll(each => each.AssociationStatus == ConfigurationPolicyAssociationStatus.FAILED) is { Count: > 0 } failed ? ("FAILED", Named(failed, world))
                : ("SUCCEEDED", null);
        },
        ("IN_PROGRESS", null),
        world.Time,
        cancel);

    /// <summary>Waits until an association has come to its end.</summary>
    /// <exception cref="FaultException">It failed, or did not get there in time.</exception>
    public static Task FollowAsync(Address association, Target target, AwsSession session, AwsWorld world, CancellationToken cancel) => AsyncOperation.FollowAsync(
        new(association, "associating the policy", s_patience),
        async stop =>
        {
            var found = await session.SecurityHub.GetConfigurationPolicyAssociationAsync(new() { Target = target }, stop);
            return found.AssociationStatus?.Value switch
            {
                "PENDING" => ("IN_PROGRESS", null),
                "FAILED" => ("FAILED", found.AssociationStatusMessage ?? Named(await ListAsync(session, new() { AssociationStatus = ConfigurationPolicyAssociationStatus.FAILED }, stop), world)),
                _ => ("SUCCEEDED", (string?)null),
            };
        },
        ("IN_PROGRESS", null),
        world.Time,
        cancel);

    /// <summary>All associations that a filter lets pass.</summary>
    public static Task<List<ConfigurationPolicyAssociationSummary>> ListAsync(AwsSession session, AssociationFilters filters, CancellationToken cancel) =>
        Paged.AllAsync<ConfigurationPolicyAssociationSummary>(async token =>
        {
            var page = await session.SecurityHub.ListConfigurationPolicyAssociationsAsync(new() { Filters = filters, MaxResults = 100, NextToken = token }, cancel);
            return (page.ConfigurationPolicyAssociationSummaries, page.NextToken);
        });

    private static string Named(List<ConfigurationPolicyAssociationSummary> failed, AwsWorld world) => string.Join(
        "; ", failed.Select(each => $"{world.Ids.AddressOf(each.TargetId)?.ToString() ?? each.TargetId}: {each.AssociationStatusMessage ?? "AWS gave no reason"}"));
}
