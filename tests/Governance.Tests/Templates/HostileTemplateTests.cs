using System.Text;
using CsCheck;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Templates;
using Xunit;

namespace SecretScoops.Governance.Tests.Templates;

public sealed class HostileTemplateTests
{
    private static readonly string[] spoils = ["", "[", "{", "]", "}", ": ", "- ", "\n", "!Ref ", "!Sub ", "!If ", "!GetAtt .", "${", "\"", "'", "*", "&a ", "Fn::If", "\t", "\0", "null", "é😀", "9999999999999999999", "<<: ", "!Select [9, []]"];

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("{\"a\":")]
    [InlineData("!Sub [")]
    public void Ten_thousand_levels_are_a_fault_and_not_a_crash(string level)
    {
        var text = string.Concat(Enumerable.Repeat(level, 10_000));

        Assert.NotEmpty(Fixtures.Refused(text));
        Assert.NotEmpty(Fixtures.Refused(text, "a.json"));
    }

    [Fact]
    public void Half_a_million_brackets_are_refused_before_they_are_read()
    {
        Assert.Equal("nested-too-deeply", Assert.Single(Fixtures.Refused(new string('[', 500_000))).Code);
    }

    [Fact]
    public void A_billion_laughs_are_refused_at_the_first()
    {
        Assert.Equal("yaml-alias", Assert.Single(Fixtures.Refused("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n")).Code);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_a_fault()
    {
        Assert.Equal("invalid-utf8", Assert.Single(Fixtures.Refused([0x7F, 0x45, 0x4C, 0x46, 0, 0, 1])).Code);
        Assert.Equal("invalid-utf8", Assert.Single(Fixtures.Refused([0xFF, 0xFE, 0x61])).Code);
    }

    [Fact]
    public void A_text_that_doubles_with_every_level_ends()
    {
        var value = "x";
        for (var level = 0; level < 25; level++)
        {
            value = $"!Sub ['${{A}}${{A}}', {{A: {value}}}]";
        }

        var verdict = Fixtures.JudgeText($"Resources: {{Logs: {{Type: AWS::Logs::LogGroup, Properties: {{RetentionInDays: {value}}}}}}}");

        Assert.Equal(["logs-kept"], Fixtures.Controls(verdict.NotEvaluated));
    }

    [Fact]
    public void A_chain_of_ten_thousand_conditions_ends()
    {
        var chain = new StringBuilder("Resources:\n  Logs: {Type: AWS::Logs::LogGroup, Condition: C9999}\nConditions:\n  C0: !Equals [a, a]\n");
        for (var i = 1; i < 10_000; i++)
        {
            chain.Append(System.Globalization.CultureInfo.InvariantCulture, $"  C{i}: !Not [!Condition C{i - 1}]\n");
        }

        Assert.Empty(Fixtures.JudgeText(chain.ToString()).Failures);
    }

    [Fact]
    public void More_resources_than_CloudFormation_takes_are_a_fault()
    {
        var text = "Resources:\n" + string.Concat(Enumerable.Range(0, 501).Select(i => $"  B{i}: {{Type: AWS::S3::Bucket}}\n"));

        Assert.Equal("too-many-resources", Assert.Single(Fixtures.Refused(text)).Code);
    }

    [Fact]
    public void Whatever_is_done_to_a_template_it_is_judged_or_refused_and_never_crashes()
    {
        var texts = Fixtures.Good.Select(file => (Name: Path.GetFileName(file), Text: File.ReadAllText(file))).ToArray();
        var demands = Fixtures.Demands("prod");
        var spoiling = Gen.Select(Gen.Int[0, 100_000], Gen.Int[0, 40], Gen.Int[0, spoils.Length - 1]).Array[1, 4];

        Gen.Select(Gen.Int[0, texts.Length - 1], spoiling).Sample(
            (which, changes) =>
            {
                var (name, text) = texts[which];
                foreach (var (at, length, spoil) in changes)
                {
                    var start = at % (text.Length + 1);
                    text = text[..start] + spoils[spoil] + text[Math.Min(text.Length, start + length)..];
                }

                var faults = new FaultLog();
                if (TemplateFile.Parse(Encoding.UTF8.GetBytes(text), name, faults) is { } root && !faults.HasErrors
                    && Template.Read(root, new Dictionary<string, string>(), faults) is { } template)
                {
                    _ = TemplateCheck.Judge(template, demands, Fixtures.NoExemptions("prod"));
                }
                else
                {
                    Assert.True(faults.HasErrors, text);
                }
            },
            iter: 3_000);
    }
}
