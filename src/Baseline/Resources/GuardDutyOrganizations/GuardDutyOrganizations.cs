using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Baseline.Resources.GuardDutyOrganizations;

/// <summary>What accounts of the organization get by themselves in one region.</summary>
/// <param name="AutoEnable"><c>ALL</c>, <c>NEW</c> or <c>NONE</c>: which accounts get GuardDuty.</param>
/// <param name="Features">The same for each feature and part that is managed. AWS gives parts in no order of its own, which one sorted list does not mind.</param>
/// <param name="Administrator">Null where nobody gets anything: that needs no administrator.</param>
/// <param name="Detector">The administrator's; null where nobody gets anything.</param>
/// <param name="MalwareAccess">The access that scanning volumes needs; null where nobody's are scanned.</param>
internal sealed record GuardDutyOrganizationAttributes(string AutoEnable, SortedDictionary<string, string> Features, Reference? Administrator, Reference? Detector, Reference? MalwareAccess)
{
    private const string Nobody = "NONE";

    /// <summary>What the policies want.</summary>
    public static GuardDutyOrganizationAttributes Wanted(string region, GuardDutyFile file, PolicyBundle policies) => Of(
        file.Enabled ? Word(file.AutoEnableMembers) : Nobody,
        name => file.Enabled ? Word(file.FeaturesIn(region).Modes[name]) : Nobody,
        region, file, policies);

    /// <summary>The managed part of what is set: the same on both sides.</summary>
    /// <param name="autoEnable">For GuardDuty.</param>
    /// <param name="mode">For a feature, or a part of one.</param>
    /// <param name="region">Where.</param>
    /// <param name="file">The policies for GuardDuty.</param>
    /// <param name="policies">All policies.</param>
    public static GuardDutyOrganizationAttributes Of(string autoEnable, Func<string, string> mode, string region, GuardDutyFile file, PolicyBundle policies)
    {
        var features = new SortedDictionary<string, string>(file.FeaturesIn(region).Modes.Keys.ToDictionary(name => name, mode, StringComparer.Ordinal), StringComparer.Ordinal);
        var anybody = autoEnable != Nobody || features.Values.Any(each => each != Nobody);
        return new(
            autoEnable,
            features,
            anybody ? new(GuardDutyAddresses.Administrator(policies, region)) : null,
            anybody ? new(GuardDutyAddresses.Detector(file.AdministratorIn(policies.LandingZone), region)) : null,
            features.GetValueOrDefault(GuardDutyFeature.EbsMalwareProtection, Nobody) != Nobody ? new(new(KindNames.ServiceAccess, GuardDutyAddresses.MalwarePrincipal)) : null);
    }

    private static string Word(AutoEnable mode) => mode switch
    {
        Policies.AutoEnable.All => "ALL",
        Policies.AutoEnable.New => "NEW",
        Policies.AutoEnable.None => Nobody,
    };
}

/// <summary>GuardDuty's settings for the organization: <c>guardduty-organization/default@root/eu-west-1</c>, in the administrator's account.</summary>
internal sealed class GuardDutyOrganizationKind()
    : ResourceKind<GuardDutyOrganizationAttributes>(KindNames.GuardDutyOrganization, Nature.Setting, GuardDutyOrganizationJson.Default.GuardDutyOrganizationAttributes)
{
    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) => policies.Find(GuardDutyFile.Area) is not { Value: var file }
        ? []
        : policies.LandingZone.AllRegions.Select(region => Of(
            GuardDutyAddresses.Organization(file.AdministratorIn(policies.LandingZone), region), GuardDutyOrganizationAttributes.Wanted(region, file.In(region, policies), policies), declaredAt: file.Features.Where));
}
