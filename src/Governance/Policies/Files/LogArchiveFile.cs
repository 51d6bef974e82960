using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies.Areas;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Files;

/// <summary><c>log-archive.json</c>: the account and the buckets that logs of the whole organization are kept in.</summary>
internal sealed record LogArchiveFile
{
    /// <summary>Null for the management account.</summary>
    public Sourced<string>? Account { get; init; }

    public required IReadOnlyList<Sourced<string>> Readers { get; init; }

    public required IReadOnlyList<Sourced<BucketEntry>> Buckets { get; init; }

    /// <summary>The part of the landing zone that this file declares.</summary>
    public static PolicyArea<LogArchiveFile> Area { get; } = new("log-archive", "Log archive", Files(), LogArchiveChecks.Hold);

    /// <summary>With the management account where no account is written.</summary>
    public LogArchivePolicy Resolved(LandingZone landingZone) => new()
    {
        Account = Account?.Value ?? landingZone.ManagementAccount,
        Readers = [.. Readers.Select(reader => reader.Value).Order(StringComparer.Ordinal)],
        Buckets = [.. Buckets.Select(bucket => new Sourced<BucketPolicy>(bucket.Value.Bucket, bucket.Where))],
    };

    /// <summary>The region of a bucket of that purpose, for parts that use it; null, and a fault, where there is none.</summary>
    public static string? Require(AreaCheck check, Sourced<string> purpose, ServiceUse writer)
    {
        if (check.LandingZone is not { } landingZone)
        {
            return null;
        }

        if (check.Find(Area) is not { } file)
        {
            check.Faults.Error(purpose.Where, "unknown-bucket", $"there is no bucket {Quoted.Value(purpose.Value)}, because there is no readable {Area.File}", $"declare it in {Area.File}");
            return null;
        }

        var found = file.Buckets.FirstOrDefault(bucket => bucket.Value.Bucket.Purpose == purpose.Value).Value?.Bucket;
        if (found is null)
        {
            check.Faults.Error(
                purpose.Where, "unknown-bucket", $"there is no bucket {Quoted.Value(purpose.Value)}",
                Nearest.Remedy(purpose.Value, file.Buckets.Select(bucket => bucket.Value.Bucket.Purpose), $"declare it in {Area.File}"));
            return null;
        }

        if (!found.Writers.Contains(writer))
        {
            check.Faults.Error(
                purpose.Where, "no-writer", $"bucket {Quoted.Value(purpose.Value)} does not let {writer} write", $"add it to the bucket's \"writers\" in {Area.File}, or name another bucket");
        }

        return found.Region ?? landingZone.HomeRegion;
    }

    private static Shape<LogArchiveFile> Files() => Shape.Object<LogArchiveFile>(file =>
    {
        _ = file.SchemaReference("./schemas/log-archive.schema.json");
        var account = file.Optional(
            "account", Shape.Sourced(Shape.Text(Formats.Name, 50)).Select(name => (Sourced<string>?)name), null, "Account that keeps the logs; left out, the management account", null, "root");
        var readers = file.Optional(
            "readers", Shape.List(Shape.Text(Formats.IamName, 32)), [],
            "Permission sets whose people may read what is archived; everybody else is denied, administrators too", null, "AuditorReadOnly");
        var buckets = file.Required("buckets", Shape.Map(Formats.Slug, BucketEntry.Shape), "Buckets by purpose; one that is taken out of this file is deleted when it is empty");
        return fields => new()
        {
            Account = account.Of(fields),
            Readers = readers.Of(fields),
            Buckets =
            [
                .. buckets.Of(fields).OrderBy(bucket => bucket.Key, StringComparer.Ordinal)
                    .Select(bucket => new Sourced<BucketEntry>(bucket.Value with { Bucket = bucket.Value.Bucket with { Purpose = bucket.Key } }, bucket.Where)),
            ],
        };
    });
}

/// <summary>A bucket as written.</summary>
internal sealed record BucketEntry
{
    /// <summary>Complete but for its purpose, which is the key it stands under.</summary>
    public required BucketPolicy Bucket { get; init; }

    public Sourced<string>? Region { get; init; }

    public Sourced<string>? Key { get; init; }

    public Sourced<string>? AccessLogs { get; init; }

    public static Shape<BucketEntry> Shape { get; } = Shapes.Shape.Object<BucketEntry>(bucket =>
    {
        var region = Text(bucket, "region", Formats.Region, "Region of the bucket; left out, the home region");
        var writers = bucket.Optional("writers", Shapes.Shape.List(ServiceUses.OfBuckets), [], "AWS services that write to the bucket; what each may do follows from its name");
        var key = Text(bucket, "key", Formats.Slug, "Key in keys.json that encrypts the objects; left out, S3's own encryption (SSE-S3)");
        var versioning = bucket.Optional("versioning", Shapes.Shape.Boolean, true, "Whether what is overwritten or deleted is kept as a version", () => true);
        var retention = bucket.Required("retention", RetentionShape.Retention, "How long objects are kept, and in which storage class");
        var locked = bucket.Optional<LockEntry?>("objectLock", RetentionShape.Lock!, null, "Object Lock: nobody can change or delete an object for some days; once enabled it stays");
        var logs = Text(bucket, "accessLogs", Formats.Slug, "Purpose of the bucket in this file that keeps this one's access log");
        var tags = bucket.Optional("tags", Shapes.Shape.Map(Formats.TagKey, Shapes.Shape.Text(256)), [], "Tags on the bucket; the ownership tag is added");
        return fields => new()
        {
            Bucket = new()
            {
                Purpose = "",
                Region = region.Of(fields)?.Value,
                Writers = [.. writers.Of(fields).Select(writer => writer.Value).Distinct().Order()],
                Key = key.Of(fields)?.Value,
                Versioning = versioning.Of(fields),
                Retention = retention.Of(fields),
                ObjectLock = locked.Of(fields)?.Lock,
                AccessLogs = logs.Of(fields)?.Value,
                Tags = tags.Of(fields).ToDictionary(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal),
            },
            Region = region.Of(fields),
            Key = key.Of(fields),
            AccessLogs = logs.Of(fields),
        };
    });

    private static Property<Sourced<string>?> Text(ObjectShape<BucketEntry> bucket, string name, TextFormat format, string description) =>
        bucket.Optional(name, Shapes.Shape.Sourced(Shapes.Shape.Text(format, 63)).Select(text => (Sourced<string>?)text), null, description);
}

/// <summary>Object Lock as written; a lock of null is one that is switched off.</summary>
internal sealed record LockEntry(ObjectLockPolicy? Lock);
