namespace SecretScoops.Governance.Remediation.Events;

/// <summary>What the findings of one event come to: doorbells, and reasons why the others need nobody.</summary>
internal sealed class Gathered
{
    // More would say the same in other words.
    private const int MostReasons = 5;

    private readonly List<Doorbell> doorbells = [];
    private readonly List<string> reasons = [];

    /// <summary>Whether no finding said anything.</summary>
    public bool IsEmpty => doorbells.Count == 0 && reasons.Count == 0;

    /// <summary>A finding that somebody should look at, for each of its resources.</summary>
    public void Add(IEnumerable<Doorbell> rung) => doorbells.AddRange(rung);

    /// <summary>A finding that needs nobody.</summary>
    public void Add(string reason) => reasons.Add(reason);

    /// <summary>All of it as a reading: one finding that somebody should look at is enough to ring.</summary>
    /// <param name="belief">What the doorbells are held against.</param>
    /// <param name="otherwise">The reason where there is neither doorbell nor reason.</param>
    public Reading Read(Belief belief, string otherwise) => doorbells.Count > 0
        ? Admission.Admit(belief, doorbells)
        : new Reading.Ignored(reasons.Count > 0 ? string.Join("; ", reasons.Distinct(StringComparer.Ordinal).Take(MostReasons)) : otherwise);

    /// <summary>A doorbell of a finding.</summary>
    public static Doorbell Ring(Envelope envelope, string account, FindingResource resource, Trigger trigger, FindingKey key) => new()
    {
        Source = EventSource.SecurityHub,
        EventId = envelope.Id,
        At = envelope.At,
        AccountId = account,
        Region = resource.Region,
        ResourceType = resource.Type,
        ResourceId = resource.Id,
        ResourceArn = resource.Arn,
        Trigger = trigger,
        Finding = key,
        Hints = resource.Hints,
    };
}
