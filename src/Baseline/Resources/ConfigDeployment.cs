using Amazon.ConfigService;
using Amazon.ConfigService.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>A rule or a conformance pack on its way into, or out of, every account of the organization.</summary>
/// <param name="thing">Which.</param>
/// <param name="called">What it is: <c>rule</c>.</param>
/// <param name="excludedIn">Where policies leave accounts out.</param>
/// <param name="world">The run.</param>
internal abstract class ConfigDeployment(Address thing, string called, string excludedIn, AwsWorld world)
{
    /// <summary>In force in every account that is not excluded, as plans tell it.</summary>
    public const string Successful = "successful";

    // Users see tens of minutes in large organizations (hashicorp/terraform-provider-aws#10738).
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(60);

    /// <summary>The administrator's session.</summary>
    protected AwsSession Session { get; } = world.SessionOf(thing);

    /// <summary>What it is called at AWS.</summary>
    protected string Name => thing.Name;

    /// <summary>As plans tell it.</summary>
    public static string Told(string? status) => status switch
    {
        "CREATE_SUCCESSFUL" or "UPDATE_SUCCESSFUL" => Successful,
        "CREATE_FAILED" or "UPDATE_FAILED" or "DELETE_FAILED" => "failed",
        null => "unknown",
        _ => "in progress",
    };

    /// <summary>Asks AWS for a change, after whatever is in progress: what is on its way takes none (Config API Reference, ResourceInUseException, read 2026-11).</summary>
    public async Task DoAsync(Func<AwsSession, Task> ask, CancellationToken cancel)
    {
        for (var tries = 0; ; tries++)
        {
            await WaitAsync($"an earlier change of the {called}", cancel);
            try
            {
                await ask(Session);
                return;
            }
            catch (ResourceInUseException) when (tries < 10)
            {
                // It began just now.
            }
            catch (AmazonConfigServiceException gone) when (gone is NoSuchOrganizationConfigRuleException or NoSuchOrganizationConformancePackException)
            {
                // To be deleted, and gone already.
                return;
            }
        }
    }

    /// <summary>Follows a change to its end in every account.</summary>
    /// <exception cref="FaultException">It failed somewhere, and the fault names the accounts; or it did not end within the hour.</exception>
    public async Task FollowAsync(string doing, CancellationToken cancel) =>
        await AsyncOperation.FollowAsync(new(thing, $"{doing} the {called}", Patience), StepAsync, await StepAsync(cancel), world.Time, cancel);

    /// <summary>What became of it as a whole; null when there is no such thing.</summary>
    protected abstract Task<Whole?> WholeAsync(CancellationToken cancel);

    /// <summary>What became of it in each account.</summary>
    protected abstract Task<IReadOnlyList<Member>> MembersAsync(CancellationToken cancel);

    private Task WaitAsync(string what, CancellationToken cancel) => AsyncOperation.FollowAsync(
        new(thing, what, Patience), async stop => (await StepAsync(withReason: false, stop)) is { Status: "IN_PROGRESS" } step ? step : ("SUCCEEDED", null), ("IN_PROGRESS", null), world.Time, cancel);

    private Task<(string? Status, string? Reason)> StepAsync(CancellationToken cancel) => StepAsync(withReason: true, cancel);

    private async Task<(string? Status, string? Reason)> StepAsync(bool withReason, CancellationToken cancel)
    {
        var whole = await WholeAsync(cancel);
        return whole?.Status switch
        {
            null => ("SUCCEEDED", null),
            { } value when value.EndsWith("_SUCCESSFUL", StringComparison.Ordinal) => ("SUCCEEDED", null),
            { } value when value.EndsWith("_FAILED", StringComparison.Ordinal) => (value, withReason ? await ReasonAsync(whole, cancel) : null),
            _ => ("IN_PROGRESS", null),
        };
    }

    private async Task<string> ReasonAsync(Whole whole, CancellationToken cancel)
    {
        var failed = (await MembersAsync(cancel)).Where(a => a.Status?.EndsWith("_FAILED", StringComparison.Ordinal) == true)
            .Select(a => $"{world.Ids.AddressOf(a.AccountId)?.Name ?? a.AccountId} ({a.ErrorCode}: {a.ErrorMessage})")
            .Order(StringComparer.Ordinal)
            .ToList();
        return failed.Count == 0
            ? $"{whole.ErrorCode}: {whole.ErrorMessage}"
            : $"it failed in account {string.Join(", ", failed.Take(10))}{(failed.Count > 10 ? $" and {failed.Count - 10} more" : "")}; an account that cannot have it belongs into excludedAccounts {excludedIn}";
    }

    /// <summary>As AWS tells the whole.</summary>
    protected sealed record Whole(string? Status, string? ErrorCode, string? ErrorMessage);

    /// <summary>As AWS tells one account.</summary>
    protected sealed record Member(string AccountId, string? Status, string? ErrorCode, string? ErrorMessage);
}
