using SecretScoops.Governance.Templates;
using Xunit;

namespace SecretScoops.Governance.Tests.Templates;

public sealed class ResolverTests
{
    private const string Head = """
        Parameters:
          Given: {Type: String}
          Default: {Type: String, Default: d}
          Open: {Type: String}
          One: {Type: String, AllowedValues: [only]}
          List: {Type: CommaDelimitedList, Default: "a, b,c"}
          Looked: {Type: "AWS::SSM::Parameter::Value<String>", Default: /a/b}
        Mappings:
          Map: {d: {Size: big}}
        Conditions:
          Holds: !Equals [!Ref Default, d]
          Fails: !Not [!Condition Holds]
        Resources:
          Bucket: {Type: AWS::S3::Bucket}
          It:
            Type: Made::Up::Thing
            Properties:
              Value:
        """;

    [Theory]
    [InlineData("!Ref Given", "given")]
    [InlineData("!Ref Default", "d")]
    [InlineData("!Ref One", "only")]
    [InlineData("!Sub 'x-${Default}-${!Literal}'", "x-d-${Literal}")]
    [InlineData("!Sub ['${A}/${Default}', {A: !Ref Given}]", "given/d")]
    [InlineData("!Join ['-', [a, !Ref Default]]", "a-d")]
    [InlineData("!Join ['-', !Ref List]", "a-b-c")]
    [InlineData("!Select [1, !Ref List]", "b")]
    [InlineData("!Select ['0', !Split ['/', 'x/y']]", "x")]
    [InlineData("!FindInMap [Map, !Ref Default, Size]", "big")]
    [InlineData("!If [Holds, a, b]", "a")]
    [InlineData("!If [Fails, a, b]", "b")]
    [InlineData("{'Fn::Base64': !Sub 'x${Default}'}", "xd")]
    public void What_can_be_known_is_known(string value, string expected)
    {
        Assert.Equal(expected, Value(value).Text);
    }

    [Theory]
    [InlineData("!Ref Open", "${Open}")]
    [InlineData("!Ref Looked", "${Looked}")]
    [InlineData("!Ref AWS::Region", "${AWS::Region}")]
    [InlineData("!Sub 'x-${Open}'", "x-${Open}")]
    [InlineData("!GetAtt Bucket.Arn", "${Bucket.Arn}")]
    [InlineData("!ImportValue x", "")]
    [InlineData("!GetAZs ''", "")]
    [InlineData("{'Fn::Transform': {Name: AWS::Include}}", "")]
    [InlineData("!FindInMap [Map, !Ref Open, Size]", "")]
    public void What_waits_for_deployment_is_unknown_and_says_why(string value, string written)
    {
        var element = Value(value);

        Assert.Equal((Knowledge.Unknown, written), (element.Knowledge, element.Written));
        Assert.NotEmpty(element.Why!);
        Assert.True(element["Anything"].IsUnknown);
    }

    [Fact]
    public void NoValue_is_absent_also_within_a_list()
    {
        Assert.True(Value("!If [Fails, a, !Ref AWS::NoValue]").IsAbsent);
        Assert.Equal(["a"], Value("[a, !If [Fails, b, !Ref AWS::NoValue]]").Items.Select(item => item.Text));
    }

    [Fact]
    public void A_reference_names_its_resource()
    {
        Assert.Equal("Bucket", Value("!Ref Bucket").Target);
        Assert.Equal("Bucket", Value("!Sub '${Bucket}'").Target);
    }

    [Theory]
    [InlineData("[true, false]", false)]
    [InlineData("[true, true]", true)]
    public void Both_ways_of_an_undecided_condition_must_hold(string both, bool holds)
    {
        var verdict = Fixtures.JudgeText($$$"""
            Parameters: {Open: {Type: String}}
            Conditions: {C: !Equals [!Ref Open, x]}
            Resources:
              Trail:
                Type: AWS::CloudTrail::Trail
                Properties: {IsLogging: !If [C, {{{both.Trim('[', ']')}}}], IsMultiRegionTrail: true, KMSKeyId: k, EnableLogFileValidation: true}
            """);

        Assert.Equal(holds ? [] : ["trail-on"], Fixtures.Controls(verdict.Failures));
        Assert.Empty(verdict.NotEvaluated);
    }

    [Fact]
    public void Conditions_on_one_parameter_never_contradict_each_other()
    {
        // Whatever Open is, one of the two flow logs is there, or neither is needed.
        var verdict = Fixtures.JudgeText("""
            Parameters: {Open: {Type: String, AllowedValues: [dev, prod]}}
            Conditions:
              Dev: !Equals [!Ref Open, dev]
              Prod: !Equals [!Ref Open, prod]
            Resources:
              Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
              InDev: {Type: AWS::EC2::FlowLog, Condition: Dev, Properties: {ResourceType: VPC, ResourceId: !Ref Vpc, TrafficType: ALL}}
              InProd: {Type: AWS::EC2::FlowLog, Condition: Prod, Properties: {ResourceType: VPC, ResourceId: !Ref Vpc, TrafficType: ALL}}
            """);

        Assert.Empty(verdict.Failures);
    }

    [Fact]
    public void A_parameter_of_which_every_value_holds_is_known_well_enough()
    {
        static TemplateVerdict With(string allowed) => Fixtures.JudgeText($$$"""
            Parameters: {Days: {Type: Number, AllowedValues: {{{allowed}}} } }
            Resources: {Logs: {Type: AWS::Logs::LogGroup, Properties: {RetentionInDays: !Ref Days} } }
            """);

        Assert.Empty(With("[365, 400]").Failures.Concat(With("[365, 400]").NotEvaluated));
        Assert.Equal(["logs-kept"], Fixtures.Controls(With("[1, 7]").Failures));
        Assert.Equal(["logs-kept"], Fixtures.Controls(With("[7, 365]").NotEvaluated));
    }

    [Fact]
    public void What_a_condition_leaves_out_is_not_judged()
    {
        const string yaml = """
            Parameters: {Env: {Type: String, Default: prod}}
            Conditions: {Dev: !Equals [!Ref Env, dev]}
            Resources: {User: {Type: AWS::IAM::User, Condition: Dev}}
            """;

        Assert.Empty(Fixtures.JudgeText(yaml).Failures);
        Assert.Equal(["iam-no-users"], Fixtures.Controls(Fixtures.JudgeText(yaml, "prod", ("Env", "dev")).Failures));
    }

    [Fact]
    public void What_is_unknown_is_neither_passed_nor_failed()
    {
        var verdict = Fixtures.JudgeText("""
            Parameters: {Open: {Type: String}}
            Resources: {Logs: {Type: AWS::Logs::LogGroup, Properties: {RetentionInDays: !Ref Open}}}
            """);

        Assert.Empty(verdict.Failures);
        Assert.Equal(["logs-kept"], Fixtures.Controls(verdict.NotEvaluated));
        Assert.DoesNotContain(verdict.Passed, each => each.Control == "logs-kept");
    }

    [Fact]
    public void Conditions_that_go_too_many_ways_are_not_evaluated_and_end()
    {
        var parameters = string.Join("\n", Enumerable.Range(0, 40).Select(i => $"  P{i}: {{Type: String}}"));
        var conditions = string.Join("\n", Enumerable.Range(0, 40).Select(i => $"  C{i}: !Equals [!Ref P{i}, x]"));
        var logs = string.Join("\n", Enumerable.Range(0, 40).Select(i => $"  L{i}: {{Type: AWS::EC2::FlowLog, Condition: C{i}, Properties: {{ResourceType: VPC, ResourceId: !Ref Vpc, TrafficType: ALL}}}}"));

        var verdict = Fixtures.JudgeText($"Parameters:\n{parameters}\nConditions:\n{conditions}\nResources:\n  Vpc: {{Type: AWS::EC2::VPC}}\n{logs}\n");

        Assert.Contains(verdict.NotEvaluated.Concat(verdict.Failures), f => f.Control == "flow-logs-on");
        Assert.DoesNotContain(verdict.Passed, each => each.Control == "flow-logs-on");
    }

    private static Element Value(string value)
    {
        var template = Fixtures.Parse($"{Head} {value}\n", ("Given", "given"));
        return new Resource(template.Resources[1], new World(template, new()))["Value"];
    }
}
