using System.Text.Json.Nodes;
using SecretScoops.Governance.Ledger;

namespace SecretScoops.Governance.Tests.Ledger;

/// <summary>Histories for tests.</summary>
internal static class Lines
{
    public static Incident Incident { get; } = new("ssh-closed", "123456789012", "eu-west-1", "AWS::EC2::SecurityGroup", "sg-1");

    public static DateTimeOffset Begin { get; } = new(2026, 11, 26, 3, 0, 0, TimeSpan.Zero);

    /// <summary>One line for each step, a minute apart.</summary>
    public static History Of(params IReadOnlyList<LedgerStep> steps) => steps.Select((step, i) => (step, i))
        .Aggregate(new History(Incident, []), (history, each) => history.With(history.Next(Line(each.step, Begin.AddMinutes(each.i)))));

    public static LedgerEntry Line(LedgerStep step, DateTimeOffset at) => new()
    {
        Incident = "",
        Window = 0,
        Sequence = 0,
        Previous = "",
        At = at,
        Step = step,
        Why = "because",
        Environment = "prod",
        Severity = "critical",
        Trigger = "ConfigRule ssh-closed",
        EventId = "e-1",
        Actor = "arn:aws:iam::123456789012:role/Deployer",
        DecidedBy = "Ada",
        Until = at.AddHours(1),
        Violations = [new("/rules/sgr-1", "open", new JsonObject { ["port"] = 22 })],
        Before = new() { ["rules"] = new JsonObject() },
        After = new() { ["rules"] = null },
        Calls = ["ec2:RevokeSecurityGroupIngress"],
        TookMilliseconds = 7,
    };
}
