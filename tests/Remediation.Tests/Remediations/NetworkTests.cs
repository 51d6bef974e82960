using System.Globalization;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Remediation.Pipeline;
using SecretScoops.Governance.Remediation.Remediations;
using SecretScoops.Governance.Remediation.Remediations.AutoScaling;
using SecretScoops.Governance.Remediation.Remediations.Ec2;

namespace SecretScoops.Governance.Remediation.Tests.Remediations;

public sealed class NetworkTests
{
    private static readonly Demands none = new(new Dictionary<string, string>(), "prod");

    [Fact]
    public void The_rights_of_a_fix_fit_into_a_session_policy() => Assert.All(
        AllRemediations.List.Where(r => r.GetType().Namespace is { } room && (room.EndsWith(".Ec2", StringComparison.Ordinal) || room.EndsWith(".AutoScaling", StringComparison.Ordinal))),
        r => Assert.InRange(
            Rights.PolicyFor(r.Reads.Concat(r.Writes), need => need.On(new Incident(r.Control, "111122223333", "ap-southeast-1", r.ResourceType, new string('x', 64)), "aws-us-gov")).Length, 1, 2048));

    [Theory]
    [InlineData("100 allow 6 22 22 0.0.0.0/0", "in-100", true)]
    [InlineData("100 allow 6 3389 3389 ::/0", "in-100", true)]
    [InlineData("100 allow 6 22 22 128.0.0.0/1", "in-100", true)]
    [InlineData("100 allow 6 22 22 10.0.0.0/8", "", true)]
    [InlineData("100 allow 17 22 22 0.0.0.0/0", "", true)]
    [InlineData("100 allow 6 443 443 0.0.0.0/0", "", true)]
    [InlineData("100 allow 6 1024 65535 0.0.0.0/0", "in-100", false)]
    [InlineData("100 allow -1 - - 0.0.0.0/0", "in-100", false)]
    [InlineData("100 allow 6 22 22 0.0.0.0/0, 110 allow -1 - - 0.0.0.0/0", "in-100 in-110", false)]
    [InlineData("90 deny 6 22 22 0.0.0.0/0, 100 allow 6 22 22 0.0.0.0/0", "", true)]
    [InlineData("90 deny 6 22 22 0.0.0.0/1, 100 allow 6 22 22 0.0.0.0/0", "in-100", true)]
    [InlineData("90 deny -1 - - 0.0.0.0/0, 100 allow -1 - - 0.0.0.0/0", "", true)]
    [InlineData("90 deny 6 22 22 0.0.0.0/0, 95 deny 6 3389 3389 0.0.0.0/0, 100 allow -1 - - 0.0.0.0/0", "", true)]
    [InlineData("100 allow 6 22 22 0.0.0.0/0, 110 deny 6 22 22 0.0.0.0/0", "in-100", true)]
    [InlineData("90 deny 6 22 22 ::/0, 100 allow 6 22 22 0.0.0.0/0", "in-100", true)]
    public void An_access_list_is_read_as_traffic_reads_it(string entries, string expected, bool safe)
    {
        var (control, image) = (new NetworkAclsClosed(), Acl(entries));

        var violations = control.Judge(image, none);

        Assert.Equal(expected, string.Join(' ', violations.Select(v => v.Atom["/entries/".Length..])));
        Assert.Equal(safe, control.CanMend(image, violations));
    }

    [Fact]
    public void A_default_access_list_is_left_alone()
    {
        var image = Acl("100 allow -1 - - 0.0.0.0/0");
        image["default"] = true;

        Assert.Empty(new NetworkAclsClosed().Judge(image, none));
    }

    [Theory]
    [InlineData("private", "private", false, 1)]
    [InlineData("private", "public", false, 1)]
    [InlineData("public", "public", false, 0)]
    [InlineData("public", "public", true, 2)]
    public void A_route_to_the_world_is_for_public_subnets_alone(string one, string other, bool main, int rest)
    {
        var image = new JsonObject
        {
            ["main"] = main,
            ["routes"] = new JsonObject
            {
                ["0.0.0.0/0"] = new JsonObject { ["gateway"] = "igw-1" },
                ["::/0"] = new JsonObject { ["gateway"] = main ? "igw-1" : null, ["egressOnly"] = main ? null : "eigw-1" },
                ["10.20.0.0/16"] = new JsonObject { ["gateway"] = "local" },
                ["pl-1"] = new JsonObject { ["gateway"] = "vpce-1" },
                ["203.0.113.0/24"] = new JsonObject { ["gateway"] = "igw-1" },
            },
            ["subnets"] = new JsonObject { ["subnet-1"] = new JsonObject { ["tier"] = one }, ["subnet-2"] = new JsonObject { ["tier"] = other } },
            ["tags"] = new JsonObject(),
        };

        Assert.Equal(rest, new NoOpenRoute().Judge(image, none).Count);

        image["tags"] = new JsonObject { ["tier"] = "Public" };
        Assert.Empty(new NoOpenRoute().Judge(image, none));
    }

    [Theory]
    [InlineData("EC2", "ELB")]
    [InlineData("EC2,EBS", "ELB,EBS")]
    [InlineData("EBS", "ELB,EBS")]
    [InlineData("ELB,EBS", null)]
    [InlineData("ELB", null)]
    public void A_health_check_more_takes_none_away(string there, string? should)
    {
        var image = new JsonObject { ["healthCheckType"] = there, ["loadBalancers"] = new JsonArray("shop") };

        Assert.Equal(should, (string?)new ScalingChecksLoadBalancer().Judge(image, none).SingleOrDefault()?.Should);

        image["loadBalancers"] = new JsonArray();
        Assert.Empty(new ScalingChecksLoadBalancer().Judge(image, none));
    }

    [Theory]
    [InlineData("ALL", "ALL", "ACTIVE", false, true)]
    [InlineData("ALL", "REJECT", "ACTIVE", false, false)]
    [InlineData("REJECT", "ALL", "ACTIVE", false, true)]
    [InlineData("REJECT", "ACCEPT", "ACTIVE", false, false)]
    [InlineData("ALL", "ALL", "ACTIVE", true, false)]
    [InlineData("ALL", "ALL", "INACTIVE", false, false)]
    public void A_log_counts_when_it_keeps_what_is_asked_and_arrives(string asked, string kept, string status, bool fails, bool enough)
    {
        var image = new JsonObject { ["flowLogs"] = new JsonObject { ["there"] = new JsonObject { ["traffic"] = kept, ["status"] = status, ["fails"] = fails } } };

        Assert.Equal(enough, new FlowLogsOn().Judge(image, new(new Dictionary<string, string> { ["trafficType"] = asked }, "prod")).Count == 0);
    }

    [Theory]
    [InlineData("optional", "enabled", 1)]
    [InlineData("optional", "disabled", 0)]
    [InlineData("required", "enabled", 0)]
    public void An_instance_without_a_metadata_service_hands_out_nothing(string tokens, string endpoint, int expected) =>
        Assert.Equal(expected, new InstancesImdsv2().Judge(new() { ["metadata"] = new JsonObject { ["tokens"] = tokens, ["endpoint"] = endpoint } }, none).Count);

    private static JsonObject Acl(string entries) => new()
    {
        ["default"] = false,
        ["entries"] = new JsonObject(entries.Split(", ").Select(text => text.Split(' ')).Select(part => KeyValuePair.Create($"in-{part[0]}", (JsonNode?)new JsonObject
        {
            ["number"] = Number(part[0]),
            ["action"] = part[1],
            ["protocol"] = part[2],
            ["from"] = Number(part[3]),
            ["to"] = Number(part[4]),
            [part[5].Contains(':', StringComparison.Ordinal) ? "cidrV6" : "cidr"] = part[5],
        }))),
    };

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
