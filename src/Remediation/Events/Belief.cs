namespace SecretScoops.Governance.Remediation.Events;

/// <summary>What we know of ourselves, against which events are held.</summary>
internal sealed record Belief
{
    /// <summary>What a queue can deliver: 1 MiB since 2026-01-29, as EventBridge and asynchronous Lambda (256 KiB before). AWS Compute Blog, "More room to build", read 2026-11.</summary>
    public const int QueueLimitBytes = 1_048_576;

    /// <summary>Who our notes on findings are by.</summary>
    public const string OurNoteAuthor = "SecretScoops remediation";

    /// <summary>Whether an account, by its id, is in the organization.</summary>
    public required Predicate<string> IsOurs { get; init; }

    /// <summary>Whether an account, by its id, is a delegated administrator of Security Hub or GuardDuty: they alone speak for other accounts.</summary>
    public required Predicate<string> IsAdministrator { get; init; }

    /// <summary>The governed regions.</summary>
    public required IReadOnlySet<string> Regions { get; init; }

    /// <summary>Names of the roles that remediation works as, in members and as functions. Only guarded names belong here: what these roles do is not looked at.</summary>
    public required IReadOnlySet<string> OwnRoles { get; init; }

    /// <summary>How the landing zone names its Config rules.</summary>
    public RuleNaming Rules { get; init; } = RuleNaming.Plain;

    /// <summary>What we sign notes on findings with, so that the event which our own note causes is known again.</summary>
    public string NoteAuthor { get; init; } = OurNoteAuthor;

    /// <summary>Longer messages are refused unread.</summary>
    public int MaxBodyBytes { get; init; } = QueueLimitBytes;
}
