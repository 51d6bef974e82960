using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.ConfigRules;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Baseline.Resources.ConformancePacks;

/// <summary>
/// The organization's conformance packs, in each governed region of the administrator's account: <c>conformance-pack/secret-scoops-keys@root/eu-west-1</c>. They come to accounts as
/// the organization's rules do: one for all that have it alike, and one, <c>…-prod</c>, for each environment that differs. Ours begin with the landing zone's prefix.
/// </summary>
internal sealed class ConformancePackKind() : ResourceKind<ConformancePackAttributes>(KindNames.ConformancePack, Nature.Thing, ConformancePackJson.Default.ConformancePackAttributes)
{
    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies)
    {
        var (administrator, reach) = (ConfigReach.Administrator(policies), ConfigReach.Of(policies, ConfigReach.MultiAccountSetup));
        return from each in Deployed(policies)
               from region in policies.LandingZone.GovernedRegions
               where region == policies.LandingZone.HomeRegion || !each.Pack.Value.HomeRegionOnly
               select Of(
                   new Scope(administrator, region).Address(Name, each.Variant.Name),
                   new()
                   {
                       Reach = reach,
                       Fingerprint = policies.ConformancePacks[each.Pack.Value.Template.Value].Fingerprint,
                       Parameters = new(each.Variant.Parameters.ToDictionary(), StringComparer.Ordinal),
                       ExcludedAccounts = [.. each.Variant.Excluded.Order(StringComparer.Ordinal).Select(account => new Reference(new(KindNames.Account, account)))],
                       Deployment = ConfigDeployment.Successful,
                   },
                   declaredAt: each.Pack.Where);
    }

    /// <inheritdoc/>
    public override IEnumerable<Address> Awaits(Change change, PendingChanges pending) => ConfigOrder.Awaits(change, pending);

    /// <summary>The template of a declared pack: no attribute, since AWS would never tell it.</summary>
    public static ConformancePackTemplate TemplateOf(string name, PolicyBundle policies) =>
        policies.ConformancePacks[Deployed(policies).First(each => each.Variant.Name == name).Pack.Value.Template.Value];

    private static IEnumerable<(SourcedEntry<ConformancePackPolicy> Pack, RuleVariant Variant)> Deployed(PolicyBundle policies) =>
        from pack in policies.Find(ConfigFile.Area)?.Value.ConformancePacks ?? []
        from variant in RuleVariant.Of(pack.Key, pack.Value.Parameters, pack.Value.Environments, pack.Value.ExcludedAccounts, policies)
        select (pack, variant);
}
