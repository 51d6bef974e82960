using Amazon.CloudTrail;
using Amazon.CloudTrail.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies.Files;

using Resource = SecretScoops.Governance.Baseline.Engine.Resource;

namespace SecretScoops.Governance.Baseline.Resources.Trails;

/// <summary>The calls of <see cref="TrailKind"/>. A trail is called by its name, which holds in its home region; only tags need its ARN.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class TrailsAws(TrailKind kind) : ScopedThing<TrailAttributes>(kind, Places.HomeRegion)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions =>
        ["cloudtrail:DescribeTrails", "cloudtrail:GetTrailStatus", "cloudtrail:GetEventSelectors", "cloudtrail:GetInsightSelectors", "cloudtrail:ListTags"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions =>
    [
        "cloudtrail:CreateTrail", "cloudtrail:UpdateTrail", "cloudtrail:DeleteTrail", "cloudtrail:StartLogging", "cloudtrail:StopLogging", "cloudtrail:PutEventSelectors",
        "cloudtrail:PutInsightSelectors", new("cloudtrail:AddTags", For: "cloudtrail:CreateTrail"), "cloudtrail:RemoveTags",
        // CloudTrail User Guide, "Required permissions for creating an organization trail"; "Grant permissions for CloudTrail to use CloudWatch Logs"; read 2026-11.
        new("organizations:DescribeOrganization", For: "cloudtrail:CreateTrail"), new("organizations:ListAWSServiceAccessForOrganization", For: "cloudtrail:CreateTrail"),
        Need.LinkedRole("cloudtrail.amazonaws.com", "cloudtrail:CreateTrail"), Need.Passing("*", "cloudtrail.amazonaws.com", "cloudtrail:CreateTrail"),
    ];

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Scope>> ScopesAsync(AwsWorld world, CancellationToken cancel) =>
        world.Policies.Find(TrailFile.Area) is null ? [] : [.. (await world.ScopesAsync(Places.HomeRegion, cancel)).Where(place => place == TrailKind.HomeOf(world.LandingZone))];

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Resource>> ReadInAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        var found = (await session.CloudTrail.DescribeTrailsAsync(new DescribeTrailsRequest { IncludeShadowTrails = false }, cancel)).TrailList ?? [];
        var trails = found.Where(trail => trail.HomeRegion == scope.Region).ToList();
        var tags = await TagsAsync(trails, session.CloudTrail, cancel);
        return await Paged.EachAsync(trails, (trail, stop) => SeenAsync(scope, trail, tags.GetValueOrDefault(trail.TrailARN, []), session.CloudTrail, world, stop), cancel);
    }

    /// <inheritdoc/>
    protected override async Task<Resource?> ReadOneAsync(Address address, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        var found = (await session.CloudTrail.DescribeTrailsAsync(new DescribeTrailsRequest { TrailNameList = [address.Name], IncludeShadowTrails = false }, cancel)).TrailList ?? [];
        if (found.Find(trail => trail.Name == address.Name) is not { } trail)
        {
            return null;
        }

        var tags = await TagsAsync([trail], session.CloudTrail, cancel);
        return await SeenAsync(address.Within!.Value, trail, tags.GetValueOrDefault(trail.TrailARN, []), session.CloudTrail, world, cancel);
    }

    /// <inheritdoc/>
    protected override async Task CreateAsync(Address address, TrailAttributes desired, Step step, AwsWorld world, CancellationToken cancel)
    {
        var session = world.SessionOf(address);
        try
        {
            await session.CloudTrail.CreateTrailAsync(
                new CreateTrailRequest
                {
                    Name = address.Name,
                    S3BucketName = BucketOf(desired, world),
                    S3KeyPrefix = desired.Prefix,
                    IsMultiRegionTrail = desired.MultiRegion,
                    IncludeGlobalServiceEvents = desired.GlobalServiceEvents,
                    EnableLogFileValidation = desired.LogFileValidation,
                    IsOrganizationTrail = desired.Organization,
                    KmsKeyId = desired.Key is { } key ? await KeyArns.ArnAsync(key, world, cancel) : null,
                    CloudWatchLogsLogGroupArn = desired.LogGroup is { } group ? await PlacedIds.FilledAsync(group.Group, world, cancel) : null,
                    CloudWatchLogsRoleArn = desired.LogGroup is { } role ? await PlacedIds.FilledAsync(role.Role, world, cancel) : null,
                    TagsList = [.. desired.Tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })],
                },
                cancel);
        }
        catch (TrailAlreadyExistsException)
        {
            // Made by a call whose answer was lost.
        }

        var made = await Shown.AwaitAsync(address, stop => ReadOneAsync(address, session, world, stop), world.Time, cancel);
        await new TrailEdit(address, session.CloudTrail, world).CarryOutAsync(kind.Typed(made), desired, cancel);
    }

    /// <inheritdoc/>
    protected override Task UpdateAsync(Address address, TrailAttributes observed, TrailAttributes desired, AwsWorld world, CancellationToken cancel) =>
        new TrailEdit(address, world.SessionOf(address).CloudTrail, world).CarryOutAsync(observed, desired, cancel);

    /// <inheritdoc/>
    protected override async Task DeleteAsync(Address address, TrailAttributes observed, AwsWorld world, CancellationToken cancel)
    {
        try
        {
            await world.SessionOf(address).CloudTrail.DeleteTrailAsync(new DeleteTrailRequest { Name = address.Name }, cancel);
        }
        catch (TrailNotFoundException)
        {
            // Gone already.
        }
    }

    /// <summary>The bucket's name at AWS.</summary>
    public static string? BucketOf(TrailAttributes trail, AwsWorld world) => trail.Bucket is { To: var bucket } ? BucketNames.Of(bucket, world) : trail.OtherBucket;

    // At most 20 at a time: CloudTrail API Reference, ListTags, ResourceIdList, read 2026-11.
    private static async Task<Dictionary<string, SortedDictionary<string, string>>> TagsAsync(IReadOnlyList<Trail> trails, IAmazonCloudTrail cloudTrail, CancellationToken cancel)
    {
        var tags = new Dictionary<string, SortedDictionary<string, string>>(StringComparer.Ordinal);
        foreach (var some in trails.Chunk(20))
        {
            var found = await Paged.AllAsync(async token =>
            {
                var page = await cloudTrail.ListTagsAsync(new ListTagsRequest { ResourceIdList = [.. some.Select(trail => trail.TrailARN)], NextToken = token }, cancel);
                return (page.ResourceTagList, page.NextToken);
            });
            foreach (var resource in found)
            {
                tags[resource.ResourceId] = Tags.Read((resource.TagsList ?? []).Select(tag => KeyValuePair.Create(tag.Key, tag.Value)));
            }
        }

        return tags;
    }

    private async Task<Resource> SeenAsync(Scope scope, Trail trail, SortedDictionary<string, string> tags, IAmazonCloudTrail cloudTrail, AwsWorld world, CancellationToken cancel)
    {
        var address = scope.Address(KindNames.Trail, trail.Name);
        world.Ids.Learn(address, trail.TrailARN);
        var bucket = BucketNames.Find(trail.S3BucketName, world);
        return kind.Of(
            address,
            new()
            {
                Logging = (await cloudTrail.GetTrailStatusAsync(new GetTrailStatusRequest { Name = trail.Name }, cancel)).IsLogging == true,
                Organization = trail.IsOrganizationTrail == true,
                MultiRegion = trail.IsMultiRegionTrail == true,
                GlobalServiceEvents = trail.IncludeGlobalServiceEvents == true,
                LogFileValidation = trail.LogFileValidationEnabled == true,
                Bucket = bucket is { } ours ? new Reference(ours) : null,
                OtherBucket = bucket is null ? trail.S3BucketName : null,
                Prefix = string.IsNullOrEmpty(trail.S3KeyPrefix) ? null : trail.S3KeyPrefix,
                Key = await KeyArns.ReadAsync(trail.KmsKeyId, world, cancel),
                LogGroup = string.IsNullOrEmpty(trail.CloudWatchLogsLogGroupArn) ? null : new(
                    await PlacedIds.NamedAsync(trail.CloudWatchLogsLogGroupArn, world, cancel), await PlacedIds.NamedAsync(trail.CloudWatchLogsRoleArn ?? "", world, cancel)),
                Selectors = await SelectorCalls.ReadAsync(trail.Name, cloudTrail, world, cancel),
                Insights = await SelectorCalls.InsightsAsync(trail.Name, cloudTrail, cancel),
                Tags = tags,
            },
            world.IsOurs(tags));
    }

}
