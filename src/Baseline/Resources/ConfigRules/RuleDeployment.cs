using Amazon.ConfigService.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Resources.ConfigRules;

/// <summary>A rule on its way into, or out of, every account of the organization.</summary>
/// <param name="rule">Which.</param>
/// <param name="world">The run.</param>
internal sealed class RuleDeployment(Address rule, AwsWorld world)
{
    // Users see tens of minutes in large organizations (hashicorp/terraform-provider-aws#10738).
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(60);

    private readonly AwsSession _session = world.SessionOf(rule);

    /// <summary>As plans tell it.</summary>
    public static string Told(string? status) => status switch
    {
        "CREATE_SUCCESSFUL" or "UPDATE_SUCCESSFUL" => ConfigRuleAttributes.Successful,
        "CREATE_FAILED" or "UPDATE_FAILED" or "DELETE_FAILED" => "failed",
        null => "unknown",
        _ => "in progress",
    };

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

    /// <summary>Asks AWS for a change, after whatever is in progress: a rule that is on its way takes none (Config API Reference, ResourceInUseException, read 2026-11).</summary>
    public async Task DoAsync(Func<AwsSession, Task> ask, CancellationToken cancel)
    {
        for (var tries = 0; ; tries++)
        {
            await WaitAsync("an earlier change of the rule", cancel);
            try
            {
                await ask(_session);
                return;
            }
            catch (ResourceInUseException) when (tries < 10)
            {
                // It began just now.
            }
            catch (NoSuchOrganizationConfigRuleException)
            {
                // To be deleted, and gone already.
                return;
            }
        }
    }

    /// <summary>Follows a change to its end in every account.</summary>
    /// <exception cref="FaultException">It failed somewhere, and the fault names the accounts; or it did not end within the hour.</exception>
    public async Task FollowAsync(string doing, CancellationToken cancel) =>
        await AsyncOperation.FollowAsync(new(rule, doing, Patience), StepAsync, await StepAsync(cancel), world.Time, cancel);

    private Task WaitAsync(string what, CancellationToken cancel) => AsyncOperation.FollowAsync(
        new(rule, what, Patience), async stop => (await StepAsync(stop, withReason: false)) is { Status: "IN_PROGRESS" } step ? step : ("SUCCEEDED", null), ("IN_PROGRESS", null), world.Time, cancel);

    private Task<(string? Status, string? Reason)> StepAsync(CancellationToken cancel) => StepAsync(cancel, withReason: true);

    private async Task<(string? Status, string? Reason)> StepAsync(CancellationToken cancel, bool withReason)
    {
        var status = await StatusAsync(_session, rule.Name, cancel);
        return status?.OrganizationRuleStatus?.Value switch
        {
            null => ("SUCCEEDED", null),
            { } value when value.EndsWith("_SUCCESSFUL", StringComparison.Ordinal) => ("SUCCEEDED", null),
            { } value when value.EndsWith("_FAILED", StringComparison.Ordinal) => (value, withReason ? await ReasonAsync(status, cancel) : null),
            _ => ("IN_PROGRESS", null),
        };
    }

    private async Task<string> ReasonAsync(OrganizationConfigRuleStatus status, CancellationToken cancel)
    {
        var accounts = await Paged.AllAsync(async token =>
        {
            var page = await _session.Config.GetOrganizationConfigRuleDetailedStatusAsync(new() { OrganizationConfigRuleName = rule.Name, NextToken = token }, cancel);
            return (page.OrganizationConfigRuleDetailedStatus, page.NextToken);
        });
        var failed = accounts.Where(a => a.MemberAccountRuleStatus?.Value.EndsWith("_FAILED", StringComparison.Ordinal) == true)
            .Select(a => $"{world.Ids.AddressOf(a.AccountId)?.Name ?? a.AccountId} ({a.ErrorCode}: {a.ErrorMessage})")
            .Order(StringComparer.Ordinal)
            .ToList();
        return failed.Count == 0
            ? $"{status.ErrorCode}: {status.ErrorMessage}"
            : $"it failed in account {string.Join(", ", failed.Take(10))}{(failed.Count > 10 ? $" and {failed.Count - 10} more" : "")}; an account that cannot have it belongs into excludedAccounts of config-rules.json";
    }
}
