using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Remediation.Alerts;

namespace SecretScoops.Governance.Remediation.Tests.Pipeline;

/// <summary>Alerts about things whose names are anybody's to choose.</summary>
public sealed class AlertTextTests
{
    // SNS: 256 KiB for the message and its attributes.
    private const int SnsLimit = 262_144;

    public static TheoryData<string> Hostile =>
    [
        "two\nlines", "return\r\nFrom: boss", "\u202Egnp.exe", "\u2066left\u2069", "line\u2028separator", "paragraph\u2029separator", "\u0007\u001B[31mred", "zero\u200Bwidth", "\uFEFFbom",
        new string('x', 10_000), new string('é', 10_000), "Zürich → 東京 🍨", "\uD83C", "-----BEGIN PRIVATE KEY-----", "", " ", "\"}],\"step\":\"fixed",
    ];

    [Theory, MemberData(nameof(Hostile))]
    public void A_subject_is_one_line_of_printable_ascii_and_short(string name)
    {
        var subject = AlertText.Subject(Alert(name) with { Account = name, Environment = null });

        Assert.InRange(subject.Length, 1, 100);
        Assert.All(subject, c => Assert.InRange(c, ' ', '~'));
        Assert.StartsWith("[", subject, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Hostile))]
    public void A_body_has_its_own_lines_and_no_others_whatever_things_are_called(string name)
    {
        var body = AlertText.Body(Alert(name));

        Assert.Equal(AlertText.Body(Alert("plain")).Split('\n').Select(Heading), body.Split('\n').Select(Heading));
        Assert.DoesNotContain(body, c => c != '\n' && (char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator));
    }

    [Theory, MemberData(nameof(Hostile))]
    public void Json_keeps_names_whole_and_its_own_members(string name)
    {
        var json = JsonNode.Parse(AlertText.Json(Alert(name)))!.AsObject();

        Assert.Equal(["formatVersion", "incident", "control", "step", "severity", "environment", "account", "region", "resourceType", "resourceId", "actor", "why", "at", "violations", "violationCount"], json.Select(p => p.Key));
        Assert.Equal("needs you", (string?)json["step"]);
        Assert.Equal(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name)), (string?)json["resourceId"]);
    }

    [Fact]
    public void However_much_is_wrong_sns_takes_the_message()
    {
        var alert = Alert("plain") with
        {
            Why = new('é', 10_000),
            Violations = [.. Enumerable.Range(0, 1_000).Select(i => new ViolationLine($"/{i}", new('東', 10_000), null))],
            Steps = [.. Enumerable.Range(0, 1_000).Select(i => new string('東', 10_000))],
        };

        var (body, json) = (AlertText.Body(alert), AlertText.Json(alert));

        Assert.True(Encoding.UTF8.GetByteCount(body) + Encoding.UTF8.GetByteCount(json) < SnsLimit - 1_000);
        Assert.Contains("and 980 more", body, StringComparison.Ordinal);
        Assert.Equal(1_000, (int)JsonNode.Parse(json)!["violationCount"]!);
    }

    [Fact]
    public void Secrets_leave_in_no_part()
    {
        var alert = Alert("plain") with { Why = "password=hunter2", Violations = [new("/a", "environment has DB_PASSWORD=hunter2", null)], Steps = ["set password=hunter2"] };

        Assert.DoesNotContain("hunter2", AlertText.Body(alert) + AlertText.Json(alert) + AlertText.Subject(Alert("/shop/password=hunter2")), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_step_has_a_word_of_its_own() => Assert.Distinct(Enum.GetValues<LedgerStep>().Select(AlertText.Word));

    private static string Heading(string line) => line.StartsWith("  ", StringComparison.Ordinal) ? line[..4] : line[..Math.Min(12, line.Length)].TrimEnd();

    private static Alert Alert(string name) => new()
    {
        Incident = new("ssh-closed", "123456789012", "eu-west-1", "AWS::EC2::SecurityGroup", name),
        Step = LedgerStep.Alerted,
        Severity = "critical",
        Title = "Nobody reaches SSH from the internet",
        Account = "shop",
        Environment = "prod",
        Why = $"because of {name}",
        Violations = [new("/rules/1", $"rule {name} is open", null)],
        Steps = [$"close {name}"],
        Actor = name,
        At = new(2026, 11, 26, 3, 0, 0, TimeSpan.Zero),
    };
}
