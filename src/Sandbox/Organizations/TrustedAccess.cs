using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Organizations;

namespace SecretScoops.Governance.Sandbox.Organizations;

/// <summary>Services that have trusted access to the organization.</summary>
internal sealed partial class OrganizationsSandbox
{
    public override EnableAWSServiceAccessResponse EnableAWSServiceAccess(EnableAWSServiceAccessRequest request, Call call)
    {
        var organization = ForManagement(call);
        RequirePrincipal(request.ServicePrincipal!);
        if (organization.FeatureSet != "ALL")
        {
            throw Constraint("ORGANIZATION_NOT_IN_ALL_FEATURES_MODE", "This operation requires the organization to have all features enabled.");
        }

        if (!organization.ServiceAccess.Exists(each => each.ServicePrincipal == request.ServicePrincipal))
        {
            organization.ServiceAccess.Add(new StoredServiceAccess { ServicePrincipal = request.ServicePrincipal!, EnabledAt = world.Now });
        }

        return new EnableAWSServiceAccessResponse();
    }

    public override DisableAWSServiceAccessResponse DisableAWSServiceAccess(DisableAWSServiceAccessRequest request, Call call)
    {
        var organization = ForManagement(call);
        RequirePrincipal(request.ServicePrincipal!);
        if (organization.PolicyTypes.Exists(type => neededAccess.GetValueOrDefault(type.Type) == request.ServicePrincipal))
        {
            throw Constraint("POLICY_TYPE_ENABLED_FOR_THIS_SERVICE", "You must disable the service's policy type before you disable its access.");
        }

        // The API reference has this reason for registering only; that a delegate stands in the way of disabling as well is what users report.
        if (organization.Delegations.Exists(each => each.ServicePrincipal == request.ServicePrincipal))
        {
            throw Constraint("DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE", "You must deregister the service's delegated administrators before you disable its access.");
        }

        organization.ServiceAccess.RemoveAll(each => each.ServicePrincipal == request.ServicePrincipal);
        return new DisableAWSServiceAccessResponse();
    }

    public override ListAWSServiceAccessForOrganizationResponse ListAWSServiceAccessForOrganization(ListAWSServiceAccessForOrganizationRequest request, Call call)
    {
        var (enabled, next) = pages.Cut(ForReader(call).ServiceAccess, request.MaxResults, request.NextToken);
        return new ListAWSServiceAccessForOrganizationResponse
        {
            EnabledServicePrincipals = [.. enabled.Select(each => new EnabledServicePrincipal { ServicePrincipal = each.ServicePrincipal, DateEnabled = each.EnabledAt })],
            NextToken = next,
        };
    }

    // AWS knows a list of services; that it is one of AWS's names at all is what can be told here.
    private static void RequirePrincipal(string principal)
    {
        if (!principal.EndsWith(".amazonaws.com", StringComparison.Ordinal))
        {
            throw Invalid("UNRECOGNIZED_SERVICE_PRINCIPAL", "You specified an unrecognized service principal.");
        }
    }
}
