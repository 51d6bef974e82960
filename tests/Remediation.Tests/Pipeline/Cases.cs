using SecretScoops.Governance.Exemptions;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Remediation.Pipeline;

namespace SecretScoops.Governance.Remediation.Tests.Pipeline;

/// <summary>Cases and histories that tests begin with, and change.</summary>
internal static class Cases
{
    public const string Deployer = "arn:aws:iam::123456789012:role/Deployer";

    public static Incident Incident { get; } = new("ssh-closed", "123456789012", "eu-west-1", "AWS::EC2::SecurityGroup", "sg-1");

    public static DateTimeOffset Now { get; } = new(2026, 11, 26, 3, 0, 0, TimeSpan.Zero);

    public static RemediationsPolicy Said { get; } = new()
    {
        Enabled = true,
        DryRun = false,
        Role = "Fixer",
        Table = "ledger",
        Queue = "queue",
        DeadLetterQueue = "dead",
        Production = ["prod"],
        Matrix = new Dictionary<string, IReadOnlyDictionary<Outage, RemediationMode>>(),
        Fights = new(3, TimeSpan.FromHours(24)),
        Limits = new(60, 100),
        Approvals = new(72),
        Storm = new(50),
        LeaseSeconds = 900,
        SweepStaleAfterHours = 26,
        ExemptionTag = new("governance:exempt", ["dev", "prod"]),
        Rules = new Dictionary<string, RemediationRule>(),
    };

    /// <summary>A violation in production that the policies want fixed at once, seen for the first time.</summary>
    public static Case Fresh { get; } = new()
    {
        Policies = Said,
        Stance = Stance(RemediationMode.Auto),
        Environment = "prod",
        Outage = Outage.None,
        CanFix = true,
        History = new(Incident, []),
        Now = Now,
    };

    public static Exemption Exemption { get; } = new()
    {
        Id = "EX-7",
        Owner = "Ada",
        RequestedBy = "Ada",
        Approver = "Grace",
        Reason = "moved on Monday",
        Ticket = "OPS-1",
        Controls = ["ssh-closed"],
        Scope = null!,
        From = Now.AddDays(-1),
        Expires = Now.AddDays(3),
        Where = default!,
    };

    public static Stance Stance(RemediationMode mode, TimeSpan grace = default) => new(mode, grace, new Dictionary<string, string>());

    /// <summary>A history of lines, each an hour after the one before, the last of them now unless a line says otherwise.</summary>
    public static History History(params IReadOnlyList<LedgerEntry> lines) =>
        lines.Aggregate(new History(Incident, []), (history, line) => history.With(history.Next(line)));

    public static LedgerEntry Line(LedgerStep step, double hoursAgo = 0, string why = "because", string? actor = null, string? decidedBy = null, DateTimeOffset? until = null) => new()
    {
        Incident = "",
        Window = 0,
        Sequence = 0,
        Previous = "",
        At = Now.AddHours(-hoursAgo),
        Step = step,
        Why = why,
        Actor = actor,
        DecidedBy = decidedBy,
        Until = until,
    };
}
