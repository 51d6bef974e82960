using SecretScoops.Governance.Source;
using Xunit;

namespace SecretScoops.Governance.Tests.Templates;

public sealed class TemplateReaderTests
{
    [Fact]
    public void A_value_of_YAML_knows_its_line_and_column()
    {
        var root = Fixtures.Tree("# a comment\nResources:\n  Bucket:\n    Type: AWS::S3::Bucket\n    Properties:\n      Tags: [{Key: é😀, Value: b}]\n", "a.yaml");

        var tags = root.Find("Resources")!.Find("Bucket")!.Find("Properties")!.Find("Tags")!;
        Assert.Equal((6, 13), (tags.Where.Line, tags.Where.Column));
        Assert.Equal((6, 7), (tags.WhereKey.Line, tags.WhereKey.Column));
        // A face is two UTF-16 units, as editors count.
        var value = tags.Children[0].Find("Value")!;
        Assert.Equal((6, 32), (value.Where.Line, value.Where.Column));
        Assert.Equal("/Resources/Bucket/Properties/Tags/0/Value", value.Where.Pointer);
    }

    [Fact]
    public void A_value_of_JSON_knows_its_line_and_column()
    {
        var root = Fixtures.Tree("{\n  \"Resources\": {\n    \"Bucket\": {\"Type\": \"AWS::S3::Bucket\"}\n  }\n}", "a.json");

        var type = root.Find("Resources")!.Find("Bucket")!.Find("Type")!;
        Assert.Equal((3, 24), (type.Where.Line, type.Where.Column));
    }

    [Theory]
    [InlineData("!Ref A", """{"Ref": "A"}""")]
    [InlineData("!GetAtt A.B.C", """{"Fn::GetAtt": ["A", "B.C"]}""")]
    [InlineData("!GetAtt [A, B]", """{"Fn::GetAtt": ["A", "B"]}""")]
    [InlineData("!Sub 'x-${A}'", """{"Fn::Sub": "x-${A}"}""")]
    [InlineData("!If [C, !Ref A, !Ref AWS::NoValue]", """{"Fn::If": ["C", {"Ref": "A"}, {"Ref": "AWS::NoValue"}]}""")]
    [InlineData("!Equals [!Ref A, b]", """{"Fn::Equals": [{"Ref": "A"}, "b"]}""")]
    [InlineData("!Condition C", """{"Condition": "C"}""")]
    [InlineData("!Base64 {'Fn::Sub': 'a'}", """{"Fn::Base64": {"Fn::Sub": "a"}}""")]
    public void A_short_form_is_the_long_one(string yaml, string json)
    {
        Assert.Equal(Shape(Fixtures.Tree(json, "a.json")), Shape(Fixtures.Tree(yaml, "a.yaml")));
    }

    [Theory]
    [InlineData("a: yes", "Boolean", "true")]
    [InlineData("a: Off", "Boolean", "false")]
    [InlineData("a: 22", "Number", "22")]
    [InlineData("a: 2012-10-17", "Text", "2012-10-17")]
    [InlineData("a: 111122223333:x", "Text", "111122223333:x")]
    [InlineData("a: '22'", "Text", "22")]
    [InlineData("a: ~", "Null", "")]
    [InlineData("a:", "Null", "")]
    [InlineData("a: |\n  x\n  y\n", "Text", "x\ny\n")]
    public void A_scalar_is_what_CloudFormation_takes_it_for(string yaml, string kind, string text)
    {
        var node = Fixtures.Tree(yaml, "a.yaml").Children[0];

        Assert.Equal((kind, text), (node.Kind.ToString(), node.Text));
    }

    [Theory]
    [InlineData("a: &x 1\nb: *x", "yaml-alias", 2, 4)]
    [InlineData("a:\n  <<: {b: 1}", "yaml-merge", 2, 3)]
    [InlineData("a: 1\na: 2", "duplicate-property", 2, 1)]
    [InlineData("a: 1\n---\nb: 1", "two-documents", 2, 1)]
    [InlineData("a:\n\tb: 1", "invalid-yaml", 1, 1)]
    [InlineData("? [a]\n: 1", "invalid-key", 1, 3)]
    [InlineData("a: [1", "invalid-yaml", 0, 0)]
    [InlineData("# nothing", "empty-template", 0, 0)]
    [InlineData("[1]", "no-template", 1, 1)]
    [InlineData("Resources: {A: {Properties: {}}}", "no-type", 1, 16)]
    [InlineData("Resources: {A: {Type: T, Properties: {B: !Ref C}}}", "unknown-reference", 1, 42)]
    [InlineData("Resources: {A: {Type: T, Properties: {B: !Sub 'x ${C.Arn}'}}}", "unknown-reference", 1, 42)]
    [InlineData("Resources: {A: {Type: T, Condition: C}}", "unknown-condition", 1, 37)]
    [InlineData("Resources: {A: {Type: T}}\nConditions:\n  A: !Condition B\n  B: !Not [!Condition A]", "condition-cycle", 0, 0)]
    public void What_is_no_template_is_told_with_its_place_and_its_remedy(string yaml, string code, int line, int column)
    {
        var fault = Assert.Single(Fixtures.Refused(yaml));

        Assert.Equal(code, fault.Code);
        Assert.NotEmpty(fault.Remedy!);
        if (line > 0)
        {
            Assert.Equal((line, column), (fault.Where.Line, fault.Where.Column));
        }
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var faults = Fixtures.Refused("Resources:\n  A: {Type: T, Properties: {B: !Ref C, D: !GetAtt E.Arn}}\n  B: {Typ: T}\n");

        Assert.Equal(["no-type", "unknown-reference", "unknown-reference"], faults.Select(f => f.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void References_that_a_transform_may_bring_are_no_faults()
    {
        Assert.Empty(Fixtures.Refused("Transform: AWS::Serverless-2016-10-31\nResources: {A: {Type: T, Properties: {B: !Ref ServerlessRestApi}}}"));
    }

    private static string Shape(SourceNode node) => node.Kind switch
    {
        NodeKind.Object => "{" + string.Join(",", node.Children.Select(child => $"{child.Key}:{Shape(child)}")) + "}",
        NodeKind.Array => "[" + string.Join(",", node.Children.Select(Shape)) + "]",
        _ => $"{node.Kind} {node.Text}",
    };
}
