using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Remediation.Pipeline;

namespace SecretScoops.Governance.Remediation.Tests.Pipeline;

/// <summary>Which function answers for which environment: nobody is guarded by none, and nobody by two.</summary>
public sealed class JurisdictionTests
{
    private static readonly PolicyBundle policies = PolicyFolder.Read(DefaultPolicies.Folder).Bundle!;

    /// <summary>As deploy/remediation.yaml sets them, when DEV and UAT have functions of their own.</summary>
    private static readonly string[] deployed = ["dev", "uat", "all but dev,uat"];

    [Theory]
    [InlineData("dev", "dev")]
    [InlineData("uat", "uat")]
    [InlineData("prod", "all but dev,uat")]
    [InlineData("root", "all but dev,uat")]
    [InlineData("made-tomorrow", "all but dev,uat")]
    [InlineData(null, "all but dev,uat")]
    public void Every_account_has_one_function_that_answers_for_it(string? environment, string answers) =>
        Assert.Equal([answers], deployed.Where(text => Jurisdiction.Parse(text, policies).Covers(environment)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("all")]
    public void Without_others_one_function_answers_for_all(string? text) =>
        Assert.All((string?[])["dev", "prod", "root", null], environment => Assert.True(Jurisdiction.Parse(text, policies).Covers(environment)));

    [Theory]
    [InlineData("DEV")]
    [InlineData("dev,staging")]
    [InlineData("all but staging")]
    [InlineData("all but")]
    [InlineData("dev,")]
    public void An_environment_that_there_is_not_is_refused_with_those_there_are(string text) =>
        Assert.Contains("\"dev\", \"prod\", \"uat\", \"root\"", Assert.Throws<FormatException>(() => Jurisdiction.Parse(text, policies)).Message, StringComparison.Ordinal);
}
