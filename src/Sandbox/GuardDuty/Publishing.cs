using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.GuardDuty;

namespace SecretScoops.Governance.Sandbox.GuardDuty;

/// <summary>Where findings are exported to, and tags of detectors and destinations.</summary>
internal sealed partial class GuardDutySandbox
{
    private const string BucketPrefix = "arn:aws:s3:::";

    public override CreatePublishingDestinationResponse CreatePublishingDestination(CreatePublishingDestinationRequest request, Call call)
    {
        var detector = OfMaster(call, request.DetectorId!);
        if (detector.Destinations.Count > 0)
        {
            throw Refused("The request is rejected because a publishing destination of this type already exists.");
        }

        RequireWritable(request.DestinationProperties!, call, detector.Id);
        var destination = new StoredPublishingDestination
        {
            Id = world.Ids.Hex(32),
            DestinationArn = request.DestinationProperties!.DestinationArn!,
            KmsKeyArn = request.DestinationProperties.KmsKeyArn,
            Tags = new(request.Tags ?? [], StringComparer.Ordinal),
            Verifying = world.Begin(),
        };
        detector.Destinations.Add(destination);
        return new CreatePublishingDestinationResponse { DestinationId = destination.Id };
    }

    public override DescribePublishingDestinationResponse DescribePublishingDestination(DescribePublishingDestinationRequest request, Call call)
    {
        var destination = Destination(call, request.DetectorId!, request.DestinationId!);
        return new DescribePublishingDestinationResponse
        {
            DestinationId = destination.Id,
            DestinationType = "S3",
            Status = Status(destination),
            PublishingFailureStartTimestamp = 0,
            DestinationProperties = new() { DestinationArn = destination.DestinationArn, KmsKeyArn = destination.KmsKeyArn },
            Tags = new(destination.Tags),
        };
    }

    public override ListPublishingDestinationsResponse ListPublishingDestinations(ListPublishingDestinationsRequest request, Call call)
    {
        var (destinations, next) = pages.Cut(Detector(call, request.DetectorId!).Destinations, request.MaxResults, request.NextToken);
        return new ListPublishingDestinationsResponse
        {
            Destinations = [.. destinations.Select(each => new Destination { DestinationId = each.Id, DestinationType = "S3", Status = Status(each) })],
            NextToken = next,
        };
    }

    public override UpdatePublishingDestinationResponse UpdatePublishingDestination(UpdatePublishingDestinationRequest request, Call call)
    {
        var destination = Destination(call, request.DetectorId!, request.DestinationId!);
        if (request.DestinationProperties is { } properties)
        {
            RequireWritable(properties, call, request.DetectorId!);
            destination.DestinationArn = properties.DestinationArn ?? destination.DestinationArn;
            destination.KmsKeyArn = properties.KmsKeyArn ?? destination.KmsKeyArn;
            destination.Verifying = world.Begin();
        }

        return new UpdatePublishingDestinationResponse();
    }

    public override DeletePublishingDestinationResponse DeletePublishingDestination(DeletePublishingDestinationRequest request, Call call)
    {
        Detector(call, request.DetectorId!).Destinations.Remove(Destination(call, request.DetectorId!, request.DestinationId!));
        return new DeletePublishingDestinationResponse();
    }

    public override ListTagsForResourceResponse ListTagsForResource(ListTagsForResourceRequest request, Call call) => new() { Tags = new(TagsOf(request.ResourceArn!, call)) };

    public override TagResourceResponse TagResource(TagResourceRequest request, Call call)
    {
        var tags = TagsOf(request.ResourceArn!, call);
        foreach (var (key, value) in request.Tags!)
        {
            tags[key] = value;
        }

        return new TagResourceResponse();
    }

    public override UntagResourceResponse UntagResource(UntagResourceRequest request, Call call)
    {
        var tags = TagsOf(request.ResourceArn!, call);
        request.TagKeys!.ForEach(key => tags.Remove(key));
        return new UntagResourceResponse();
    }

    private bool SettleDestinations(bool isRead)
    {
        var changed = false;
        foreach (var destination in world.State.Accounts.SelectMany(account => account.Regions.Values).SelectMany(region => region.GuardDuty?.Detector?.Destinations ?? []))
        {
            if (destination.Verifying is { } verifying && world.IsOver(verifying, isRead))
            {
                destination.Verifying = null;
                changed = true;
            }
        }

        return changed;
    }

    // Bucket and key must exist, lie in one region, and let GuardDuty in (GuardDuty User Guide, "Exporting generated GuardDuty findings to Amazon S3 buckets", read 2026-11).
    private void RequireWritable(DestinationProperties properties, Call call, string detectorId)
    {
        var name = properties.DestinationArn?.StartsWith(BucketPrefix, StringComparison.Ordinal) == true ? properties.DestinationArn[BucketPrefix.Length..].Split('/')[0] : "";
        if (!world.State.Buckets.TryGetValue(name, out var bucket) || Key(properties.KmsKeyArn, bucket.Region) is not { State: "Enabled" } key
            || !Allows(bucket.Policy, "s3:GetBucketLocation", $"{BucketPrefix}{name}")
            || !Allows(bucket.Policy, "s3:PutObject", $"{BucketPrefix}{name}/AWSLogs/{call.AccountId}/GuardDuty/{call.Region}/file.jsonl.gz")
            || !Allows(key.Policy, "kms:GenerateDataKey", key.Arn))
        {
            throw Refused("The request failed because the GuardDuty service principal does not have permission to the KMS key or the resource specified by destinationArn parameter.");
        }

        bool Allows(string? policy, string action, string resource) => AccessPolicy.Ask(policy, PolicyRequest.OfService(
            world, Principal, action, resource, $"arn:aws:guardduty:{call.Region}:{call.AccountId}:detector/{detectorId}", call.AccountId)) == Verdict.Allowed;
    }

    private StoredKey? Key(string? arn, string region) => world.State.Accounts
        .Select(account => account.Regions.GetValueOrDefault(region)?.Kms)
        .SelectMany(kms => kms?.Keys ?? [])
        .FirstOrDefault(key => key.Arn == arn);

    private StoredPublishingDestination Destination(Call call, string detectorId, string id) =>
        Detector(call, detectorId).Destinations.Find(each => each.Id == id) ?? throw Refused("The request is rejected since no such resource found.");

    private static string Status(StoredPublishingDestination destination) => destination.Verifying is null ? "PUBLISHING" : "PENDING_VERIFICATION";

    private SortedDictionary<string, string> TagsOf(string arn, Call call)
    {
        var own = $"arn:aws:guardduty:{call.Region}:{call.AccountId}:detector/";
        return arn.StartsWith(own, StringComparison.Ordinal) && arn[own.Length..].Split('/') is [var detector, ..] path
            ? path switch
            {
                [_] => Detector(call, detector).Tags,
                [_, "publishingDestination", var destination] => Destination(call, detector, destination).Tags,
                _ => throw Refused("The request is rejected since no such resource found."),
            }
            : throw new AccessDeniedException("The resource is not owned by the current account.") { Type = "AccessDeniedException" };
    }
}
