using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Files;

/// <summary>How retention and Object Lock are written.</summary>
internal static class RetentionShape
{
    /// <summary>A hundred years: further than any duty to keep records reaches.</summary>
    private const int Longest = 36_500;

    /// <summary>Days of a bucket's lifecycle.</summary>
    /// <remarks>
    /// Standard-IA takes objects that are 30 days old; Glacier storage classes any, the colder after the warmer
    /// (S3 User Guide, "Transitioning objects using Amazon S3 Lifecycle", read 2026-11).
    /// </remarks>
    public static Shape<RetentionPolicy> Retention { get; } = Shape.Object<RetentionPolicy>(retention =>
    {
        var infrequent = Days(retention, "standardInfrequentAccessDays", 30, "Days until objects move to Standard-IA, cheap to keep and dear to read; left out, never");
        var glacier = Days(retention, "glacierDays", 0, "Days until objects move to Glacier Flexible Retrieval, readable after hours; left out, never");
        var deep = Days(retention, "deepArchiveDays", 0, "Days until objects move to Glacier Deep Archive, readable after half a day; left out, never");
        var expire = Days(retention, "expireDays", 1, "Days until objects are deleted; left out, never");
        var noncurrent = Days(retention, "noncurrentExpireDays", 1, "Days until a version that was overwritten or deleted goes for good; left out, never");
        return fields => Ordered(fields, new(infrequent.Of(fields), glacier.Of(fields), deep.Of(fields), expire.Of(fields), noncurrent.Of(fields)));
    });

    /// <summary>Object Lock's default for new objects.</summary>
    public static Shape<LockEntry> Lock { get; } = Shape.Object<LockEntry>(locked =>
    {
        var enabled = locked.Required("enabled", Shape.Boolean, "Whether the bucket has Object Lock; AWS can never take it away again");
        var mode = locked.Optional<string?>(
            "mode", Shape.Choice<string?>(("governance", "GOVERNANCE"), ("compliance", "COMPLIANCE")), null,
            "governance can be lifted by who has s3:BypassGovernanceRetention, compliance by nobody, AWS included");
        var days = locked.Optional<int?>("days", Shape.Integer(1, Longest).Select(value => (int?)value), null, "Days for which a new object cannot be changed or deleted");
        return fields => (enabled.Of(fields), mode.Of(fields), days.Of(fields)) switch
        {
            (false, _, _) => new(null),
            (true, { } word, { } length) => new(new(word, length)),
            (true, null, null) => new(new ObjectLockPolicy(null, null)),
            _ => Half(fields),
        };
    });

    private static Property<int?> Days(ObjectShape<RetentionPolicy> retention, string name, int least, string description) =>
        retention.Optional<int?>(name, Shape.Integer(least, Longest).Select(value => (int?)value), null, description);

    private static RetentionPolicy? Ordered(Fields fields, RetentionPolicy retention)
    {
        int?[] days = [retention.StandardInfrequentAccessDays, retention.GlacierDays, retention.DeepArchiveDays, retention.ExpireDays];
        var written = days.OfType<int>().ToList();
        if (written.Zip(written.Skip(1)).All(pair => pair.First < pair.Second))
        {
            return retention;
        }

        fields.Faults.Error(
            fields.Node.Where, "invalid-retention", $"the days {string.Join(", ", written)} do not grow from Standard-IA to Glacier to Deep Archive to deletion",
            "write days that grow: AWS refuses a lifecycle that moves objects back");
        return null;
    }

    private static LockEntry? Half(Fields fields)
    {
        fields.Faults.Error(fields.Node.Where, "conflicting-properties", "a default retention has a mode and days, and here is one of them", "write both \"mode\" and \"days\", or neither");
        return null;
    }
}
