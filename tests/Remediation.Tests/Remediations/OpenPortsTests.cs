using System.Text.Json.Nodes;
using CsCheck;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Remediation.Remediations;
using SecretScoops.Governance.Remediation.Remediations.Ec2;

namespace SecretScoops.Governance.Remediation.Tests.Remediations;

public sealed class OpenPortsTests
{
    private static readonly Demands ssh = new(new Dictionary<string, string> { ["ports"] = "22" }, "prod");
    private static readonly RemediationsPolicy policies = PolicyFolder.Read(DefaultPolicies.Folder).Bundle!.Find(RemediationsFile.Area)!.Value.Value.Policy;

    private static readonly Gen<JsonObject> narrow = Gen.Select(Gen.UInt, Gen.Int[16, 32], Gen.Int[-1, 65535], Gen.Int[0, 70]).Select((address, length, first, many) =>
        Rule(first < 0 ? "-1" : "tcp", first, Math.Min(65535, first + many), $"{address >> 24}.{(address >> 16) & 255}.{(address >> 8) & 255}.{address & 255}/{length}"));

    [Theory]
    [InlineData("a tcp 22 22 0.0.0.0/0", "a")]
    [InlineData("a 6 22 22 0.0.0.0/0", "a")]
    [InlineData("a -1 -1 -1 0.0.0.0/0", "a")]
    [InlineData("a tcp 20 25 ::/0", "a")]
    [InlineData("a udp 22 22 0.0.0.0/0", "")]
    [InlineData("a tcp 23 65535 0.0.0.0/0", "")]
    [InlineData("a tcp 0 21 0.0.0.0/0", "")]
    [InlineData("a tcp 22 22 0.0.0.0/1, b tcp 0 65535 128.0.0.0/1, c tcp 22 22 203.0.113.0/24", "a b")]
    [InlineData("a tcp 22 22 20.0.0.0/8, b tcp 22 22 21.0.0.0/8, c tcp 22 22 22.0.0.0/16", "a b")]
    [InlineData("a tcp 22 22 20.0.0.0/8, b tcp 23 23 21.0.0.0/8", "")]
    [InlineData("a tcp 22 22 0.0.0.0/0, b tcp 22 22 20.0.0.0/8", "a")]
    [InlineData("a tcp 22 22 10.0.0.0/8, b -1 -1 -1 192.168.0.0/16", "")]
    public void The_rules_that_open_it_are_named_and_no_others(string rules, string expected) =>
        Assert.Equal(expected, string.Join(' ', new SshClosed().Judge(Image(rules), ssh).Select(v => v.Atom[SecurityGroup.Rules.Length..])));

    [Fact]
    public void Rules_with_narrow_sources_are_never_touched_whatever_stands_beside_them() => Gen.Select(narrow.Array[0, 20], Gen.Int[0, 8]).Sample((rules, length) =>
    {
        var image = new JsonObject { ["rules"] = new JsonObject(rules.Select((rule, i) => KeyValuePair.Create($"narrow-{i:00}", (JsonNode?)rule.DeepClone()))) };
        for (var i = 0; i < 1 << length; i++)
        {
            image["rules"]![$"wide-{i}"] = Rule("tcp", 22, 22, $"{(length == 0 ? 0 : i << (8 - length))}.0.0.0/{length}");
        }

        var violations = new SshClosed().Judge(image, ssh);

        Assert.NotEmpty(violations);
        Assert.All(violations, v => Assert.StartsWith("/rules/wide-", v.Atom, StringComparison.Ordinal));
        foreach (var violation in violations)
        {
            _ = image["rules"]!.AsObject().Remove(violation.Atom[SecurityGroup.Rules.Length..]);
        }

        Assert.Empty(new SshClosed().Judge(image, ssh));
    });

    [Theory]
    [InlineData("a tcp 22 22 0.0.0.0/0", "Auto")]
    [InlineData("a tcp 0 65535 0.0.0.0/0", "Approve")]
    [InlineData("a -1 -1 -1 0.0.0.0/0", "Approve")]
    [InlineData("a tcp 22 22 0.0.0.0/0, b tcp 0 65535 10.0.0.0/8", "Auto")]
    public void In_production_a_rule_of_many_ports_waits_for_somebody(string rules, string mode)
    {
        var (control, image) = (new SshClosed(), Image(rules));

        var outage = control.OutageOf(image, control.Judge(image, ssh));

        Assert.Equal(Enum.Parse<RemediationMode>(mode), policies.StanceOf(control.Control, "prod", outage).Mode);
        Assert.Equal(RemediationMode.Auto, policies.StanceOf(control.Control, "dev", outage).Mode);
    }

    [Theory]
    [InlineData("a tcp 443 443 0.0.0.0/0", false, "")]
    [InlineData("a tcp 80 80 0.0.0.0/0", false, "a")]
    [InlineData("a tcp 80 80 0.0.0.0/0", true, "")]
    [InlineData("a tcp 442 443 0.0.0.0/0, b tcp 443 444 ::/0", true, "a b")]
    [InlineData("a udp 443 443 0.0.0.0/0", true, "a")]
    [InlineData("a icmp 3 4 0.0.0.0/0, b icmpv6 -1 -1 ::/0, c 50 -1 -1 0.0.0.0/0", false, "")]
    [InlineData("a tcp 0 0 0.0.0.0/0, b tcp 65535 65535 0.0.0.0/0", false, "a b")]
    [InlineData("a tcp 1000 2000 20.0.0.0/8, b tcp 1500 1500 21.0.0.0/8, c tcp 1501 3000 21.0.0.0/8", false, "a b c")]
    public void Only_the_web_is_open(string rules, bool loadBalancer, string expected)
    {
        var image = Image(rules);
        image["loadBalancer"] = loadBalancer;

        Assert.Equal(expected, string.Join(' ', new OnlyWebOpen().Judge(image, new(new Dictionary<string, string> { ["authorizedTcpPorts"] = "443" }, "prod")).Select(v => v.Atom[SecurityGroup.Rules.Length..])));
    }

    [Theory]
    [InlineData("ssh")]
    [InlineData("22-")]
    [InlineData("30-20")]
    [InlineData("70000-80000")]
    public void Ports_that_are_none_touch_nothing(string ports) =>
        Assert.Throws<FormatException>(() => new SshClosed().Judge(Image("a tcp 22 22 0.0.0.0/0"), new(new Dictionary<string, string> { ["ports"] = ports }, "prod")));

    private static JsonObject Image(string rules) => new()
    {
        ["rules"] = new JsonObject(rules.Split(", ").Select(text => text.Split(' ')).Select(part =>
            KeyValuePair.Create(part[0], (JsonNode?)Rule(part[1], int.Parse(part[2], System.Globalization.CultureInfo.InvariantCulture), int.Parse(part[3], System.Globalization.CultureInfo.InvariantCulture), part[4])))),
    };

    private static JsonObject Rule(string protocol, int first, int last, string cidr) =>
        new() { ["direction"] = "in", ["protocol"] = protocol, ["from"] = first, ["to"] = last, [cidr.Contains(':', StringComparison.Ordinal) ? "cidrV6" : "cidr"] = cidr };
}
