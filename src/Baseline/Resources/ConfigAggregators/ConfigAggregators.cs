using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Baseline.Resources.ConfigAggregators;

/// <summary>An aggregator that collects from the whole organization.</summary>
/// <param name="Reach">What lets Config see the organization; null for one that collects from accounts named one by one.</param>
/// <param name="Role">The name of the role with which it looks up the organization's accounts; made and deleted with it.</param>
/// <param name="RolePolicies">Managed policies of that role, in order.</param>
/// <param name="AllRegions">Whether it collects from every region, those to come included.</param>
/// <param name="Regions">Or from these.</param>
/// <param name="Tags">All its tags.</param>
internal sealed record ConfigAggregatorAttributes(
    Reference? Reach, string? Role, IReadOnlyList<string> RolePolicies, bool AllRegions, IReadOnlyList<string> Regions, SortedDictionary<string, string> Tags);

/// <summary>The organization's aggregator, in the administrator's account and the home region: <c>config-aggregator/secret-scoops-organization@root/eu-west-1</c>.</summary>
internal sealed class ConfigAggregatorKind() : ResourceKind<ConfigAggregatorAttributes>(KindNames.ConfigAggregator, Nature.Thing, ConfigAggregatorJson.Default.ConfigAggregatorAttributes)
{
    /// <summary>What lets a role look up an organization's accounts (Config Developer Guide, "Creating an aggregator", read 2026-11).</summary>
    public const string RolePolicy = "arn:aws:iam::aws:policy/service-role/AWSConfigRoleForOrganizations";

    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies)
    {
        if (policies.Find(ConfigFile.Area) is not { Value.Aggregator: { } aggregator } file)
        {
            return [];
        }

        var (landingZone, name) = (policies.LandingZone, policies.LandingZone.NamePrefix + aggregator.Name);
        return
        [
            Of(
                new Scope(file.Value.AdministratorOf(landingZone), landingZone.HomeRegion).Address(Name, name),
                new(ConfigReach.Of(policies, ConfigReach.Aggregation), RoleOf(name), [RolePolicy], true, [], Tags.Owned(landingZone.ManagedBy)),
                declaredAt: file.Where),
        ];
    }

    /// <summary>The role that goes with an aggregator.</summary>
    public static string RoleOf(string aggregator) => $"{aggregator}-aggregator"[..Math.Min(64, aggregator.Length + 11)];
}
