using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources.PolicyTypes;

/// <summary>A policy type of the organization's root.</summary>
/// <param name="Organization">Which root.</param>
/// <param name="Status"><c>ENABLED</c>, or what AWS says while it is on its way.</param>
internal sealed record PolicyTypeAttributes(Reference Organization, string Status);

/// <summary>The policy types that are enabled: <c>policy-type/SERVICE_CONTROL_POLICY</c>. Never disabled by this tool: that would detach every policy of the type at once.</summary>
internal sealed class PolicyTypeKind() : ResourceKind<PolicyTypeAttributes>(KindNames.PolicyType, Nature.Setting, PolicyTypeJson.Default.PolicyTypeAttributes)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> RefersTo => [KindNames.Organization];

    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) =>
        policies.LandingZone.PolicyTypes.Select(type => Of(GuardrailType.Of(type).AwsName, new(new(Address.Root), "ENABLED")));
}
