namespace SecretScoops.Governance.Remediation.Events;

/// <summary>What came of reading one message.</summary>
internal abstract record Reading
{
    private Reading()
    {
    }

    /// <summary>Somebody should look.</summary>
    /// <param name="Doorbells">At least one.</param>
    internal sealed record Rung(IReadOnlyList<Doorbell> Doorbells) : Reading;

    /// <summary>Understood, and nothing is to be done.</summary>
    /// <param name="Why">One sentence without a full stop.</param>
    internal sealed record Ignored(string Why) : Reading;

    /// <summary>Can never succeed, however often it is tried: for the dead letters.</summary>
    /// <param name="Code">One of <see cref="Refusals"/>.</param>
    /// <param name="Why">What is wrong, where in the message, and what to do about it.</param>
    internal sealed record Refused(string Code, string Why) : Reading;
}

/// <summary>Why messages are refused: the dimension of a metric, and what an operator searches the dead letters for.</summary>
internal static class Refusals
{
    /// <summary>No JSON, or not the shape that its sort of event has.</summary>
    public const string Malformed = "malformed";

    /// <summary>JSON that stops in the middle.</summary>
    public const string Truncated = "truncated";

    /// <summary>Longer than a queue can deliver.</summary>
    public const string Oversized = "oversized";

    /// <summary>A sort of event that no reader is for: the rule that sends it is too wide.</summary>
    public const string Unknown = "unknown";

    /// <summary>About, or from, an account that is not in the organization.</summary>
    public const string ForeignAccount = "foreign-account";

    /// <summary>It contradicts itself in a way that AWS's own events do not.</summary>
    public const string Forged = "forged";

    /// <summary>AWS refused what had to be asked, each time it was tried.</summary>
    public const string RefusedByAws = "refused-by-aws";

    /// <summary>About a region where nothing of ours may run.</summary>
    public const string RegionNotGoverned = "region-not-governed";
}
