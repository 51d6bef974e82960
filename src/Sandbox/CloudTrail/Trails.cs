using System.Text.RegularExpressions;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.CloudTrail;

namespace SecretScoops.Governance.Sandbox.CloudTrail;

/// <summary>Trails themselves.</summary>
internal sealed partial class CloudTrailSandbox
{
    private const int TrailsInRegion = 5;

    [GeneratedRegex("^[A-Za-z0-9](?:[A-Za-z0-9._-]{1,126})[A-Za-z0-9]$", RegexOptions.CultureInvariant)]
    private static partial Regex TrailName { get; }

    public override CreateTrailResponse CreateTrail(CreateTrailRequest request, Call call)
    {
        if (!TrailName.IsMatch(request.Name!))
        {
            throw new InvalidTrailNameException("Trail name must have 3 to 128 letters, digits, periods, underscores and dashes, and begin and end with a letter or digit.");
        }

        var organization = request.IsOrganizationTrail == true;
        RequireOrganization(call, organization);
        var owner = OwnerOf(call, organization);
        if (Seen(call with { AccountId = owner }).Any(trail => trail.Name == request.Name))
        {
            throw new TrailAlreadyExistsException($"Trail {request.Name} already exists for customer: {owner}");
        }

        var home = Home(owner, call.Region);
        if (Seen(call with { AccountId = owner }).Count() >= TrailsInRegion)
        {
            throw new MaximumNumberOfTrailsExceededException($"User: {owner} already has {TrailsInRegion} trails in {call.Region}.");
        }

        var trail = new StoredTrail
        {
            Name = request.Name!,
            Arn = $"arn:aws:cloudtrail:{call.Region}:{owner}:trail/{request.Name}",
            HomeRegion = call.Region,
            Bucket = request.S3BucketName!,
            Prefix = Value(request.S3KeyPrefix, null),
            TopicName = Value(request.SnsTopicName, null),
            GlobalServiceEvents = request.IncludeGlobalServiceEvents ?? true,
            MultiRegion = request.IsMultiRegionTrail == true,
            LogFileValidation = request.EnableLogFileValidation == true,
            Organization = organization,
            KmsKeyArn = Value(request.KmsKeyId, null),
            LogGroupArn = Value(request.CloudWatchLogsLogGroupArn, null),
            LogRoleArn = Value(request.CloudWatchLogsRoleArn, null),
        };
        Check(trail, owner);
        foreach (var tag in request.TagsList ?? [])
        {
            trail.Tags[tag.Key!] = tag.Value ?? "";
        }

        home.Add(trail);
        return new()
        {
            Name = trail.Name,
            TrailARN = trail.Arn,
            S3BucketName = trail.Bucket,
            S3KeyPrefix = trail.Prefix,
            SnsTopicName = trail.TopicName,
            IncludeGlobalServiceEvents = trail.GlobalServiceEvents,
            IsMultiRegionTrail = trail.MultiRegion,
            LogFileValidationEnabled = trail.LogFileValidation,
            CloudWatchLogsLogGroupArn = trail.LogGroupArn,
            CloudWatchLogsRoleArn = trail.LogRoleArn,
            KmsKeyId = trail.KmsKeyArn,
            IsOrganizationTrail = trail.Organization,
        };
    }

    public override UpdateTrailResponse UpdateTrail(UpdateTrailRequest request, Call call)
    {
        var trail = ForChange(call, request.Name);
        var organization = request.IsOrganizationTrail ?? trail.Organization;
        RequireOrganization(call, organization);
        var changed = trail with
        {
            Bucket = request.S3BucketName ?? trail.Bucket,
            Prefix = Value(request.S3KeyPrefix, trail.Prefix),
            TopicName = Value(request.SnsTopicName, trail.TopicName),
            GlobalServiceEvents = request.IncludeGlobalServiceEvents ?? trail.GlobalServiceEvents,
            MultiRegion = request.IsMultiRegionTrail ?? trail.MultiRegion,
            LogFileValidation = request.EnableLogFileValidation ?? trail.LogFileValidation,
            Organization = organization,
            KmsKeyArn = Value(request.KmsKeyId, trail.KmsKeyArn),
            LogGroupArn = Value(request.CloudWatchLogsLogGroupArn, trail.LogGroupArn),
            LogRoleArn = Value(request.CloudWatchLogsRoleArn, trail.LogRoleArn),
        };
        var owner = trail.Arn.Split(':')[4];
        Check(changed, owner);
        var home = Home(owner, trail.HomeRegion);
        home[home.IndexOf(trail)] = changed;
        return new()
        {
            Name = changed.Name,
            TrailARN = changed.Arn,
            S3BucketName = changed.Bucket,
            S3KeyPrefix = changed.Prefix,
            SnsTopicName = changed.TopicName,
            IncludeGlobalServiceEvents = changed.GlobalServiceEvents,
            IsMultiRegionTrail = changed.MultiRegion,
            LogFileValidationEnabled = changed.LogFileValidation,
            CloudWatchLogsLogGroupArn = changed.LogGroupArn,
            CloudWatchLogsRoleArn = changed.LogRoleArn,
            KmsKeyId = changed.KmsKeyArn,
            IsOrganizationTrail = changed.Organization,
        };
    }

    public override DeleteTrailResponse DeleteTrail(DeleteTrailRequest request, Call call)
    {
        var trail = ForChange(call, request.Name);
        Home(trail.Arn.Split(':')[4], trail.HomeRegion).Remove(trail);
        return new();
    }

    public override DescribeTrailsResponse DescribeTrails(DescribeTrailsRequest request, Call call)
    {
        var seen = Seen(call).Where(trail => request.IncludeShadowTrails != false || trail.HomeRegion == call.Region);
        if (request.TrailNameList is { Count: > 0 } names)
        {
            seen = seen.Concat(OfAccount(call.AccountId).Where(trail => names.Contains(trail.Arn))).Distinct().Where(trail => names.Contains(trail.Name) || names.Contains(trail.Arn));
        }

        return new() { TrailList = [.. seen.Select(Shown)] };
    }

    public override GetTrailResponse GetTrail(GetTrailRequest request, Call call) => new() { Trail = Shown(Find(call, request.Name)) };

    public override ListTrailsResponse ListTrails(ListTrailsRequest request, Call call)
    {
        var shared = Seen(call).Concat(OfAccount(call.AccountId)).Distinct();
        var (page, next) = pages.Cut(shared, null, request.NextToken);
        return new() { Trails = page.ConvertAll(trail => new TrailInfo { Name = trail.Name, TrailARN = trail.Arn, HomeRegion = trail.HomeRegion }), NextToken = next };
    }

    // What is not sent stays, and an empty text takes away.
    private static string? Value(string? asked, string? otherwise) => asked is null ? otherwise : asked.Length == 0 ? null : asked;

    private static Trail Shown(StoredTrail trail) => new()
    {
        Name = trail.Name,
        TrailARN = trail.Arn,
        HomeRegion = trail.HomeRegion,
        S3BucketName = trail.Bucket,
        S3KeyPrefix = trail.Prefix,
        SnsTopicName = trail.TopicName,
        IncludeGlobalServiceEvents = trail.GlobalServiceEvents,
        IsMultiRegionTrail = trail.MultiRegion,
        LogFileValidationEnabled = trail.LogFileValidation,
        CloudWatchLogsLogGroupArn = trail.LogGroupArn,
        CloudWatchLogsRoleArn = trail.LogRoleArn,
        KmsKeyId = trail.KmsKeyArn,
        HasCustomEventSelectors = trail.Selectors is not null,
        HasInsightSelectors = trail.Insights.Count > 0,
        IsOrganizationTrail = trail.Organization,
    };
}
