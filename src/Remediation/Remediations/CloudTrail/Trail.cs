using System.Text.Json.Nodes;
using Amazon.CloudTrail.Model;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Remediation.Remediations.CloudTrail;

/// <summary>
/// A trail as every remediation of trails sees it. A trail is seen in each region that it covers and, an organization's, in each account; it can be changed in its home region by its
/// owner alone. What is seen of it in other regions is nobody's business there: the home region rings too. What is seen of it in other accounts is told there.
/// </summary>
internal static class Trail
{
    /// <summary>Of a trail of the incident's own account and region.</summary>
    public const string Arn = "arn:{partition}:cloudtrail:{region}:{account}:trail/{id}";

    /// <summary>What <see cref="ReadAsync"/> needs. The status is asked of the organization's trail too, which seen from a member is another account's.</summary>
    public static IReadOnlyList<Need> Reads { get; } =
        [new("cloudtrail:DescribeTrails", "*"), new("cloudtrail:GetTrailStatus", "arn:{partition}:cloudtrail:*:*:trail/*"), new("cloudtrail:GetEventSelectors", Arn), new("cloudtrail:ListTags", Arn)];

    /// <summary>What CloudTrail asks for besides, when the trail is an organization's (CloudTrail User Guide, "Creating a trail for an organization", read 2026-11).</summary>
    public static IReadOnlyList<Need> AskedFor(string action) =>
        [new("organizations:DescribeOrganization", "*", For: action), new("organizations:ListAWSServiceAccessForOrganization", "*", For: action)];

    /// <summary>The trail that the policies declare; null when they declare none.</summary>
    public static string? Declared(Demands demands) => demands.Text("trail", demands.Declared?.Find(TrailFile.Area)?.Value.Trail.Name ?? "") is { Length: > 0 } name ? name : null;

    /// <summary>Its settings, and whether it logs. Null when there is no such trail.</summary>
    public static async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        var cloudTrail = subject.Session.CloudTrail;
        var trails = (await cloudTrail.DescribeTrailsAsync(new DescribeTrailsRequest { IncludeShadowTrails = true }, cancellationToken)).TrailList ?? [];
        // Ours before the organization's, should both have one name.
        var trail = trails.Where(each => each.Name == subject.Id).OrderByDescending(each => IsOwn(each, subject)).FirstOrDefault();
        if (trail is null)
        {
            return null;
        }

        var (isOwn, isHome) = (IsOwn(trail, subject), trail.HomeRegion == subject.Incident.Region);
        var image = new JsonObject
        {
            ["arn"] = trail.TrailARN,
            ["isOwn"] = isOwn,
            ["isHome"] = isHome,
            ["isOrganization"] = trail.IsOrganizationTrail ?? false,
            ["bucket"] = trail.S3BucketName,
            ["prefix"] = trail.S3KeyPrefix,
            ["topic"] = trail.SnsTopicARN,
            ["logGroup"] = trail.CloudWatchLogsLogGroupArn,
            ["logRole"] = trail.CloudWatchLogsRoleArn,
            ["globalServices"] = trail.IncludeGlobalServiceEvents ?? false,
            ["multiRegion"] = trail.IsMultiRegionTrail ?? false,
            ["validated"] = trail.LogFileValidationEnabled ?? false,
            ["key"] = string.IsNullOrEmpty(trail.KmsKeyId) ? null : trail.KmsKeyId,
            // Elsewhere than in its home region nobody looks after it.
            ["logging"] = !isHome || ((await cloudTrail.GetTrailStatusAsync(new() { Name = trail.TrailARN }, cancellationToken)).IsLogging ?? false),
        };
        if (isOwn && isHome)
        {
            await AddDetailsAsync(image, subject, trail.TrailARN, cancellationToken);
        }

        return image;
    }

    /// <summary>Whether this is where the trail is looked after: in its home region.</summary>
    public static bool IsHere(JsonObject image) => (bool)image["isHome"]!;

    /// <summary>Whether this account may change it.</summary>
    public static bool IsOurs(JsonObject image) => (bool)image["isOwn"]!;

    /// <summary>
    /// Whether its selectors take every call that manages resources. True where they are not seen, since the trail is another account's, and where it has none: CloudTrail takes them all then
    /// (CloudTrail User Guide, "Logging management events", remembered, 2026-11). That a service of many calls is left out is a choice.
    /// </summary>
    public static bool TakesManagement(JsonObject image)
    {
        var basic = (image["selectors"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var advanced = (image["advancedSelectors"] as JsonArray ?? []).OfType<JsonObject>().Select(s => ((string?)s["fields"] ?? "").Split("; ")).ToList();
        return basic.Count + advanced.Count == 0
            || basic.Exists(s => (bool?)s["management"] == true && (string?)s["access"] == "All")
            || advanced.Exists(fields => fields.Any(f => f.StartsWith("eventCategory = Management ", StringComparison.Ordinal)) && !fields.Any(f => f.StartsWith("readOnly ", StringComparison.Ordinal)));
    }

    /// <summary>One setting of it; what is not given stays as it is (CloudTrail API Reference, UpdateTrail, read 2026-11).</summary>
    public static async Task UpdateAsync(Subject subject, Action<UpdateTrailRequest> set, CancellationToken cancellationToken)
    {
        var request = new UpdateTrailRequest { Name = subject.Id };
        set(request);
        await subject.Session.CloudTrail.UpdateTrailAsync(request, cancellationToken);
    }

    /// <summary>What to say where the trail is another account's.</summary>
    public static IReadOnlyList<string> Steps(Subject subject, string command) =>
        [$"In the trail's own account and home region (an organization's: the management account, or whom CloudTrail is delegated to): {command}"];

    private static async Task AddDetailsAsync(JsonObject image, Subject subject, string arn, CancellationToken cancellationToken)
    {
        var selectors = await subject.Session.CloudTrail.GetEventSelectorsAsync(new() { TrailName = arn }, cancellationToken);
        image["selectors"] = new JsonArray([.. (selectors.EventSelectors ?? []).Select(s => new JsonObject
        {
            ["access"] = s.ReadWriteType?.Value,
            ["management"] = s.IncludeManagementEvents,
            ["excluded"] = string.Join(',', s.ExcludeManagementEventSources ?? []),
            ["data"] = string.Join(',', (s.DataResources ?? []).Select(d => $"{d.Type} {string.Join(' ', d.Values ?? [])}")),
        })]);
        image["advancedSelectors"] = new JsonArray([.. (selectors.AdvancedEventSelectors ?? []).Select(s => new JsonObject
        {
            ["name"] = s.Name,
            ["fields"] = string.Join("; ", (s.FieldSelectors ?? []).Select(f => $"{f.Field} = {string.Join(',', f.Equals ?? [])} ^ {string.Join(',', f.StartsWith ?? [])} ! {string.Join(',', f.NotEquals ?? [])}")),
        })]);
        var tags = (await subject.Session.CloudTrail.ListTagsAsync(new() { ResourceIdList = [arn] }, cancellationToken)).ResourceTagList?.FirstOrDefault()?.TagsList ?? [];
        image["tags"] = new JsonObject(tags.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => KeyValuePair.Create<string, JsonNode?>(t.Key, t.Value)));
    }

    private static bool IsOwn(Amazon.CloudTrail.Model.Trail trail, Subject subject) => AwsNames.Arn.TryParse(trail.TrailARN, out var arn) && arn.Account == subject.Incident.AccountId;
}
