using Amazon.SecurityHub;
using Amazon.SecurityHub.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Resources.SecurityHubs;

/// <summary>The controls of one account and region: which are off, and their parameters.</summary>
/// <param name="session">Its session.</param>
/// <param name="standards">The standards that are on, with their controls.</param>
internal sealed class HubControls(AwsSession session, IReadOnlyList<StandardControls> standards)
{
    // BatchGetStandardsControlAssociations, BatchUpdateStandardsControlAssociations and BatchGetSecurityControls take at most 100 (API Reference, read 2026-11).
    private const int LargestBatch = 100;

    /// <summary>Controls that are off, by id.</summary>
    public async Task<IReadOnlyList<ControlState>> DisabledAsync(CancellationToken cancel)
    {
        var associations = await AssociationsAsync(cancel);
        var names = standards.ToDictionary(each => each.Arn, each => each.Name, StringComparer.Ordinal);
        return
        [
            .. associations.GroupBy(each => each.SecurityControlId, StringComparer.Ordinal)
                .Select(control => (Id: control.Key, Off: control.Where(each => each.AssociationStatus == AssociationStatus.DISABLED).ToList(), All: control.Count()))
                .Where(control => control.Off.Count > 0)
                .Select(control => new ControlState(
                    control.Id,
                    string.Join("; ", control.Off.Select(each => each.UpdatedReason ?? "").Distinct(StringComparer.Ordinal)),
                    control.Off.Count == control.All ? null : [.. control.Off.Select(each => names[each.StandardsArn]).Order(StringComparer.Ordinal)]))
                .OrderBy(each => each.Key, StringComparer.Ordinal),
        ];
    }

    /// <summary>Parameters with values of their own, by control and name.</summary>
    public async Task<IReadOnlyList<ParameterState>> ParametersAsync(CancellationToken cancel) =>
    [
        .. from control in await CustomizableAsync(cancel)
           from parameter in control.Parameters ?? []
           let value = ControlParameterValues.Read(parameter.Value)
           where value is not null
           let key = $"{control.SecurityControlId}/{parameter.Key}"
           orderby key
           select new ParameterState(key, value),
    ];

    /// <summary>Beside those that are off, those declared off that no enabled standard has here: nothing checks them.</summary>
    public IReadOnlyList<ControlState> WithAbsent(IReadOnlyList<ControlState> seen, IReadOnlyList<ControlState> desired) =>
        [.. seen.Concat(desired.Where(each => !Has(each.Key))).OrderBy(each => each.Key, StringComparer.Ordinal)];

    /// <summary>Beside those that are set, those declared of controls that no enabled standard has here.</summary>
    public IReadOnlyList<ParameterState> WithAbsent(IReadOnlyList<ParameterState> seen, IReadOnlyList<ParameterState> desired) =>
        [.. seen.Concat(desired.Where(each => !Has(each.Key.Split('/')[0])).Select(each => each with { Value = each.Value.DeepClone() })).OrderBy(each => each.Key, StringComparer.Ordinal)];

    /// <summary>Turns controls off and on until just those declared are off, in every standard that has them.</summary>
    /// <exception cref="FaultException">AWS left some as they were.</exception>
    public async Task BringAsync(Address address, IReadOnlyList<ControlState> desired, CancellationToken cancel)
    {
        var off = desired.ToDictionary(each => each.Key, each => each.Reason, StringComparer.Ordinal);
        var updates = (await AssociationsAsync(cancel))
            .Where(each => off.TryGetValue(each.SecurityControlId, out var reason)
                ? each.AssociationStatus != AssociationStatus.DISABLED || each.UpdatedReason != reason
                : each.AssociationStatus == AssociationStatus.DISABLED)
            .Select(each => new StandardsControlAssociationUpdate
            {
                StandardsArn = each.StandardsArn,
                SecurityControlId = each.SecurityControlId,
                AssociationStatus = off.ContainsKey(each.SecurityControlId) ? AssociationStatus.DISABLED : AssociationStatus.ENABLED,
                UpdatedReason = off.GetValueOrDefault(each.SecurityControlId),
            });
        foreach (var batch in updates.Chunk(LargestBatch))
        {
            var answer = await session.SecurityHub.BatchUpdateStandardsControlAssociationsAsync(new() { StandardsControlAssociationUpdates = [.. batch] }, cancel);
            if (answer.UnprocessedAssociationUpdates is { Count: > 0 } unprocessed)
            {
                throw Unprocessed(address, unprocessed);
            }
        }
    }

    /// <summary>Sets parameters until just those declared differ from AWS's.</summary>
    public async Task BringAsync(IReadOnlyList<ParameterState> desired, CancellationToken cancel)
    {
        var seen = (await ParametersAsync(cancel)).ToDictionary(each => each.Key, StringComparer.Ordinal);
        var wanted = desired.Where(each => Has(each.Key.Split('/')[0])).ToDictionary(each => each.Key, StringComparer.Ordinal);
        var changed = seen.Keys.Except(wanted.Keys).Concat(wanted.Values.Where(each => !System.Text.Json.Nodes.JsonNode.DeepEquals(seen.GetValueOrDefault(each.Key)?.Value, each.Value)).Select(each => each.Key));
        foreach (var control in changed.GroupBy(key => key.Split('/')[0], StringComparer.Ordinal))
        {
            var definition = Definition(control.Key);
            await session.SecurityHub.UpdateSecurityControlAsync(
                new()
                {
                    SecurityControlId = control.Key,
                    Parameters = control.ToDictionary(
                        key => key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..],
                        key => wanted.TryGetValue(key, out var parameter)
                            ? ControlParameterValues.Write(parameter.Value, definition?.ParameterDefinitions?.GetValueOrDefault(key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..]))
                            : new ParameterConfiguration { ValueType = ParameterValueType.DEFAULT }),
                },
                cancel);
        }
    }

    private static FaultException Unprocessed(Address address, List<UnprocessedStandardsControlAssociationUpdate> updates) => new(new()
    {
        Code = "partial-failure",
        What = $"AWS left {updates.Count} controls as they were, the first of them {updates[0].StandardsControlAssociationUpdate?.SecurityControlId}: {updates[0].ErrorReason ?? updates[0].ErrorCode?.Value}",
        Where = new(address.ToString()),
        Remedy = "mend what AWS names and run the command again",
    });

    private bool Has(string control) => standards.Any(each => each.Controls.ContainsKey(control));

    private SecurityControlDefinition? Definition(string control) => standards.Select(each => each.Controls.GetValueOrDefault(control)).FirstOrDefault(each => each is not null);

    // What AWS does not process is not there in this region.
    private async Task<IReadOnlyList<StandardsControlAssociationDetail>> AssociationsAsync(CancellationToken cancel)
    {
        var pairs = standards.SelectMany(standard => standard.Controls.Keys.Select(id => new StandardsControlAssociationId { SecurityControlId = id, StandardsArn = standard.Arn }));
        var answers = await Paged.EachAsync([.. pairs.Chunk(LargestBatch)], async (batch, stop) =>
            (await session.SecurityHub.BatchGetStandardsControlAssociationsAsync(new() { StandardsControlAssociationIds = [.. batch] }, stop)).StandardsControlAssociationDetails ?? [], cancel);
        return [.. answers.SelectMany(each => each)];
    }

    private async Task<IReadOnlyList<SecurityControl>> CustomizableAsync(CancellationToken cancel)
    {
        var ids = standards.SelectMany(each => each.Controls.Values).Where(each => each.ParameterDefinitions is { Count: > 0 }).Select(each => each.SecurityControlId).Distinct(StringComparer.Ordinal);
        var answers = await Paged.EachAsync([.. ids.Chunk(LargestBatch)], async (batch, stop) =>
            (await session.SecurityHub.BatchGetSecurityControlsAsync(new() { SecurityControlIds = [.. batch] }, stop)).SecurityControls ?? [], cancel);
        return [.. answers.SelectMany(each => each)];
    }
}
