using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies;
using Xunit;

namespace SecretScoops.Governance.Tests.Policies;

/// <summary>Conformance packs and templates that AWS would not take, told with their place.</summary>
public sealed class ConformancePackTests
{
    private const string Rule = """{ "Type": "AWS::Config::ConfigRule", "Properties": { "Source": { "Owner": "AWS", "SourceIdentifier": "ACCESS_KEYS_ROTATED" }, "InputParameters": { "maxAccessKeyAge": { "Ref": "MaxAge" } } } }""";
    private const string Template = $$"""{ "Parameters": { "MaxAge": { "Type": "String" } }, "Resources": { "Keys": {{Rule}} } }""";
    private const string Pack = """{ "description": "Young keys", "template": "keys", "parameters": { "MaxAge": "30" } }""";

    [Fact]
    public void A_pack_is_read_with_its_template()
    {
        using var copy = Copy(Pack, Template);

        var bundle = copy.Read().Bundle!;

        var template = bundle.ConformancePacks["keys"];
        Assert.Equal(["MaxAge"], template.Parameters.Keys);
        Assert.Contains("\"Fingerprint\":{\"Type\":\"String\",\"Default\":\"none\"}", template.Body, StringComparison.Ordinal);
        Assert.Equal(16, template.Fingerprint.Length);
    }

    [Fact]
    public void The_fingerprint_changes_with_the_content_and_not_with_its_form()
    {
        using var copy = Copy(Pack, Template);
        var before = Fingerprint(copy);
        copy.Write("conformance-packs/keys.json", $$"""{ "Resources": { "Keys": {{Rule}} },   "Parameters": { "MaxAge": { "Type": "String" } } }""");
        var formed = Fingerprint(copy);
        copy.Edit("conformance-packs/keys.json", "\"Type\": \"String\"", "\"Type\": \"Number\"");

        Assert.Equal(before, formed);
        Assert.NotEqual(before, Fingerprint(copy));
    }

    [Theory]
    [InlineData("""{ "description": "x", "template": "kyes" }""", "unknown-template", "did you mean \"keys\"?")]
    [InlineData("""{ "description": "x", "template": "keys", "parameters": { "MaxAge": "1", "MaxAgee": "1" } }""", "unknown-parameter", "did you mean \"MaxAge\"?")]
    [InlineData("""{ "description": "x", "template": "keys", "parameters": { "MaxAge": "1" }, "environments": { "prod": { "parameters": { "Fingerprint": "1" } } } }""", "unknown-parameter", "has no parameter \"Fingerprint\"")]
    [InlineData("""{ "description": "x", "template": "keys" }""", "missing-parameter", "needs parameter \"MaxAge\"")]
    [InlineData("""{ "description": "x", "template": "keys", "parameters": { "MaxAge": "1" }, "environments": { "prodd": false } }""", "unknown-environment", "prod")]
    [InlineData("""{ "template": "keys", "parameters": { "MaxAge": "1" } }""", "missing-property", "description")]
    public void A_pack_that_cannot_be_is_told_with_its_place(string pack, string code, string told)
    {
        using var copy = Copy(pack, Template);

        Told(copy, "config.json", 2, code, told);
    }

    [Theory]
    [InlineData("[]", "invalid-template", "Resources")]
    [InlineData("""{ "Resources": {} }""", "invalid-template", "Resources")]
    [InlineData("""{ "Resources": { "Keys": { "Type": "AWS::S3::Bucket" } } }""", "template-resource-type", "AWS::Config::RemediationConfiguration")]
    [InlineData("""{ "Resources": { "Keys": { } } }""", "template-resource-type", "of no type")]
    [InlineData("""{ "Resources": { "Keys": { "Type": "AWS::Config::ConfigRule" } } }""", "rule-source", "SourceIdentifier")]
    [InlineData("""{ "Resources": { "Keys": { "Type": "AWS::Config::ConfigRule", "Properties": { "Source": { "Owner": "AWS", "SourceIdentifier": "ACCESS_KEYS_ROTATE" } } } } }""", "unknown-managed-rule", "did you mean \"ACCESS_KEYS_ROTATED\"?")]
    [InlineData("""{ "Resources": { "Keys": { "Type": "AWS::Config::ConfigRule", "Properties": { "Source": { "Owner": "AWS", "SourceIdentifier": "ACCESS_KEYS_ROTATED" }, "InputParameters": { "maxAccesKeyAge": 3 } } } } }""", "unknown-parameter", "did you mean \"maxAccessKeyAge\"?")]
    [InlineData("""{ "Resources": { "Keys": { "Type": "AWS::Config::ConfigRule", "Properties": { "Source": { "Owner": "AWS", "SourceIdentifier": "ACCESS_KEYS_ROTATED" }, "InputParameters": { "maxAccessKeyAge": "old" } } } } }""", "invalid-parameter", "correct the value")]
    [InlineData("""{ "Resources": { "Keys": { "Type": "AWS::Config::ConfigRule", "Properties": { "Source": { "Owner": "AWS", "SourceIdentifier": "ECS_NO_ENVIRONMENT_SECRETS" } } } } }""", "missing-parameter", "secretKeys")]
    [InlineData("""{ "Parameters": { "Fingerprint": { "Type": "String", "Default": "" } }, "Resources": { "Keys": { "Type": "AWS::Config::RemediationConfiguration" } } }""", "reserved-parameter", "another name")]
    [InlineData("""{ "Resources": { "Keys": { "Type": "AWS::Config::RemediationConfiguration", "Properties": { "ConfigRuleName": { "Ref": "Kyes" } } } } }""", "unknown-parameter", "did you mean \"Keys\"?")]
    public void A_template_that_AWS_would_not_take_is_told_with_its_place(string template, string code, string told)
    {
        using var copy = Copy("""{ "description": "x", "template": "keys" }""", template);

        Told(copy, "conformance-packs/keys.json", 1, code, told);
    }

    [Fact]
    public void A_template_is_as_large_as_AWS_takes_it()
    {
        using var copy = Copy(Pack, Template.Replace("\"Resources\"", $"\"Description\": \"{new string('x', 51_200)}\", \"Resources\"", StringComparison.Ordinal));

        Told(copy, "conformance-packs/keys.json", 1, "over-quota", "51200");
    }

    [Fact]
    public void A_rule_that_one_region_has_is_in_no_pack_that_goes_elsewhere()
    {
        using var copy = Copy(
            """{ "description": "x", "template": "keys" }""",
            """{ "Resources": { "Keys": { "Type": "AWS::Config::ConfigRule", "Properties": { "Source": { "Owner": "AWS", "SourceIdentifier": "CLOUDFRONT_VIEWER_POLICY_HTTPS" } } } } }""");

        Told(copy, "config.json", 2, "rule-elsewhere", "us-east-1");
    }

    [Fact]
    public void A_template_that_no_pack_has_is_a_warning()
    {
        using var copy = Copy(Pack, Template);
        copy.Write("conformance-packs/other.json", Template);

        var reading = copy.Read();

        var fault = Assert.Single(reading.Faults);
        Assert.Equal((Severity.Warning, "template-unused"), (fault.Severity, fault.Code));
        Assert.EndsWith("conformance-packs/other.json", fault.Where.Name, StringComparison.Ordinal);
        Assert.NotNull(reading.Bundle);
    }

    private static string Fingerprint(PolicyCopy copy) => copy.Read().Bundle!.ConformancePacks["keys"].Fingerprint;

    private static PolicyCopy Copy(string pack, string template)
    {
        var copy = new PolicyCopy();
        copy.Edit("config.json", "\"enabled\": true,", $"\"enabled\": true, \"conformancePacks\": {{ \"keys\": {pack} }},");
        var text = File.ReadAllText(copy.At("config.json"));
        copy.Write("config.json", text.Replace("\"$schema\": \"./schemas/config.schema.json\",\n", "", StringComparison.Ordinal));
        return copy.Write("conformance-packs/keys.json", template);
    }

    private static void Told(PolicyCopy copy, string file, int line, string code, string told)
    {
        var fault = Assert.Single(PolicyFolder.Read(copy.Folder).Faults, f => f.Code == code);
        Assert.Contains(told, $"{fault.What} {fault.Remedy}", StringComparison.Ordinal);
        Assert.EndsWith(file, fault.Where.Name, StringComparison.Ordinal);
        Assert.Equal(line, fault.Where.Line);
    }
}
