using System.Collections.Concurrent;
using Amazon.SecurityHub.Model;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Resilience;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.Baseline.Resources.SecurityHubs;

/// <summary>
/// Which controls each standard has in a region, asked of AWS once in a run by whichever account comes first: ListSecurityControlDefinitions answers every subscribed
/// account of a region alike. What fails is not remembered, so that one account's trouble is not everybody's. Thread-safe.
/// </summary>
internal sealed class ControlCatalogue
{
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, SecurityControlDefinition>> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _asking = new(StringComparer.Ordinal);

    private ControlCatalogue()
    {
    }

    /// <summary>The run's catalogue.</summary>
    public static Task<ControlCatalogue> OfAsync(AwsWorld world, CancellationToken cancel) =>
        world.SharedAsync("security-hub/controls", _ => Task.FromResult(new ControlCatalogue()), cancel);

    /// <summary>The controls of a standard, by id; those that AWS does not offer in the region are left out.</summary>
    public async Task<IReadOnlyDictionary<string, SecurityControlDefinition>> ControlsAsync(AwsSession session, string region, string standardArn, CancellationToken cancel)
    {
        var key = $"{region} {standardArn}";
        var gate = _asking.GetOrAdd(key, static _ => new(1));
        await gate.WaitAsync(cancel);
        try
        {
            if (!_known.TryGetValue(key, out var controls))
            {
                // Whichever account asks: the answer says nothing about it, and is no evidence of it.
                _known[key] = controls = (await AnswerLog.AsideAsync(() => AskAsync(session, standardArn, cancel))).Value;
            }

            return controls;
        }
        finally
        {
            gate.Release();
        }
    }

    private static async Task<IReadOnlyDictionary<string, SecurityControlDefinition>> AskAsync(AwsSession session, string standardArn, CancellationToken cancel)
    {
        var definitions = await Paged.AllAsync<SecurityControlDefinition>(async token =>
        {
            var page = await session.SecurityHub.ListSecurityControlDefinitionsAsync(new() { StandardsArn = standardArn, MaxResults = 100, NextToken = token }, cancel);
            return (page.SecurityControlDefinitions, page.NextToken);
        });
        return definitions.Where(each => each.CurrentRegionAvailability?.Value != "UNAVAILABLE").ToDictionary(each => each.SecurityControlId, StringComparer.Ordinal);
    }
}
