using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Baseline.Resources.PolicyTypes;

/// <summary>A policy type of the organization's root.</summary>
/// <param name="Organization">Which root.</param>
/// <param name="Status"><c>ENABLED</c>, or what AWS says while it is on its way.</param>
/// <param name="ServiceAccess">The service that needs access to the organization first; null for none, and where the policies do not manage it.</param>
internal sealed record PolicyTypeAttributes(Reference Organization, string Status, Reference? ServiceAccess);

/// <summary>The policy types that are enabled: <c>policy-type/SERVICE_CONTROL_POLICY</c>. Never disabled by this tool: that would detach every policy of the type at once.</summary>
internal sealed class PolicyTypeKind() : ResourceKind<PolicyTypeAttributes>(KindNames.PolicyType, Nature.Setting, PolicyTypeJson.Default.PolicyTypeAttributes)
{
    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) =>
        policies.LandingZone.PolicyTypes.Select(type => Of(GuardrailType.Of(type).AwsName, "ENABLED", policies));

    /// <summary>A type of that status, declared and observed alike.</summary>
    public Resource Of(string awsName, string status, PolicyBundle policies) => Of(awsName, new(new(Address.Root), status, AccessOf(awsName, policies)));

    private static Reference? AccessOf(string awsName, PolicyBundle policies) =>
        GuardrailType.OfAwsName(awsName)?.Service is { } service && policies.Find(TrustedAccessFile.Area)?.Value.IsEnabled(service) == true
            ? new(new(KindNames.ServiceAccess, service))
            : null;
}
