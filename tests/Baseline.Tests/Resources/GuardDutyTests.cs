using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Resources.GuardDutyDetectors;
using SecretScoops.Governance.Baseline.Resources.GuardDutyMembers;
using SecretScoops.Governance.Baseline.Resources.GuardDutyOrganizations;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;
using Xunit;

namespace SecretScoops.Governance.Baseline.Tests.Resources;

public sealed class GuardDutyTests
{
    private static readonly GuardDutyDetectorKind Detectors = new();
    private static readonly GuardDutyMembersKind Members = new();

    [Fact]
    public void One_word_decides_the_organization_and_the_detectors()
    {
        var policies = Policies(("A", AutoEnable.All), ("B", AutoEnable.None), ("C", AutoEnable.New));

        var organization = new GuardDutyOrganizationKind().Declare(policies).Single();
        var detector = Detectors.Typed(Detectors.Declare(policies).First());

        Assert.Equal("""{"A":"ALL","B":"NONE","C":"NEW"}""", organization.Attributes["features"]!.ToJsonString());
        Assert.Equal([("A", "ENABLED"), ("B", "DISABLED")], detector.Features!.Select(feature => (feature.Key, feature.Value)));
    }

    [Fact]
    public void Members_come_after_the_settings_and_have_no_frequency_of_their_own()
    {
        var declared = Detectors.Declare(Policies(("A", AutoEnable.All))).ToDictionary(r => r.Address.ToString());

        Assert.Equal("ONE_HOUR", Detectors.Typed(declared["guardduty-detector/default@root/eu-west-1"]).FindingFrequency);
        Assert.Null(Detectors.Typed(declared["guardduty-detector/default@prod/eu-west-1"]).FindingFrequency);
        Assert.Contains("guardduty-members/default@root/eu-west-1", declared["guardduty-detector/default@prod/eu-west-1"].DependsOn.Select(a => a.ToString()));
        Assert.DoesNotContain(declared["guardduty-detector/default@root/eu-west-1"].DependsOn, a => a.Kind.StartsWith("guardduty", StringComparison.Ordinal));
    }

    [Fact]
    public void The_administrator_is_no_member_of_itself()
    {
        var members = Members.Typed(Members.Declare(Policies(("A", AutoEnable.All))).Single());

        Assert.Equal(["account/prod"], members.Accounts.Select(a => a.ToString()));
    }

    [Fact]
    public void Switched_off_nothing_but_that_is_managed()
    {
        var policies = Policies(enabled: false, ("A", AutoEnable.All));

        Assert.All(Detectors.Declare(policies), detector => Assert.Equal("""{"enabled":false}""", detector.Attributes.ToJsonString()));
        Assert.Equal("""{"accounts":[]}""", Members.Declare(policies).Single().Attributes.ToJsonString());
        var organization = new GuardDutyOrganizationKind().Declare(policies).Single();
        Assert.Equal("""{"autoEnable":"NONE","features":{"A":"NONE"}}""", organization.Attributes.ToJsonString());
        Assert.DoesNotContain(organization.DependsOn, a => a.Kind != KindNames.Account);
    }

    private static PolicyBundle Policies(params (string Name, AutoEnable Mode)[] features) => Policies(true, features);

    private static PolicyBundle Policies(bool enabled, params (string Name, AutoEnable Mode)[] features) => new()
    {
        LandingZone = Some.LandingZone,
        Limits = Some.Limits,
        Environments = [],
        OrganizationalUnits = [],
        Accounts = [Some.At(new AccountPolicy { Name = "prod", Email = "prod@example.com", Environment = "prod", OrganizationalUnit = "PROD" })],
        Guardrails = [],
        Groups = [],
        PermissionSets = [],
        Assignments = [],
        Fingerprint = "",
        Areas = new Dictionary<string, Sourced<object>>
        {
            ["guardduty"] = Some.At<object>(new GuardDutyFile
            {
                Enabled = enabled,
                AutoEnableMembers = AutoEnable.All,
                FindingFrequency = "ONE_HOUR",
                Features = Some.At(new GuardDutyFeatures(new(features.ToDictionary(f => f.Name, f => f.Mode), StringComparer.Ordinal))),
                Regions = [],
            }),
        },
    };
}
