using SecretScoops.Governance.ManagementPolicies;
using Xunit;

namespace SecretScoops.Governance.Tests.Policies;

public sealed class ManagementPolicyTests
{
    [Theory]
    [InlineData("block-public-buckets.json", "\"all\"", "\"most\"", "unknown-value", "\"most\" is not one of \"all\", \"none\"")]
    [InlineData("block-public-buckets.json", "\"@@assign\"", "\"@@assgin\"", "unknown-operator", "\"@@assgin\" is no operator that this value takes")]
    [InlineData("block-public-buckets.json", "public_access_block_configuration", "public_access_block", "unknown-property", "unknown property \"public_access_block\"")]
    [InlineData("declare-ec2-baseline.json", "\"status\": {\n          \"@@assign\": \"disabled\"\n        }", "\"status\": \"disabled\"", "wrong-type", "expected an object with an operator such as \"@@assign\", found the text \"disabled\"")]
    [InlineData("opt-out-of-ai-training.json", "\"@@none\"", "\"@@nobody\"", "unknown-value", "the text \"@@nobody\" is not one of")]
    [InlineData("back-up-production.json", "\"target_backup_vault_name\"", "\"target_backup_vault\"", "missing-property", "required property \"target_backup_vault_name\" is missing")]
    [InlineData("tag-resources.json", "\"type\": \"tag\"", "\"type\": \"chatbot\"", "unknown-property", "unknown property \"tags\"")]
    [InlineData("tag-resources.json", "\"type\": \"tag\"", "\"type\": \"tags\"", "unknown-value", "\"tags\" is not one of \"scp\", \"rcp\", \"tag\"")]
    public void A_fault_is_told_with_its_place_and_remedy(string file, string old, string replacement, string code, string what)
    {
        using var policies = new PolicyCopy().Edit($"guardrails/{file}", old, replacement);

        Assert.Contains(policies.Read().Faults, fault => fault.Code == code && fault.What.StartsWith(what, StringComparison.Ordinal)
            && fault.Where.Name.EndsWith(file, StringComparison.Ordinal) && fault.Where.Line > 1 && !string.IsNullOrEmpty(fault.Remedy));
    }

    [Fact]
    public void A_type_that_is_not_enabled_is_told()
    {
        using var policies = new PolicyCopy().Edit("landing-zone.json", "\"aiservices-opt-out\",", "");

        Assert.Contains("policy-type-not-enabled", policies.Faults(), StringComparison.Ordinal);
    }

    [Fact]
    public void Order_and_repetition_make_no_difference_and_placeholders_are_filled_in()
    {
        Assert.True(ManagementDocument.TryParse("""{"tags":{"b":{"tag_value":{"@@assign":["y","x","x"]}},"a":{}}}""", out var one));
        Assert.True(ManagementDocument.TryParse("""{"tags":{"a":{},"b":{"tag_value":{"@@assign":["x","y"]}}}}""", out var other));
        Assert.Equal(one.Ordered, other.Ordered);

        using var policies = new PolicyCopy();
        var backup = policies.Read().Bundle!.Guardrails.Single(guardrail => guardrail.Value.Name == "back-up-production").Value.Document;
        Assert.Contains("\"regions\":{\"@@assign\":[\"eu-central-1\",\"eu-west-1\"]}", backup.Minified, StringComparison.Ordinal);
    }
}
