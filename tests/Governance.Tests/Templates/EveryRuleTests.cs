using System.Globalization;
using SecretScoops.Governance.Templates;
using SecretScoops.Governance.Templates.Checks;
using SecretScoops.Governance.Tests.Policies;
using Xunit;

namespace SecretScoops.Governance.Tests.Templates;

public sealed class EveryRuleTests
{
    public static TheoryData<string> GoodFiles => [.. Fixtures.Good.Select(file => Path.GetFileName(file))];

    public static TheoryData<string> BadFiles => [.. Fixtures.Bad.Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(GoodFiles))]
    public void A_good_template_holds_and_everything_in_it_is_known(string file)
    {
        var verdict = Fixtures.Judge(Path.Combine(Fixtures.Folder, "good", file));

        Assert.Empty(verdict.Failures.Select(f => TemplateChecks.AsFault(f).ToString()));
        Assert.Empty(verdict.NotEvaluated.Select(f => f.Control + ": " + f.Remark.What));
    }

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void A_bad_template_fails_for_its_reason_and_for_no_other(string file)
    {
        var path = Path.Combine(Fixtures.Folder, "bad", file);

        var verdict = Fixtures.Judge(path);

        Assert.Equal(Fixtures.Named(path).Order(StringComparer.Ordinal), Fixtures.Controls(verdict.Failures));
        Assert.Contains(Path.GetFileNameWithoutExtension(file), Fixtures.Controls(verdict.Failures));
        Assert.All(verdict.Failures, f => Assert.True(f.Remark is { Where: { Line: > 0, Column: > 0 }, Remedy.Length: > 0 }));
    }

    [Fact]
    public void Every_rule_has_a_template_that_breaks_it_and_one_that_holds()
    {
        var rules = AllRules.All.Select(rule => rule.Control).Order(StringComparer.Ordinal).ToList();

        Assert.Equal(rules, rules.Distinct());
        Assert.Equal(rules, Fixtures.Bad.Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal));
        // What must not be there at all holds where nothing of its type is.
        string[] forbidden = ["iam-no-access-keys", "iam-no-users", "iam-no-console-password"];
        Assert.Equal(rules.Except(forbidden), Fixtures.Good.SelectMany(file => Fixtures.Judge(file).Passed).Select(each => each.Control).Distinct().Order(StringComparer.Ordinal).Except(forbidden));
    }

    [Fact]
    public void Every_control_is_one_of_the_policies_and_at_least_fifty_are_checked()
    {
        var known = Fixtures.Policies.Controls.Controls.Select(control => control.Id).ToHashSet();

        Assert.Empty(AllRules.Controls.Except(known));
        Assert.True(AllRules.Controls.Count >= 50);
    }

    [Fact]
    public void The_document_names_every_control_and_how_many_they_are()
    {
        var document = File.ReadAllText(Path.Combine(Path.GetDirectoryName(RealPolicies.Folder)!, "docs", "check.md"));

        Assert.All(AllRules.All, rule => Assert.Contains($"`{rule.Control}`", document, StringComparison.Ordinal));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"\n{AllRules.All.Count} controls."), document, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_environment_does_not_ask_for_is_not_judged_there()
    {
        var file = Path.Combine(Fixtures.Folder, "bad", "databases-multi-az.yaml");

        Assert.Empty(Fixtures.Judge(file, "dev").Failures);
        Assert.Empty(Fixtures.Judge(file, "uat").Failures);
        Assert.Equal(["databases-multi-az"], Fixtures.Controls(Fixtures.Judge(file, "prod").Failures));
    }

    [Fact]
    public void Parameters_of_the_policies_count_as_the_environment_has_them()
    {
        var file = Path.Combine(Fixtures.Folder, "bad", "databases-backed-up.yaml");

        Assert.Empty(Fixtures.Judge(file, "uat").Failures);
        Assert.Equal(["databases-backed-up"], Fixtures.Controls(Fixtures.Judge(file, "prod").Failures));
    }
}
