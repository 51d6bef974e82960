using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Baseline.Resources.ServiceAccess;

/// <summary>Whether an AWS service may work across the organization ("trusted access").</summary>
/// <param name="Organization">Which organization; it must have all features.</param>
/// <param name="Enabled">On or off.</param>
internal sealed record ServiceAccessAttributes(Reference Organization, bool Enabled);

/// <summary>Services with access to the organization: <c>service-access/cloudtrail.amazonaws.com</c>. Only those that the policies name are managed.</summary>
internal sealed class ServiceAccessKind() : ResourceKind<ServiceAccessAttributes>(KindNames.ServiceAccess, Nature.Setting, ServiceAccessJson.Default.ServiceAccessAttributes)
{
    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) => (policies.Find(TrustedAccessFile.Area)?.Value.Services ?? [])
        .Select(service => Of(service.Key, new(new(Address.Root), service.Value.Enabled), declaredAt: service.Where));

    /// <summary>
    /// A service loses its access only after everything that needed it: AWS refuses while it has a delegated administrator or an enabled policy type
    /// (Organizations API Reference, ConstraintViolationException, POLICY_TYPE_ENABLED_FOR_THIS_SERVICE, read 2026-11).
    /// </summary>
    public override IEnumerable<Address> Awaits(Change change, PendingChanges pending) => Typed(change.After!).Enabled
        ? []
        : pending.PartingFrom(change.Address).Select(c => c.Address);
}
