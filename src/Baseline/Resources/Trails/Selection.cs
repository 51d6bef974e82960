using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Resources.Buckets;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Baseline.Resources.Trails;

/// <summary>One of a trail's advanced event selectors: it takes the events for which all its fields hold.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Fields">Sorted by field and comparison.</param>
internal sealed record SelectorAttributes(string Name, IReadOnlyList<FieldAttributes> Fields);

/// <summary>One field of a selector.</summary>
/// <param name="Name">Field and comparison: <c>resources.ARN startsWith</c>.</param>
/// <param name="Values">Sorted, with names for ids; one of them must fit, or none for comparisons with Not.</param>
internal sealed record FieldAttributes(string Name, IReadOnlyList<string> Values);

/// <summary>Which events a trail takes, from what the policies ask for.</summary>
/// <remarks>CloudTrail User Guide, "Logging data events", "Advanced event selectors"; API Reference, AdvancedFieldSelector; read 2026-11.</remarks>
internal static class Selection
{
    /// <summary>The name of the selector of management events.</summary>
    private const string Management = "Management events";

    private const string Category = "eventCategory";
    private const string ReadOnly = "readOnly";
    private const string Type = "resources.type";
    private const string Arn = "resources.ARN";
    private const string Source = "eventSource";
    private const string Objects = "AWS::S3::Object";

    /// <summary>The selectors, in the order of names.</summary>
    public static IReadOnlyList<SelectorAttributes> Of(TrailPolicy trail, PolicyBundle policies) =>
    [
        .. (trail.ManagementEvents is { } events ? [Of(events)] : Array.Empty<SelectorAttributes>())
            .Concat(trail.DataEvents.Select(data => Of(data, policies)))
            .OrderBy(selector => selector.Name, StringComparer.Ordinal),
    ];

    /// <summary>The one order of fields.</summary>
    public static IReadOnlyList<FieldAttributes> Sorted(IEnumerable<FieldAttributes> fields) =>
        [.. fields.Select(field => field with { Values = [.. field.Values.Order(StringComparer.Ordinal)] }).OrderBy(field => field.Name, StringComparer.Ordinal)];

    private static SelectorAttributes Of(ManagementEventsPolicy events) => new(Management, Sorted(
    [
        new($"{Category} equals", ["Management"]),
        .. Access(events.Access),
        .. events.ExcludedSources.Count > 0 ? [new FieldAttributes($"{Source} notEquals", events.ExcludedSources)] : Array.Empty<FieldAttributes>(),
    ]));

    private static SelectorAttributes Of(DataEventsPolicy data, PolicyBundle policies) => new(data.Name, Sorted(
    [
        new($"{Category} equals", ["Data"]),
        new($"{Type} equals", [data.ResourceType]),
        .. Access(data.Access),
        .. Prefixes(data, policies) is { Count: > 0 } prefixes ? [new FieldAttributes($"{Arn} startsWith", prefixes)] : Array.Empty<FieldAttributes>(),
        .. data.ResourceType == Objects && Archive(policies) is { Count: > 0 } archive ? [new FieldAttributes($"{Arn} notStartsWith", archive)] : Array.Empty<FieldAttributes>(),
    ]));

    private static IEnumerable<FieldAttributes> Access(EventAccess access) => access switch
    {
        EventAccess.All => [],
        EventAccess.Read => [new($"{ReadOnly} equals", ["true"])],
        EventAccess.Write => [new($"{ReadOnly} equals", ["false"])],
    };

    private static IReadOnlyList<string> Prefixes(DataEventsPolicy data, PolicyBundle policies)
    {
        if (data.Environments.Count == 0)
        {
            return data.ArnPrefixes;
        }

        var (service, resource) = TrailChecks.WithAccounts[data.ResourceType];
        return
        [
            .. from account in policies.Accounts
               where data.Environments.Contains(account.Value.Environment)
               from region in policies.LandingZone.GovernedRegions
               select $"arn:aws:{service}:{region}:{PlacedText.Account(account.Value.Name)}:{resource}",
        ];
    }

    // What CloudTrail writes would be logged, written, and logged again.
    private static IReadOnlyList<string> Archive(PolicyBundle policies)
    {
        if (policies.Find(LogArchiveFile.Area) is not { Value: var file })
        {
            return [];
        }

        var archive = file.Resolved(policies.LandingZone);
        return [.. archive.Buckets.Select(bucket => $"arn:aws:s3:::{BucketNames.Placed(bucket.Value.Purpose, PlaceOf(bucket.Value), policies.LandingZone)}/")];

        Scope PlaceOf(BucketPolicy bucket) => BucketKind.PlaceOf(bucket, archive, policies.LandingZone);
    }
}
