using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Resources.SecurityHubs;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources.SecurityHubPolicies;

/// <summary>A configuration policy.</summary>
internal sealed record ConfigurationPolicyAttributes
{
    public required string Description { get; init; }

    /// <summary>Whether Security Hub is on.</summary>
    public required bool ServiceEnabled { get; init; }

    /// <summary>Names of the standards, sorted.</summary>
    public required IReadOnlyList<string> Standards { get; init; }

    /// <summary>Ids of controls that are off, sorted. Always this list: with the other, new controls would be off.</summary>
    public required IReadOnlyList<string> DisabledControls { get; init; }

    /// <summary>Ids of the only controls that are on; null for a policy that says which are off, as ours do.</summary>
    public IReadOnlyList<string>? EnabledControls { get; init; }

    /// <summary>By control and name.</summary>
    public required IReadOnlyList<ParameterState> ControlParameters { get; init; }

    public required SortedDictionary<string, string> Tags { get; init; }

    /// <summary>The organization's central configuration.</summary>
    public required Reference Organization { get; init; }
}

/// <summary>
/// Configuration policies, one for each environment and one for the management account: <c>security-hub-policy/secret-scoops-prod@security/eu-west-1</c>.
/// AWS keeps no reason for a control that is off; the policy files do.
/// </summary>
internal sealed class ConfigurationPolicyKind()
    : ResourceKind<ConfigurationPolicyAttributes>(KindNames.SecurityHubPolicy, Nature.Thing, ConfigurationPolicyJson.Default.ConfigurationPolicyAttributes)
{
    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) => SecurityHubSetup.Of(policies) is not { IsCentral: true } setup
        ? []
        : setup.Environments.Select(environment => environment.Name).Append(setup.Management).Select(place => Of(
            At(setup, policies.LandingZone, place),
            new()
            {
                Description = $"What Security Hub checks in {place}",
                ServiceEnabled = true,
                Standards = setup.File.StandardsOf(place),
                DisabledControls = [.. setup.File.DisabledIn(place).Select(each => each.Control.Value)],
                ControlParameters = [.. setup.File.ParametersIn(place).Select(each => new ParameterState(each.Key, each.Value.DeepClone()))],
                Tags = Tags.Owned(policies.LandingZone.ManagedBy),
                Organization = OrganizationOf(setup),
            },
            declaredAt: setup.Where));

    /// <summary>What the policy of a place is called.</summary>
    /// <param name="setup">The policies.</param>
    /// <param name="landingZone">For the prefix.</param>
    /// <param name="place">An environment, or the management account's name.</param>
    public static Address At(SecurityHubSetup setup, LandingZone landingZone, string place) => setup.Home.Address(KindNames.SecurityHubPolicy, landingZone.NamePrefix + place);

    /// <summary>The central configuration that policies need.</summary>
    public static Reference OrganizationOf(SecurityHubSetup setup) => new(setup.Home.Address(KindNames.SecurityHubOrganization, SecurityHubSetup.Default));
}
