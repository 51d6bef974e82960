using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Resources.AccessAnalyzers;
using SecretScoops.Governance.Baseline.Resources.DefaultSecurityGroups;
using SecretScoops.Governance.Baseline.Resources.DefaultVpcs;
using SecretScoops.Governance.Baseline.Resources.EbsEncryption;
using SecretScoops.Governance.Baseline.Resources.InstanceMetadata;
using SecretScoops.Governance.Baseline.Resources.PasswordPolicies;
using SecretScoops.Governance.Baseline.Resources.RootAccess;
using SecretScoops.Governance.Environments;
using Xunit;

namespace SecretScoops.Governance.Baseline.Tests.Resources;

public sealed class AccountDefaultsTests
{
    private static readonly Scope There = new("prod", "eu-west-1");
    private static readonly DefaultVpcKind Vpcs = new();
    private static readonly AccessAnalyzerKind Analyzers = new();

    [Fact]
    public void A_default_VPC_in_use_is_refused_and_an_empty_one_is_not()
    {
        Assert.Equal("vpc-in-use", Vpcs.Refuse(Removal("network interface eni-1 (RDSNetworkInterface)"))!.Code);
        Assert.Null(Vpcs.Refuse(Removal()));

        static Change Removal(params string[] contents) => Between(Vpcs, There.Address(KindNames.DefaultVpc, "default"), new(true, contents), new(false, []));
    }

    [Fact]
    public void The_default_group_is_emptied_after_the_default_VPC_of_its_own_region()
    {
        var groups = new DefaultSecurityGroupKind();
        var emptied = Between(groups, There.Address(groups.Name, "default"), new(["vpc-1: in, all traffic, from the group itself"]), new([]));
        var here = Between(Vpcs, There.Address(Vpcs.Name, "default"), new(true, []), new(false, []));
        var elsewhere = Between(Vpcs, new Scope("prod", "eu-central-1").Address(Vpcs.Name, "default"), new(true, []), new(false, []));

        Assert.Equal([here.Address], groups.Awaits(emptied, new([emptied, here, elsewhere])));
    }

    [Fact]
    public void An_analyzers_age_is_for_life_and_its_tags_are_not()
    {
        var address = There.Address(KindNames.AccessAnalyzer, "secret-scoops-unused-access");
        var before = AccessAnalyzerAttributes.Of("ACCOUNT_UNUSED_ACCESS", 90, "prod", "root", []);

        Assert.Equal("immutable", Analyzers.Refuse(Between(Analyzers, address, before, before with { UnusedAccessDays = 30 }))!.Code);
        Assert.Null(Analyzers.Refuse(Between(Analyzers, address, before, before with { Tags = new() { ["a"] = "b" } })));
    }

    [Fact]
    public void An_organizations_analyzer_needs_trusted_access_or_to_be_delegated()
    {
        Assert.Equal("service-access/access-analyzer.amazonaws.com", Needs("ORGANIZATION", "root"));
        Assert.Equal("delegated-administrator/access-analyzer.amazonaws.com", Needs("ORGANIZATION", "prod"));
        Assert.Null(Needs("ACCOUNT", "prod"));

        static string? Needs(string type, string account) => AccessAnalyzerAttributes.Of(type, null, account, "root", []).Organization?.ToString();
    }

    [Fact]
    public void What_nobody_names_is_as_AWS_has_it_on_both_sides()
    {
        Assert.Equal(InstanceMetadataAttributes.Of(null, 0, null, null, null), InstanceMetadataAttributes.Of("no-preference", -1, "no-preference", "no-preference", "no-preference"));
        Assert.Equal(PasswordPolicyAttributes.Of(6, false, false, false, false, false, null, null, null), PasswordPolicyAttributes.Of(new PasswordPolicyDefaults()));
        Assert.Equal(PasswordPolicyAttributes.None, PasswordPolicyAttributes.Of(new PasswordPolicyDefaults { Enabled = false, MinimumLength = 14 }));
        Assert.Equal("\"aws-managed\"", EbsEncryptionAttributes.KeyNamed(null, There).ToJsonString());
        Assert.Null(RootAccessAttributes.Of(false, false).ServiceAccess);
    }

    private static Change Between<T>(ResourceKind<T> kind, Address address, T before, T after)
        where T : class
    {
        var (b, a) = (kind.Of(address, before), kind.Of(address, after));
        return new(address, b, a) { Differences = Difference.Between(b.Attributes, a.Attributes) };
    }
}
