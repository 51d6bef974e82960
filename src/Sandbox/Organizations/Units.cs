using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Organizations;

namespace SecretScoops.Governance.Sandbox.Organizations;

/// <summary>Organizational units.</summary>
internal sealed partial class OrganizationsSandbox
{
    public override CreateOrganizationalUnitResponse CreateOrganizationalUnit(CreateOrganizationalUnitRequest request, Call call)
    {
        var organization = ForManagement(call);
        RequireParent(organization, request.ParentId!);
        RequireFreeName(organization, request.ParentId!, request.Name!, null);
        if (Depth(organization, request.ParentId!) >= Quotas.UnitDepth)
        {
            throw Constraint("OU_DEPTH_LIMIT_EXCEEDED", "You have exceeded the organizational unit nesting depth limit.");
        }

        if (organization.Units.Count >= Quotas.Units)
        {
            throw Constraint("OU_NUMBER_LIMIT_EXCEEDED", "You have exceeded the maximum number of organizational units.");
        }

        var tags = Checked(request.Tags, []);
        var unit = new StoredUnit { Id = $"ou-{organization.RootId[2..]}-{world.Ids.Letters(8)}", Name = request.Name!, ParentId = request.ParentId! };
        organization.Units.Add(unit);
        Keep(organization, unit.Id, tags);
        AttachFullAccess(organization, unit.Id);
        return new CreateOrganizationalUnitResponse { OrganizationalUnit = Shown(organization, unit) };
    }

    public override DescribeOrganizationalUnitResponse DescribeOrganizationalUnit(DescribeOrganizationalUnitRequest request, Call call)
    {
        var organization = ForReader(call);
        return new DescribeOrganizationalUnitResponse { OrganizationalUnit = Shown(organization, Unit(organization, request.OrganizationalUnitId!)) };
    }

    public override UpdateOrganizationalUnitResponse UpdateOrganizationalUnit(UpdateOrganizationalUnitRequest request, Call call)
    {
        var organization = ForManagement(call);
        var unit = Unit(organization, request.OrganizationalUnitId!);
        if (request.Name is { } name)
        {
            RequireFreeName(organization, unit.ParentId, name, unit.Id);
            unit.Name = name;
        }

        return new UpdateOrganizationalUnitResponse { OrganizationalUnit = Shown(organization, unit) };
    }

    public override DeleteOrganizationalUnitResponse DeleteOrganizationalUnit(DeleteOrganizationalUnitRequest request, Call call)
    {
        var organization = ForManagement(call);
        var unit = Unit(organization, request.OrganizationalUnitId!);
        if (organization.Units.Exists(child => child.ParentId == unit.Id) || Accounts.Exists(account => account.ParentId == unit.Id))
        {
            throw new OrganizationalUnitNotEmptyException("You specified an organizational unit (OU) that is not empty. Move all accounts and delete all child OUs before you delete this OU.");
        }

        organization.Units.Remove(unit);
        organization.Policies.ForEach(policy => policy.Targets.Remove(unit.Id));
        organization.Tags.Remove(unit.Id);
        return new DeleteOrganizationalUnitResponse();
    }

    public override ListOrganizationalUnitsForParentResponse ListOrganizationalUnitsForParent(ListOrganizationalUnitsForParentRequest request, Call call)
    {
        var organization = ForReader(call);
        RequireParent(organization, request.ParentId!);
        var (units, next) = pages.Cut(organization.Units.Where(unit => unit.ParentId == request.ParentId), request.MaxResults, request.NextToken);
        return new ListOrganizationalUnitsForParentResponse { OrganizationalUnits = [.. units.Select(unit => Shown(organization, unit))], NextToken = next };
    }

    private static StoredUnit Unit(StoredOrganization organization, string id) =>
        organization.Units.Find(unit => unit.Id == id) ?? throw new OrganizationalUnitNotFoundException("You specified an organizational unit that doesn't exist.");

    // Names of siblings are compared without case: AWS refuses "dev" beside "DEV" (remembered).
    private static void RequireFreeName(StoredOrganization organization, string parentId, string name, string? except)
    {
        if (organization.Units.Exists(unit => unit.ParentId == parentId && unit.Id != except && unit.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new DuplicateOrganizationalUnitException("An OU with the same name already exists.");
        }
    }

    private OrganizationalUnit Shown(StoredOrganization organization, StoredUnit unit) => new()
    {
        Id = unit.Id,
        Arn = Arn(organization, unit),
        Name = unit.Name,
        Path = PathOf(organization, unit.Id),
    };

    private string Arn(StoredOrganization organization, StoredUnit unit) =>
        $"arn:aws:organizations::{world.State.ManagementAccountId}:ou/{organization.Id}/{unit.Id}";
}
