using System.Text.Json.Nodes;
using System.Xml;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources.PermissionSets;

/// <summary>A policy that each account keeps under a name of its own.</summary>
/// <param name="Name">Of the policy in the account.</param>
/// <param name="Path">Its IAM path; <c>/</c> by default.</param>
internal sealed record CustomerManagedPolicyName(string Name, string Path);

/// <summary>The upper bound of a permission set: exactly one of the two.</summary>
/// <param name="ManagedPolicyArn">An AWS managed policy.</param>
/// <param name="CustomerManagedPolicy">A policy that each account keeps.</param>
internal sealed record BoundaryAttributes(string? ManagedPolicyArn, CustomerManagedPolicyName? CustomerManagedPolicy);

/// <summary>A permission set.</summary>
internal sealed record PermissionSetAttributes
{
    /// <summary>What <see cref="Provisioned"/> is when every account has the newest version.</summary>
    public const string Latest = "LATEST";

    /// <summary>What it is for, as people see it in the access portal.</summary>
    public string? Description { get; init; }

    /// <summary>ISO 8601, as <c>PT4H</c>. AWS's default of one hour is filled in.</summary>
    public required string SessionDuration { get; init; }

    /// <summary>Where a session in the console begins; null for its front page.</summary>
    public string? RelayState { get; init; }

    /// <summary>ARNs of AWS managed policies, sorted.</summary>
    public required IReadOnlyList<string> ManagedPolicies { get; init; }

    /// <summary>Policies that each account keeps, sorted.</summary>
    public required IReadOnlyList<CustomerManagedPolicyName> CustomerManagedPolicies { get; init; }

    /// <summary>In canonical form; null for none.</summary>
    public JsonNode? InlinePolicy { get; init; }

    /// <summary>Null for none, and where boundaries are left out.</summary>
    public BoundaryAttributes? PermissionsBoundary { get; init; }

    /// <summary>All its tags; null where tags are left out.</summary>
    public SortedDictionary<string, string>? Tags { get; init; }

    /// <summary><c>LATEST</c>, or <c>OUTDATED</c> when an account still has an older version; null where provisioning is left out.</summary>
    public string? Provisioned { get; init; }
}

/// <summary>Permission sets: <c>permission-set/Administrator</c>.</summary>
internal sealed class PermissionSetKind() : ResourceKind<PermissionSetAttributes>(KindNames.PermissionSet, Nature.Thing, PermissionSetJson.Default.PermissionSetAttributes)
{
    /// <summary>Tags of permission sets.</summary>
    public static readonly Facet TagsFacet = new("permission-set-tags", "tags", "sso:ListTagsForResource");

    /// <summary>Boundaries of permission sets.</summary>
    public static readonly Facet BoundaryFacet = new("permission-set-boundary", "permissionsBoundary", "sso:GetPermissionsBoundaryForPermissionSet");

    /// <summary>Bringing edited permission sets to the accounts that have them.</summary>
    public static readonly Facet ProvisioningFacet = new("permission-set-provisioning", "provisioned", "sso:DescribePermissionSetProvisioningStatus");

    /// <inheritdoc/>
    public override IReadOnlyList<Facet> Facets => [TagsFacet, BoundaryFacet, ProvisioningFacet];

    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) => policies.PermissionSets.Select(p => Of(
        p.Value.Name,
        new()
        {
            Description = p.Value.Description,
            SessionDuration = XmlConvert.ToString(p.Value.SessionDuration),
            RelayState = p.Value.RelayState,
            ManagedPolicies = [.. p.Value.ManagedPolicies.Order(StringComparer.Ordinal)],
            CustomerManagedPolicies = Sorted(p.Value.CustomerManagedPolicies.Select(c => new CustomerManagedPolicyName(c.Name, c.Path))),
            InlinePolicy = p.Value.InlinePolicy is { } inline ? PolicyContent.Of(inline) : null,
            PermissionsBoundary = p.Value.PermissionsBoundary switch
            {
                PermissionsBoundary.Managed managed => new(managed.Arn, null),
                PermissionsBoundary.CustomerManaged { Policy: var own } => new(null, new(own.Name, own.Path)),
                _ => null,
            },
            Tags = Resources.Tags.Owned(policies.LandingZone.ManagedBy, p.Value.Tags),
            Provisioned = PermissionSetAttributes.Latest,
        },
        declaredAt: p.Where));

    /// <summary>Identity Center comes with the organization.</summary>
    public override IEnumerable<Address> Awaits(Change change, PendingChanges pending) => [Address.Root];

    /// <summary>The one order of customer managed policies.</summary>
    public static IReadOnlyList<CustomerManagedPolicyName> Sorted(IEnumerable<CustomerManagedPolicyName> policies) =>
        [.. policies.OrderBy(p => p.Path, StringComparer.Ordinal).ThenBy(p => p.Name, StringComparer.Ordinal)];
}
