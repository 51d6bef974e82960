using Amazon.ConfigService.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.Baseline.Resources.ConfigRules;

/// <summary>A rule on its way into, or out of, every account of the organization.</summary>
/// <param name="rule">Which.</param>
/// <param name="world">The run.</param>
internal sealed class RuleDeployment(Address rule, AwsWorld world) : ConfigDeployment(rule, "rule", "of config-rules.json", world)
{
    /// <summary>A rule's status; null when there is no such rule.</summary>
    public static async Task<OrganizationConfigRuleStatus?> StatusAsync(AwsSession session, string name, CancellationToken cancel)
    {
        try
        {
            return (await session.Config.DescribeOrganizationConfigRuleStatusesAsync(new() { OrganizationConfigRuleNames = [name] }, cancel)).OrganizationConfigRuleStatuses?.FirstOrDefault();
        }
        catch (NoSuchOrganizationConfigRuleException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    protected override async Task<Whole?> WholeAsync(CancellationToken cancel) =>
        await StatusAsync(Session, Name, cancel) is { } status ? new(status.OrganizationRuleStatus?.Value, status.ErrorCode, status.ErrorMessage) : null;

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Member>> MembersAsync(CancellationToken cancel)
    {
        var accounts = await Paged.AllAsync(async token =>
        {
            var page = await Session.Config.GetOrganizationConfigRuleDetailedStatusAsync(new() { OrganizationConfigRuleName = Name, NextToken = token }, cancel);
            return (page.OrganizationConfigRuleDetailedStatus, page.NextToken);
        });
        return [.. accounts.Select(a => new Member(a.AccountId, a.MemberAccountRuleStatus?.Value, a.ErrorCode, a.ErrorMessage))];
    }
}
