using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Organizations;

namespace SecretScoops.Governance.Sandbox.Organizations;

/// <summary>The tree, read from above and from below.</summary>
internal sealed partial class OrganizationsSandbox
{
    public override ListRootsResponse ListRoots(ListRootsRequest request, Call call)
    {
        var organization = ForReader(call);
        var (roots, next) = pages.Cut([Shown(organization.RootId)], request.MaxResults, request.NextToken);
        return new ListRootsResponse { Roots = roots, NextToken = next };
    }

    public override ListChildrenResponse ListChildren(ListChildrenRequest request, Call call)
    {
        var organization = ForReader(call);
        RequireParent(organization, request.ParentId!);
        var ids = request.ChildType == "ACCOUNT"
            ? Accounts.Where(account => account.ParentId == request.ParentId).Select(account => account.Id)
            : organization.Units.Where(unit => unit.ParentId == request.ParentId).Select(unit => unit.Id);
        var (children, next) = pages.Cut(ids.Select(id => new Child { Id = id, Type = request.ChildType }), request.MaxResults, request.NextToken);
        return new ListChildrenResponse { Children = children, NextToken = next };
    }

    public override ListParentsResponse ListParents(ListParentsRequest request, Call call)
    {
        var organization = ForReader(call);
        var parent = Accounts.Find(account => account.Id == request.ChildId)?.ParentId
            ?? organization.Units.Find(unit => unit.Id == request.ChildId)?.ParentId
            ?? throw new ChildNotFoundException("You specified a child that doesn't exist.");
        var (parents, next) = pages.Cut([new Parent { Id = parent, Type = parent == organization.RootId ? "ROOT" : "ORGANIZATIONAL_UNIT" }], request.MaxResults, request.NextToken);
        return new ListParentsResponse { Parents = parents, NextToken = next };
    }

    private static void RequireParent(StoredOrganization organization, string id)
    {
        if (id != organization.RootId && !organization.Units.Exists(unit => unit.Id == id))
        {
            throw new ParentNotFoundException("You specified parent that doesn't exist.");
        }
    }

    /// <summary>From the organization down to a root or unit, with the slash at the end that AWS puts: <c>o-…/r-…/ou-…/</c>.</summary>
    private static string PathOf(StoredOrganization organization, string id)
    {
        var path = "";
        for (var at = organization.Units.Find(unit => unit.Id == id); at is not null; at = organization.Units.Find(unit => unit.Id == at.ParentId))
        {
            path = $"{at.Id}/{path}";
        }

        return $"{organization.Id}/{organization.RootId}/{path}";
    }

    /// <summary>How many units deep: 0 for the root.</summary>
    private static int Depth(StoredOrganization organization, string id) => PathOf(organization, id).Count(static c => c == '/') - 2;

    private Root Shown(string rootId) => new()
    {
        Id = rootId,
        Arn = $"arn:aws:organizations::{world.State.ManagementAccountId}:root/{Organization.Id}/{rootId}",
        Name = "Root",
        PolicyTypes = [.. Organization.PolicyTypes.Select(type => new PolicyTypeSummary { Type = type.Type, Status = type.Status })],
    };
}
