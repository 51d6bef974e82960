using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources.Organization;

/// <summary>The organization itself, with its one root.</summary>
/// <param name="FeatureSet"><c>ALL</c>: policies need it. <c>CONSOLIDATED_BILLING</c> is what older organizations may still have.</param>
internal sealed record OrganizationAttributes(string FeatureSet);

/// <summary>The organization: created when the account is in none.</summary>
internal sealed class OrganizationKind() : ResourceKind<OrganizationAttributes>(KindNames.Organization, Nature.Setting, OrganizationJson.Default.OrganizationAttributes)
{
    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) => [Of(Address.Root.Name, new("ALL"))];

    /// <inheritdoc/>
    public override Fault? Refuse(Change change) => change.Verb != Verb.Update ? null : new()
    {
        Code = "immutable",
        What = "refused: the organization has consolidated billing only, and policies need all features",
        Where = new(change.Address.ToString()),
        Remedy = "enable all features in the console of the root account; every member account must accept (AWS Organizations User Guide, \"Enabling all features\")",
    };
}
