using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Resources;
using Xunit;
using EngineSome = SecretScoops.Governance.Baseline.Tests.Engine.Some;

namespace SecretScoops.Governance.Baseline.Tests.Resources;

/// <summary>The order that AWS takes in Security Hub, where no reference says it.</summary>
public sealed class SecurityHubKindsTests
{
    private static readonly Change PolicyGoes = Goes("security-hub-policy/prod@security/eu-west-1", "{}");
    private static readonly Change AssociationGoes = Goes("security-hub-association/ou/PROD@security/eu-west-1", "{}");
    private static readonly Change TurnsLocal = Becomes("security-hub-organization/default@security/eu-west-1", Organization("CENTRAL"), Organization("LOCAL"));

    [Fact]
    public void The_organization_turns_local_after_its_policies_and_associations_are_gone() =>
        Assert.Equal([PolicyGoes.Address, AssociationGoes.Address], Awaits(TurnsLocal, PolicyGoes, AssociationGoes));

    [Fact]
    public void An_account_has_a_say_of_its_own_after_central_configuration_has_ended() => Assert.Equal(
        [PolicyGoes.Address, AssociationGoes.Address, TurnsLocal.Address],
        Awaits(Becomes("security-hub/default@prod/eu-west-1", """{"enabled":true}""", """{"enabled":true,"autoEnableControls":true}"""), PolicyGoes, AssociationGoes, TurnsLocal));

    [Fact]
    public void Security_Hub_goes_off_after_everything_that_needs_it()
    {
        var member = Becomes("security-hub-member/prod@root/eu-west-1", """{"associated":true,"account":{"$ref":"account/prod"}}""", """{"associated":false,"account":{"$ref":"account/prod"}}""");
        var administrator = Becomes("security-hub-administrator/default@root/eu-west-1", """{"organization":{"$ref":"organization/root"},"administrator":{"$ref":"account/root"}}""", """{"organization":{"$ref":"organization/root"}}""");
        var rule = Goes("automation-rule/x@root/eu-west-1", "{}");
        var off = Becomes("security-hub/default@prod/eu-west-1", """{"enabled":true}""", """{"enabled":false}""");
        var last = Becomes("security-hub/default@root/eu-west-1", """{"enabled":true}""", """{"enabled":false}""");

        Assert.Equal([member.Address], Awaits(off, member, administrator, rule));
        Assert.Equal([member.Address, administrator.Address, rule.Address], Awaits(last, member, administrator, rule));
        Assert.Equal([rule.Address, member.Address], Awaits(administrator, member, rule, off));
    }

    [Fact]
    public void What_is_made_waits_for_no_administrator_that_was_never_there()
    {
        var administrator = new Change(Address.Parse("security-hub-administrator/default@root/eu-west-1"), null, EngineSome.Resource("security-hub-administrator/default@root/eu-west-1", """{"organization":{"$ref":"organization/root"},"administrator":{"$ref":"account/root"}}"""));

        Assert.Empty(Awaits(new(Address.Parse("security-hub/default@root/eu-west-1"), null, EngineSome.Resource("security-hub/default@root/eu-west-1", """{"enabled":true}""")), administrator));
    }

    private static List<Address> Awaits(Change change, params Change[] pending) => [.. Kinds.Pure[change.Address.Kind].Awaits(change, new(pending))];

    private static Change Becomes(string address, string before, string after)
    {
        var (one, other) = (EngineSome.Resource(address, before), EngineSome.Resource(address, after));
        return new(one.Address, one, other) { Differences = Difference.Between(one.Attributes, other.Attributes) };
    }

    private static Change Goes(string address, string before) => new(Address.Parse(address), EngineSome.Resource(address, before), null);

    private static string Organization(string type) =>
        $$$"""{"type":"{{{type}}}","autoEnable":false,"autoEnableStandards":"NONE","status":"ENABLED","administrator":{"$ref":"security-hub-administrator/default@root/eu-west-1"}}""";
}
