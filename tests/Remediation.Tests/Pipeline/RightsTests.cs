using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SecretScoops.Governance.AwsNames;
using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Remediation.Pipeline;
using SecretScoops.Governance.Remediation.Remediations;
using SecretScoops.Governance.Roles;

namespace SecretScoops.Governance.Remediation.Tests.Pipeline;

/// <summary>Session policies: valid, narrow, and short enough for STS, for every remediation.</summary>
public sealed partial class RightsTests
{
    public static TheoryData<string> Controls => [.. AllRemediations.List.Select(r => r.Control)];

    [Theory, MemberData(nameof(Controls))]
    public void The_session_policy_of_a_remediation_is_one_that_sts_takes(string control)
    {
        var remediation = AllRemediations.List.Single(r => r.Control == control);

        var text = Policy(remediation, LongestId(remediation.ResourceType));

        Assert.True(text.Length < 2048, $"{text.Length} characters: {text}");
        // STS: printable ASCII and some white space.
        Assert.All(text, c => Assert.InRange(c, ' ', '~'));
        var policy = JsonNode.Parse(text)!;
        Assert.Equal("2012-10-17", (string?)policy["Version"]);
        Assert.All(policy["Statement"]!.AsArray(), statement =>
        {
            Assert.Equal("Allow", (string?)statement!["Effect"]);
            Assert.Matches(@"^(\*|arn:[a-z-]+:[a-z0-9-]+:([a-z0-9-]*|\*):(\d*|\*):.+)$", (string)statement["Resource"]!);
            Assert.DoesNotMatch(Left(), (string)statement["Resource"]!);
            Assert.NotEmpty(statement["Action"]!.AsArray());
        });
    }

    [Theory, MemberData(nameof(Controls))]
    public void Every_action_of_a_remediation_is_one_that_aws_has(string control) => Assert.All(
        AllRemediations.List.Single(r => r.Control == control) is var remediation ? remediation.Reads.Concat(remediation.Writes) : [],
        need => Assert.Contains(need.Action.Split(':')[1], ActionCatalogue.Embedded.Find(need.Action.Split(':')[0])!.Actions));

    // Settings of a whole account or organization have no resource that an action could be narrowed to.
    [Theory, MemberData(nameof(Controls))]
    public void Nothing_is_written_on_everything_but_settings_of_an_account(string control) => Assert.DoesNotContain(
        AllRemediations.List.Where(r => r.Control == control && r.ResourceType != ResourceTypes.Account).SelectMany(r => r.Writes), need => need.Resource == "*" && !need.Action.EndsWith("AWSServiceAccess", StringComparison.Ordinal));

    [Fact]
    public void Needs_on_one_resource_are_one_statement_and_none_stands_twice()
    {
        var text = Rights.PolicyFor([new("s3:B", "x"), new("s3:A", "x"), new("s3:A", "x"), new("s3:A", "x", "s3:C"), new("s3:D", "*")], need => need.Resource!);

        Assert.Equal("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:D"],"Resource":"*"},{"Effect":"Allow","Action":["s3:A","s3:B"],"Resource":"x"}]}""", text);
    }

    [Theory]
    [InlineData("*", "arn:aws:s3:::${*}")]
    [InlineData("shop-?", "arn:aws:s3:::shop-${?}")]
    [InlineData("${aws:username}", "arn:aws:s3:::${$}{aws:username}")]
    [InlineData("a\",\"b", "arn:aws:s3:::a\",\"b")]
    public void An_id_from_an_event_stands_for_itself_and_nothing_more(string id, string resource) => Assert.Equal(
        resource,
        (string?)JsonNode.Parse(Rights.PolicyFor([new("s3:GetBucketAcl", "arn:{partition}:s3:::{id}")], need => need.On(Incident(ResourceTypes.Bucket, id), "aws")))!["Statement"]![0]!["Resource"]);

    [Fact]
    public void Parent_and_child_are_what_stands_around_the_first_slash()
    {
        var need = new Need("apigateway:GET", "arn:{partition}:apigateway:{region}::/restapis/{parent}/stages/{child}");

        Assert.Equal("arn:aws-cn:apigateway:ap-southeast-2::/restapis/a1/stages/live/x", need.On(Incident(ResourceTypes.RestStage, "a1/live/x"), "aws-cn"));
    }

    private static string Policy(Governance.Remediation.Remediations.Remediation remediation, string id) =>
        Rights.PolicyFor(remediation.Reads.Concat(remediation.Writes), need => need.On(Incident(remediation.ResourceType, id) with { Control = remediation.Control }, "aws-us-gov"));

    private static Incident Incident(string type, string id) => new("control", "123456789012", "ap-southeast-2", type, id);

    // As long as the services let names be, or as their ids are.
    private static string LongestId(string type) => type switch
    {
        ResourceTypes.Bucket or ResourceTypes.DbInstance => new('b', 63),
        ResourceTypes.LoadBalancer => $"arn:aws-us-gov:elasticloadbalancing:ap-southeast-2:123456789012:loadbalancer/app/{new string('l', 32)}/0123456789abcdef",
        ResourceTypes.RestStage or ResourceTypes.HttpStage => $"abcdefghij/{new string('s', 128)}",
        ResourceTypes.Topic => $"arn:aws-us-gov:sns:ap-southeast-2:123456789012:{new string('t', 256)}",
        ResourceTypes.Account => "123456789012",
        ResourceTypes.Distribution => "E1A2B3C4D5E6F7",
        ResourceTypes.Service => $"arn:aws-us-gov:ecs:ap-southeast-2:123456789012:service/{new string('c', 255)}/{new string('s', 255)}",
        ResourceTypes.Secret => $"arn:aws-us-gov:secretsmanager:ap-southeast-2:123456789012:secret:{new string('s', 512)}-AbCdEf",
        ResourceTypes.LogGroup => new('l', 512),
        ResourceTypes.Repository => new('r', 256),
        _ when type.StartsWith("AWS::EC2::", StringComparison.Ordinal) => "sg-0123456789abcdef0",
        _ => new('x', 128),
    };

    [GeneratedRegex(@"(?<!\$)\{[a-z]")]
    private static partial Regex Left();
}
