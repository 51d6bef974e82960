using Amazon.CloudTrail;
using Amazon.CloudTrail.Model;
using SecretScoops.Governance.Addresses;

namespace SecretScoops.Governance.Baseline.Resources.Trails;

/// <summary>Brings one trail from observed to desired. It logs before it is refined, and stops only when all else is done.</summary>
/// <param name="address">Which.</param>
/// <param name="cloudTrail">The client of its home region: only there CloudTrail takes changes.</param>
/// <param name="world">The run.</param>
internal sealed class TrailEdit(Address address, IAmazonCloudTrail cloudTrail, AwsWorld world)
{
    /// <summary>Makes every edit that is needed; repeated after an unknown outcome it does no harm.</summary>
    public async Task CarryOutAsync(TrailAttributes observed, TrailAttributes desired, CancellationToken cancel)
    {
        if (Own(observed) != Own(desired))
        {
            await UpdateAsync(observed, desired, cancel);
        }

        if (desired.Logging && !observed.Logging)
        {
            await cloudTrail.StartLoggingAsync(new StartLoggingRequest { Name = address.Name }, cancel);
        }

        if (!Texts(observed).SequenceEqual(Texts(desired), StringComparer.Ordinal))
        {
            await SelectorCalls.WriteAsync(address.Name, desired.Selectors, cloudTrail, world, cancel);
        }

        if (!observed.Insights.SequenceEqual(desired.Insights, StringComparer.Ordinal))
        {
            // An empty list switches Insights off: CloudTrail API Reference, PutInsightSelectors, read 2026-11.
            await cloudTrail.PutInsightSelectorsAsync(
                new PutInsightSelectorsRequest { TrailName = address.Name, InsightSelectors = [.. desired.Insights.Select(type => new InsightSelector { InsightType = InsightType.FindValue(type) })] }, cancel);
        }

        await TagsAsync(observed, desired, cancel);
        if (observed.Logging && !desired.Logging)
        {
            await cloudTrail.StopLoggingAsync(new StopLoggingRequest { Name = address.Name }, cancel);
        }
    }

    private async Task UpdateAsync(TrailAttributes observed, TrailAttributes desired, CancellationToken cancel)
    {
        var (key, group) = (desired.Key, desired.LogGroup);
        await cloudTrail.UpdateTrailAsync(
            new UpdateTrailRequest
            {
                Name = address.Name,
                S3BucketName = TrailsAws.BucketOf(desired, world),
                // An empty text takes a value away, and what is not sent stays: CloudTrail API Reference, UpdateTrail, read 2026-11.
                S3KeyPrefix = desired.Prefix ?? (observed.Prefix is null ? null : ""),
                IsMultiRegionTrail = desired.MultiRegion,
                IncludeGlobalServiceEvents = desired.GlobalServiceEvents,
                EnableLogFileValidation = desired.LogFileValidation,
                IsOrganizationTrail = desired.Organization,
                KmsKeyId = key is not null ? await key.ArnAsync(world, cancel) : observed.Key is null ? null : "",
                CloudWatchLogsLogGroupArn = group is not null ? await PlacedText.FilledAsync(group.Group, world, cancel) : observed.LogGroup is null ? null : "",
                CloudWatchLogsRoleArn = group is not null ? await PlacedText.FilledAsync(group.Role, world, cancel) : observed.LogGroup is null ? null : "",
            },
            cancel);
    }

    private async Task TagsAsync(TrailAttributes observed, TrailAttributes desired, CancellationToken cancel)
    {
        var (set, remove) = Tags.Between(observed.Tags, desired.Tags);
        if (set.Count > 0)
        {
            await cloudTrail.AddTagsAsync(new AddTagsRequest { ResourceId = world.Ids.Of(address), TagsList = [.. set.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })] }, cancel);
        }

        if (remove.Count > 0)
        {
            await cloudTrail.RemoveTagsAsync(new RemoveTagsRequest { ResourceId = world.Ids.Of(address), TagsList = [.. remove.Select(key => new Tag { Key = key })] }, cancel);
        }
    }

    // What UpdateTrail sets.
    private static TrailAttributes Own(TrailAttributes trail) => trail with { Logging = false, Selectors = [], Insights = [], Tags = s_none };

    private static readonly SortedDictionary<string, string> s_none = [];

    private static IEnumerable<string> Texts(TrailAttributes trail) =>
        trail.Selectors.Select(selector => $"{selector.Name}: {string.Join("; ", selector.Fields.Select(field => $"{field.Name} {string.Join(", ", field.Values)}"))}");
}
