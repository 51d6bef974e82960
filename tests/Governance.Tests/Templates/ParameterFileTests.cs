using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Templates;
using Xunit;

namespace SecretScoops.Governance.Tests.Templates;

public sealed class ParameterFileTests
{
    [Theory]
    [InlineData("""[{"ParameterKey": "A", "ParameterValue": "1"}, {"ParameterKey": "B", "ParameterValue": "x,y"}]""")]
    [InlineData("""{"Parameters": {"A": "1", "B": "x,y"}}""")]
    [InlineData("""{"A": 1, "B": ["x", "y"]}""")]
    [InlineData("""["A=1", "B=x,y"]""")]
    [InlineData("A: 1\nB: x,y\n")]
    public void Every_form_that_is_about_is_read(string text)
    {
        var values = ParameterFile.Values(Fixtures.Tree(text, "parameters"), new());

        Assert.Equal([new("A", "1"), new("B", "x,y")], values!);
    }

    [Fact]
    public void A_name_and_a_value_on_each_line_are_read_as_a_shell_would_hand_them_over()
    {
        Assert.Equal([new("A", "1"), new("B", "x=y")], ParameterFile.Lines("# PROD\nA=1\n\nB=x=y\r\n"u8)!);
        Assert.Null(ParameterFile.Lines("A: 1\nB=2\n"u8));
    }

    [Fact]
    public void What_is_no_value_is_told_with_its_place()
    {
        var faults = new FaultLog();

        Assert.Null(ParameterFile.Values(Fixtures.Tree("{\"A\": {\"B\": 1}}", "p.json"), faults));
        Assert.Equal(7, Assert.Single(faults.Faults).Where.Column);
    }
}
