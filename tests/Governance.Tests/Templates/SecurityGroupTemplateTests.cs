using Xunit;

namespace SecretScoops.Governance.Tests.Templates;

public sealed class SecurityGroupTemplateTests
{
    [Theory]
    [InlineData("{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0}")]
    [InlineData("{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIpv6: '::/0'}")]
    [InlineData("{IpProtocol: tcp, FromPort: 0, ToPort: 65535, CidrIp: 0.0.0.0/0}")]
    [InlineData("{IpProtocol: '6', FromPort: 20, ToPort: 30, CidrIp: 0.0.0.0/0}")]
    [InlineData("{IpProtocol: -1, CidrIp: 0.0.0.0/0}")]
    [InlineData("{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 128.0.0.0/1}")]
    [InlineData("{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: !If [C, 10.0.0.0/8, 0.0.0.0/0]}")]
    [InlineData("{IpProtocol: tcp, FromPort: !FindInMap [Ports, ssh, Number], ToPort: '22', CidrIp: !Join ['/', [0.0.0.0, 0]]}")]
    public void SSH_open_to_the_world_is_seen_however_it_is_written(string rule)
    {
        Assert.Contains("ssh-closed", Fixtures.Controls(Fixtures.JudgeText(Group(rule)).Failures));
    }

    [Theory]
    [InlineData("{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 10.0.0.0/8}")]
    [InlineData("{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 203.0.113.0/24}")]
    [InlineData("{IpProtocol: udp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0}")]
    [InlineData("{IpProtocol: tcp, FromPort: 22, ToPort: 22, SourceSecurityGroupId: sg-0123456789abcdef0}")]
    [InlineData("{IpProtocol: icmp, FromPort: -1, ToPort: -1, CidrIp: 0.0.0.0/0}")]
    public void What_is_not_open_to_the_world_is_no_fault(string rule)
    {
        var verdict = Fixtures.JudgeText(Group(rule));

        Assert.DoesNotContain("ssh-closed", Fixtures.Controls(verdict.Failures.Concat(verdict.NotEvaluated)));
    }

    [Fact]
    public void The_world_in_pieces_is_the_world_also_when_the_pieces_stand_apart()
    {
        // Each is too small to be the world by itself.
        var pieces = string.Join("\n", Enumerable.Range(16, 32).Select(i =>
            $"  R{i}: {{Type: AWS::EC2::SecurityGroupIngress, Properties: {{GroupId: !Ref G, IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: {i}.0.0.0/8}}}}"));

        Assert.Contains("ssh-closed", Fixtures.Controls(Fixtures.JudgeText(Group("{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}") + pieces + "\n").Failures));
    }

    [Fact]
    public void A_source_that_is_a_parameter_is_not_evaluated()
    {
        var verdict = Fixtures.JudgeText("Parameters: {From: {Type: String}}\n" + Group("{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: !Ref From}"));

        Assert.Contains("ssh-closed", Fixtures.Controls(verdict.NotEvaluated));
        Assert.DoesNotContain("risky-ports-closed", Fixtures.Controls(verdict.NotEvaluated));
    }

    private static string Group(string rule) => $$$"""
        Conditions: {C: !Equals [!Ref AWS::Region, eu-west-1]}
        Mappings: {Ports: {ssh: {Number: 22} } }
        Resources:
          G: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: g, SecurityGroupIngress: [{{{rule}}}]}}

        """;
}
