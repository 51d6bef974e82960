using SecretScoops.Governance.Policies.Files;
using Xunit;

namespace SecretScoops.Governance.Tests.Policies;

public sealed class AlertsTests
{
    [Theory]
    [InlineData("\"topic\": \"critical\"", "\"topic\": \"critcal\"", "unknown-topic", "there is no topic \"critcal\"", "did you mean \"critical\"?")]
    [InlineData("\"key\": \"alerts\"", "\"key\": \"alert\"", "unknown-key", "there is no key \"alert\"", "did you mean \"alerts\"?")]
    [InlineData("\"name\": \"secret-scoops-collect-guardduty\"", "\"name\": \"collect-guardduty\"", "name-without-prefix", "the name of rule \"collect-guardduty\" does not begin with \"secret-scoops-\"", "namePrefix")]
    [InlineData("\"regions\": [\n        \"governed\"\n      ]", "\"regions\": [\"us-west-2\"]", "region-not-governed", "\"us-west-2\" is neither a governed region nor us-east-1", "eu-central-1")]
    [InlineData("\"accounts\": [\n        \"root\"\n      ]", "\"accounts\": [\"rot\"]", "unknown-account", "there is no account \"rot\"", "did you mean \"root\"?")]
    [InlineData("\"protocol\": \"email\"", "\"protocol\": \"https\"", "invalid-url", "\"security@secretscoops.example\" is not an address that begins with https://", "https://")]
    [InlineData("\"severity\": [\n            {\n              \"numeric\": [\n                \">=\",\n                7\n              ]\n            }\n          ]", "\"severity\": 7", "invalid-event-pattern", "expected a list of values", "list of values")]
    [InlineData("<severity>, account", "<severty>, account", "unknown-value", "the message uses <severty>, and no value has that name", "values")]
    [InlineData("\"queue\": \"secret-scoops-remediation\"", "\"queue\": \"secret-scoops-remediation\", \"topic\": \"high\"", "conflicting-properties", "a target is exactly one topic or queue", "either")]
    public void A_fault_is_told_with_its_place_and_remedy(string old, string replacement, string code, string what, string remedy)
    {
        using var policies = new PolicyCopy().Edit("alerts.json", old, replacement);

        var fault = Assert.Single(policies.Read().Faults, fault => fault.Code == code);
        Assert.StartsWith(what, fault.What, StringComparison.Ordinal);
        Assert.EndsWith("alerts.json", fault.Where.Name, StringComparison.Ordinal);
        Assert.True(fault.Where.Line > 1);
        Assert.Contains(remedy, fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_file_alerts_are_not_managed()
    {
        using var policies = new PolicyCopy();
        File.Delete(policies.At("alerts.json"));

        Assert.Null(policies.Read().Bundle!.Find(AlertsFile.Area));
    }
}
