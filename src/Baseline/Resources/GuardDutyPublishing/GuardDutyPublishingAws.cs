using Amazon.GuardDuty;
using Amazon.GuardDuty.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Baseline.Engine;
using Resource = SecretScoops.Governance.Baseline.Engine.Resource;

namespace SecretScoops.Governance.Baseline.Resources.GuardDutyPublishing;

/// <summary>The calls of <see cref="GuardDutyPublishingKind"/>: looked for in the management account, in the declared administrator's and in that of whoever administers now.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class GuardDutyPublishingAws(GuardDutyPublishingKind kind) : AwsThing<GuardDutyPublishingAttributes>(kind)
{
    private const string BucketArn = "arn:aws:s3:::";

    // Policies of buckets and keys reach GuardDuty within seconds, not at once.
    private const int Tries = 6;

    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions =>
    [
        "guardduty:ListOrganizationAdminAccounts", "guardduty:ListDetectors", "guardduty:ListPublishingDestinations", "guardduty:DescribePublishingDestination", KeyAliases.ReadPermission,
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions =>
    [
        "guardduty:CreatePublishingDestination", "guardduty:UpdatePublishingDestination", "guardduty:DeletePublishingDestination", new("guardduty:TagResource", For: "guardduty:CreatePublishingDestination"), "guardduty:UntagResource",
    ];

    /// <inheritdoc/>
    public override async Task<Reading> ReadAsync(AwsWorld world, CancellationToken cancel) =>
        await ScopedReading.OfAsync(
            Kind,
            await world.ScopesAsync(Places.Regions, cancel),
            async (scope, _, stop) => await MayExportAsync(scope, world, stop)
                && await GuardDutyCalls.DetectorIdOnceAsync(scope.Account, scope.Region!, world, stop) is { } detector
                && await SeenAsync(scope, detector, world, stop) is { } seen ? [seen] : [],
            world, cancel);

    /// <inheritdoc/>
    public override async Task<Resource?> ReadBackAsync(Change change, AwsWorld world, CancellationToken cancel)
    {
        var scope = change.Address.Within!.Value;
        return await GuardDutyCalls.DetectorIdAsync(scope.Account, scope.Region!, world, cancel) is { } detector ? await SeenAsync(scope, detector, world, cancel) : null;
    }

    /// <inheritdoc/>
    protected override async Task CreateAsync(Address address, GuardDutyPublishingAttributes desired, Step step, AwsWorld world, CancellationToken cancel)
    {
        var detector = await GuardDutyCalls.RequireDetectorAsync(address.Account!, address.Region!, world, cancel);
        var properties = await PropertiesAsync(desired, world, cancel);
        await PatientlyAsync(
            async () =>
            {
                if (await FindAsync(address, detector, world, cancel) is null)
                {
                    await world.SessionOf(address).GuardDuty.CreatePublishingDestinationAsync(
                        new() { DetectorId = detector, DestinationType = DestinationType.S3, DestinationProperties = properties, Tags = new(desired.Tags) }, cancel);
                }
            },
            world, cancel);
    }

    /// <inheritdoc/>
    protected override async Task UpdateAsync(Address address, GuardDutyPublishingAttributes observed, GuardDutyPublishingAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var detector = await GuardDutyCalls.RequireDetectorAsync(address.Account!, address.Region!, world, cancel);
        if (await FindAsync(address, detector, world, cancel) is not { } id)
        {
            return;
        }

        var guardDuty = world.SessionOf(address).GuardDuty;
        var same = (observed.Bucket, observed.OtherBucket, observed.Key, observed.OtherKey) == (desired.Bucket, desired.OtherBucket, desired.Key, desired.OtherKey);
        if (!same || !observed.Working)
        {
            var properties = await PropertiesAsync(desired, world, cancel);
            await PatientlyAsync(() => guardDuty.UpdatePublishingDestinationAsync(new() { DetectorId = detector, DestinationId = id, DestinationProperties = properties }, cancel), world, cancel);
        }

        var arn = $"arn:aws:guardduty:{address.Region}:{world.AccountId(address.Account!)}:detector/{detector}/publishingDestination/{id}";
        var (set, remove) = Tags.Between(observed.Tags, desired.Tags);
        if (set.Count > 0)
        {
            await guardDuty.TagResourceAsync(new() { ResourceArn = arn, Tags = set.ToDictionary(StringComparer.Ordinal) }, cancel);
        }

        if (remove.Count > 0)
        {
            await guardDuty.UntagResourceAsync(new() { ResourceArn = arn, TagKeys = remove }, cancel);
        }
    }

    /// <inheritdoc/>
    protected override async Task DeleteAsync(Address address, GuardDutyPublishingAttributes observed, AwsWorld world, CancellationToken cancel)
    {
        if (await GuardDutyCalls.DetectorIdAsync(address.Account!, address.Region!, world, cancel) is { } detector && await FindAsync(address, detector, world, cancel) is { } id)
        {
            await world.SessionOf(address).GuardDuty.DeletePublishingDestinationAsync(new() { DetectorId = detector, DestinationId = id }, cancel);
        }
    }

    private static async Task<bool> MayExportAsync(Scope scope, AwsWorld world, CancellationToken cancel) =>
        scope.Account == world.LandingZone.ManagementAccount
        || scope.Account == GuardDutyAddresses.Policy(world.Policies)?.AdministratorIn(world.LandingZone)
        || world.AccountId(scope.Account) == await GuardDutyCalls.DesignatedOnceAsync(scope.Region!, world, cancel);

    // There is one at most: S3 is the only sort, and AWS takes one of a sort.
    private static async Task<string?> FindAsync(Address address, string detector, AwsWorld world, CancellationToken cancel) => (await Paged.AllAsync(async token =>
    {
        var page = await world.SessionOf(address).GuardDuty.ListPublishingDestinationsAsync(new() { DetectorId = detector, NextToken = token }, cancel);
        return (page.Destinations, page.NextToken);
    })).FirstOrDefault()?.DestinationId;

    private static async Task PatientlyAsync(Func<Task> call, AwsWorld world, CancellationToken cancel)
    {
        var pause = TimeSpan.FromSeconds(1);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await call();
                return;
            }
            catch (BadRequestException e) when (attempt < Tries && e.Message.Contains("permission", StringComparison.OrdinalIgnoreCase))
            {
                await Task.Delay(pause, world.Time, cancel);
                pause *= 2;
            }
        }
    }

    private static async Task<DestinationProperties> PropertiesAsync(GuardDutyPublishingAttributes desired, AwsWorld world, CancellationToken cancel) => new()
    {
        DestinationArn = desired.Bucket is { } bucket ? BucketArn + BucketName(bucket.To, world) : desired.OtherBucket,
        KmsKeyArn = desired.Key is { } key ? await KeyArns.ArnAsync(KeyUse.Of(key.To), world, cancel) : desired.OtherKey,
    };

    // As the log archive names its buckets: unique over all accounts there are.
    private static string BucketName(Address bucket, AwsWorld world) => $"{world.LandingZone.NamePrefix}{bucket.Name}-{world.AccountId(bucket.Account!)}-{bucket.Region}";

    private async Task<Resource?> SeenAsync(Scope scope, string detector, AwsWorld world, CancellationToken cancel)
    {
        var address = GuardDutyAddresses.Publishing(scope.Account, scope.Region!);
        if (await FindAsync(address, detector, world, cancel) is not { } id)
        {
            return null;
        }

        var found = await world.SessionOf(address).GuardDuty.DescribePublishingDestinationAsync(new() { DetectorId = detector, DestinationId = id }, cancel);
        var (bucketArn, keyArn) = (found.DestinationProperties.DestinationArn?.TrimEnd('/'), found.DestinationProperties.KmsKeyArn);
        var bucket = BucketOf(bucketArn, world);
        var key = await KeyArns.ReadAsync(keyArn, world, cancel);
        var tags = Tags.Read(found.Tags ?? []);
        return kind.Of(
            address,
            new GuardDutyPublishingAttributes
            {
                Bucket = bucket is { } known ? new(known) : null,
                OtherBucket = bucket is null ? bucketArn : null,
                Key = key?.Key,
                OtherKey = key?.Other,
                Working = found.Status != PublishingStatus.UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY && found.Status != PublishingStatus.STOPPED,
                Detector = new(GuardDutyAddresses.Detector(scope.Account, scope.Region!)),
                Administrator = new(GuardDutyAddresses.Administrator(world.Policies, scope.Region!)),
                Tags = tags,
            },
            world.IsOurs(tags));
    }

    // arn:aws:s3:::secret-scoops-findings-123456789012-eu-west-1
    private static Address? BucketOf(string? arn, AwsWorld world)
    {
        var prefix = BucketArn + world.LandingZone.NamePrefix;
        return arn is null ? null : (from region in world.LandingZone.AllRegions
                                     from account in GuardDutyAddresses.Accounts(world.Policies)
                                     let id = world.Ids.TryOf(new(KindNames.Account, account))
                                     let suffix = $"-{id}-{region}"
                                     where id is not null && arn.StartsWith(prefix, StringComparison.Ordinal) && arn.EndsWith(suffix, StringComparison.Ordinal) && arn.Length > prefix.Length + suffix.Length
                                     select (Address?)new Scope(account, region).Address(KindNames.Bucket, arn[prefix.Length..^suffix.Length])).FirstOrDefault();
    }
}
