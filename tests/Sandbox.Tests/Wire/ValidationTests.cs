using SecretScoops.Governance.Sandbox.Wire.Organizations;
using SecretScoops.Governance.Sandbox.Wire.Validation;
using Xunit;
using Identity = SecretScoops.Governance.Sandbox.Wire.IdentityStore;
using Sso = SecretScoops.Governance.Sandbox.Wire.SsoAdmin;

namespace SecretScoops.Governance.Sandbox.Tests.Wire;

/// <summary>Constraints of the models, told in AWS's words.</summary>
public sealed class ValidationTests
{
    [Fact]
    public void A_request_within_its_constraints_has_no_violations() =>
        Assert.Empty(Validator.Check(new CreatePolicyRequest { Name = "p", Description = "", Content = "{}", Type = "SERVICE_CONTROL_POLICY" }));

    [Fact]
    public void Every_violation_is_told_at_once()
    {
        var violations = Validator.Check(new CreatePolicyRequest { Name = new string('x', 129), Content = "{}", Type = "SCP" });

        Assert.Equal([ViolationKind.Missing, ViolationKind.TooLong, ViolationKind.Values], violations.Select(static violation => violation.Kind));
        Assert.StartsWith("3 validation errors detected: Value null at 'description' failed to satisfy constraint: Member must not be null; Value 'xxx", Violation.Message(violations), StringComparison.Ordinal);
        Assert.Contains("at 'name' failed to satisfy constraint: Member must have length less than or equal to 128; Value 'SCP' at 'type' failed to satisfy constraint: Member must satisfy enum value set: [", Violation.Message(violations), StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_violation_is_told_in_the_singular() =>
        Assert.Equal(
            "1 validation error detected: Value '21' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 20",
            Violation.Message(Validator.Check(new ListAccountsRequest { MaxResults = 21 })));

    [Fact]
    public void Places_inside_lists_are_counted_from_one() =>
        Assert.Equal(
            ["tags.2.member.key", "tags.2.member.value"],
            Validator.Check(new Sso.TagResourceRequest { ResourceArn = "arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1234567890abcdef", Tags = [new() { Key = "a", Value = "b" }, new()] })
                .Select(static violation => violation.Path));

    [Fact]
    public void A_pattern_must_match_the_whole_value()
    {
        Assert.Empty(Validator.Check(new DescribePolicyRequest { PolicyId = "p-12345678" }));

        var violation = Assert.Single(Validator.Check(new DescribePolicyRequest { PolicyId = "p-12345678\n" }));
        Assert.Equal(ViolationKind.Pattern, violation.Kind);
        Assert.StartsWith("Member must satisfy regular expression pattern: ^p-", violation.Constraint, StringComparison.Ordinal);
    }

    [Fact]
    public void Length_is_counted_in_code_points()
    {
        var request = new Identity.CreateGroupRequest { IdentityStoreId = "d-1234567890", DisplayName = string.Concat(Enumerable.Repeat("\U00010348", 1024)) };

        Assert.Empty(Validator.Check(request));

        request.DisplayName += "x";
        Assert.Equal(ViolationKind.TooLong, Assert.Single(Validator.Check(request)).Kind);
    }

    [Fact]
    public void Every_pattern_of_the_models_can_be_checked()
    {
        var patterns = Directory.GetFiles(Models(), "*.json")
            .SelectMany(static file => System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(file)).RootElement.GetProperty("shapes").EnumerateObject())
            .Where(static shape => shape.Value.TryGetProperty("pattern", out _))
            .Select(static shape => shape.Value.GetProperty("pattern").GetString()!)
            .Distinct()
            .ToList();

        Assert.NotEmpty(patterns);
        Assert.All(patterns, static pattern => new Aws.Protocols.Limits { Pattern = pattern }.Satisfies("x"));
    }

    private static string Models([System.Runtime.CompilerServices.CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", "Aws", "Models");
}
