using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Organizations;

namespace SecretScoops.Governance.Sandbox.Organizations;

/// <summary>The organization itself: made, described, deleted.</summary>
internal sealed partial class OrganizationsSandbox
{
    public override CreateOrganizationResponse CreateOrganization(CreateOrganizationRequest request, Call call)
    {
        if (world.State.Organization is not null)
        {
            throw new AlreadyInOrganizationException("The provided account is already a member of an organization.");
        }

        var ids = world.Ids;
        var organization = new StoredOrganization { Id = "o-" + ids.Letters(10), RootId = "r-" + ids.Letters(4), FeatureSet = request.FeatureSet ?? "ALL" };
        organization.Policies.Add(AwsManagedPolicies.FullAccess());
        world.State.Organization = organization;
        Accounts[0].ParentId = organization.RootId;
        return new CreateOrganizationResponse { Organization = Shown(organization) };
    }

    public override DescribeOrganizationResponse DescribeOrganization(DescribeOrganizationRequest request, Call call) =>
        new() { Organization = Shown(ForMember(call)) };

    public override DeleteOrganizationResponse DeleteOrganization(DeleteOrganizationRequest request, Call call)
    {
        var organization = ForManagement(call);
        if (Accounts.Count > 1 || organization.Units.Count > 0 || organization.Policies.Exists(policy => !policy.AwsManaged))
        {
            throw new OrganizationNotEmptyException("To delete an organization you must first remove all member accounts (except the master).");
        }

        Accounts[0].ParentId = null;
        world.State.Organization = null;
        world.State.IdentityCenter = new StoredIdentityCenter();
        return new DeleteOrganizationResponse();
    }

    public override EnableAllFeaturesResponse EnableAllFeatures(EnableAllFeaturesRequest request, Call call)
    {
        var organization = ForManagement(call);
        if (organization.FeatureSet == "ALL")
        {
            throw new HandshakeConstraintViolationException("Your organization has already enabled all features.") { Reason = "ORGANIZATION_ALREADY_HAS_ALL_FEATURES" };
        }

        // Only invited accounts are asked, and the sandbox has none: the handshake is accepted as soon as it is made.
        organization.FeatureSet = "ALL";
        var id = "h-" + world.Ids.Letters(10);
        return new EnableAllFeaturesResponse
        {
            Handshake = new Handshake
            {
                Id = id,
                Arn = $"arn:aws:organizations::{world.State.ManagementAccountId}:handshake/{organization.Id}/enable_all_features/{id}",
                Action = "ENABLE_ALL_FEATURES",
                State = "ACCEPTED",
                RequestedTimestamp = world.Now,
                ExpirationTimestamp = world.Now.AddDays(90),
                Parties = [new HandshakeParty { Id = organization.Id[2..], Type = "ORGANIZATION" }],
            },
        };
    }

    public override ListHandshakesForAccountResponse ListHandshakesForAccount(ListHandshakesForAccountRequest request, Call call) => new() { Handshakes = [] };

    public override ListHandshakesForOrganizationResponse ListHandshakesForOrganization(ListHandshakesForOrganizationRequest request, Call call)
    {
        ForReader(call);
        return new ListHandshakesForOrganizationResponse { Handshakes = [] };
    }

    private Organization Shown(StoredOrganization organization) => new()
    {
        Id = organization.Id,
        Arn = $"arn:aws:organizations::{world.State.ManagementAccountId}:organization/{organization.Id}",
        FeatureSet = organization.FeatureSet,
        MasterAccountId = world.State.ManagementAccountId,
        MasterAccountArn = Arn(organization, Accounts[0]),
        MasterAccountEmail = Accounts[0].Email,

        // AWS says not to use it (ListRoots tells the truth); it is what AWS sends.
        AvailablePolicyTypes = organization.FeatureSet == "ALL" ? [new PolicyTypeSummary { Type = "SERVICE_CONTROL_POLICY", Status = "ENABLED" }] : [],
    };
}
