using System.Text.Json.Nodes;
using Amazon.SSOAdmin;
using Amazon.SSOAdmin.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Resources.PermissionSets;

/// <summary>The calls of <see cref="PermissionSetKind"/>. What an edit changes is brought to the accounts by a provisioning, followed to its end.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class PermissionSetsAws(PermissionSetKind kind) : AwsThing<PermissionSetAttributes>(kind)
{
    private static readonly ProvisioningStatus Outdated = ProvisioningStatus.LATEST_PERMISSION_SET_NOT_PROVISIONED;

    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions =>
    [
        "sso:ListInstances", "sso:ListPermissionSets", "sso:DescribePermissionSet", "sso:GetInlinePolicyForPermissionSet", "sso:ListManagedPoliciesInPermissionSet",
        "sso:ListCustomerManagedPolicyReferencesInPermissionSet", "sso:GetPermissionsBoundaryForPermissionSet", "sso:ListTagsForResource", "sso:ListAccountsForProvisionedPermissionSet",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions =>
    [
        "sso:CreatePermissionSet", "sso:UpdatePermissionSet", "sso:DeletePermissionSet", "sso:PutInlinePolicyToPermissionSet", "sso:DeleteInlinePolicyFromPermissionSet",
        "sso:AttachManagedPolicyToPermissionSet", "sso:DetachManagedPolicyFromPermissionSet", "sso:AttachCustomerManagedPolicyReferenceToPermissionSet",
        "sso:DetachCustomerManagedPolicyReferenceFromPermissionSet", "sso:PutPermissionsBoundaryToPermissionSet", "sso:DeletePermissionsBoundaryFromPermissionSet",
        "sso:TagResource", "sso:UntagResource", "sso:ProvisionPermissionSet", "sso:DescribePermissionSetProvisioningStatus",
    ];

    /// <inheritdoc/>
    public override async Task<Reading> ReadAsync(AwsWorld world, CancellationToken cancel) =>
        new(await Paged.EachAsync(await PermissionSetReading.AllAsync(world, cancel), (set, stop) => SeenAsync(set, world, stop), cancel));

    /// <inheritdoc/>
    public override async Task<Resource?> ReadBackAsync(Change change, AwsWorld world, CancellationToken cancel)
    {
        try
        {
            return await SeenAsync(await PermissionSetReading.ReadAsync(world.Ids.Of(change.Address), world, cancel), world, cancel);
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    protected override async Task CreateAsync(Address address, PermissionSetAttributes desired, Step step, AwsWorld world, CancellationToken cancel)
    {
        var center = await world.IdentityCenterAsync(cancel);
        await Conflicts.PassAsync<ConflictException>(
            async () => world.Ids.Learn(address, (await world.Session.SsoAdmin.CreatePermissionSetAsync(Request(address, desired, center), cancel)).PermissionSet.PermissionSetArn),
            async () => IsOurs(address, await PermissionSetReading.ListAsync(world, cancel)),
            world.Time,
            cancel);

        // Not shown yet: then it is what the call just made, without any policy.
        var seen = await ReadBackAsync(new(address, null, null), world, cancel);
        var observed = seen is null ? desired with { ManagedPolicies = [], CustomerManagedPolicies = [], InlinePolicy = null, PermissionsBoundary = null } : kind.Typed(seen);
        await new PermissionSetEdit(center, world.Ids.Of(address), world).CarryOutAsync(observed, desired, cancel);
    }

    /// <inheritdoc/>
    protected override async Task UpdateAsync(Address address, PermissionSetAttributes observed, PermissionSetAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var center = await world.IdentityCenterAsync(cancel);
        var edit = new PermissionSetEdit(center, world.Ids.Of(address), world);
        await edit.CarryOutAsync(observed, desired, cancel);
        // A list read just after an edit may not know yet that the accounts are behind; what was edited is brought to all of them.
        var edited = Difference.Between(Provisionable(address, observed), Provisionable(address, desired)).Count > 0;
        if (desired.Provisioned is not null && await IsProvisionedAsync(world.Ids.Of(address), edited ? null : Outdated, world, cancel))
        {
            await edit.ProvisionAsync(address, cancel);
        }
    }

    /// <inheritdoc/>
    protected override async Task DeleteAsync(Address address, PermissionSetAttributes observed, AwsWorld world, CancellationToken cancel)
    {
        var center = await world.IdentityCenterAsync(cancel);
        try
        {
            await world.Session.SsoAdmin.DeletePermissionSetAsync(new() { InstanceArn = center.InstanceArn, PermissionSetArn = world.Ids.Of(address) }, cancel);
        }
        catch (ResourceNotFoundException)
        {
            // Gone already.
        }
    }

    private static CreatePermissionSetRequest Request(Address address, PermissionSetAttributes desired, IdentityCenter center) => new()
    {
        InstanceArn = center.InstanceArn,
        Name = address.Name,
        Description = desired.Description,
        SessionDuration = desired.SessionDuration,
        RelayState = desired.RelayState,
        Tags = desired.Tags is { } tags ? [.. tags.Select(t => new Tag { Key = t.Key, Value = t.Value })] : null,
    };

    // The name is taken: by a call of ours whose answer was lost, and then it carries our mark; or by a stranger since the plan was made.
    private static bool IsOurs(Address address, IReadOnlyList<PermissionSetReading> sets) => sets.FirstOrDefault(s => s.PermissionSet.Name == address.Name) switch
    {
        null => false,
        { Owned: true } => true,
        _ => throw new FaultException(new()
        {
            Code = "foreign",
            What = $"a permission set \"{address.Name}\" came into being since the plan was made, and this tool did not make it",
            Where = new(address.ToString()),
            Remedy = $"make the plan again; take it over with --adopt {address}, or choose another name",
        }),
    };

    // What the accounts' roles are made from.
    private JsonObject Provisionable(Address address, PermissionSetAttributes set) => kind.Of(address, set with { Tags = null, Provisioned = null }).Attributes;

    private static async Task<bool> IsProvisionedAsync(string arn, ProvisioningStatus? status, AwsWorld world, CancellationToken cancel)
    {
        var center = await world.IdentityCenterAsync(cancel);
        var accounts = await Paged.AllAsync(async token =>
        {
            var page = await world.Session.SsoAdmin.ListAccountsForProvisionedPermissionSetAsync(
                new() { InstanceArn = center.InstanceArn, PermissionSetArn = arn, ProvisioningStatus = status, NextToken = token }, cancel);
            return (page.AccountIds, page.NextToken);
        });
        return accounts.Count > 0;
    }

    private async Task<Resource> SeenAsync(PermissionSetReading read, AwsWorld world, CancellationToken cancel)
    {
        var (instance, arn, sso) = ((await world.IdentityCenterAsync(cancel)).InstanceArn, read.PermissionSet.PermissionSetArn, world.Session.SsoAdmin);
        var inline = await sso.GetInlinePolicyForPermissionSetAsync(new() { InstanceArn = instance, PermissionSetArn = arn }, cancel);
        var managed = await Paged.AllAsync(async token =>
        {
            var page = await sso.ListManagedPoliciesInPermissionSetAsync(new() { InstanceArn = instance, PermissionSetArn = arn, NextToken = token }, cancel);
            return (page.AttachedManagedPolicies, page.NextToken);
        });
        var customerManaged = await Paged.AllAsync(async token =>
        {
            var page = await sso.ListCustomerManagedPolicyReferencesInPermissionSetAsync(new() { InstanceArn = instance, PermissionSetArn = arn, NextToken = token }, cancel);
            return (page.CustomerManagedPolicyReferences, page.NextToken);
        });
        return kind.Of(
            read.PermissionSet.Name,
            new()
            {
                Description = string.IsNullOrEmpty(read.PermissionSet.Description) ? null : read.PermissionSet.Description,
                SessionDuration = string.IsNullOrEmpty(read.PermissionSet.SessionDuration) ? "PT1H" : read.PermissionSet.SessionDuration,
                RelayState = string.IsNullOrEmpty(read.PermissionSet.RelayState) ? null : read.PermissionSet.RelayState,
                ManagedPolicies = [.. managed.Select(m => m.Arn).Order(StringComparer.Ordinal)],
                CustomerManagedPolicies = PermissionSetKind.Sorted(customerManaged.Select(c => new CustomerManagedPolicyName(c.Name, c.Path ?? "/"))),
                InlinePolicy = string.IsNullOrEmpty(inline.InlinePolicy) ? null : PolicyContent.Read(inline.InlinePolicy),
                PermissionsBoundary = world.Without.Contains(PermissionSetKind.BoundaryFacet.Name) ? null : await BoundaryAsync(instance, arn, world, cancel),
                Tags = read.Tags,
                Provisioned = world.Without.Contains(PermissionSetKind.ProvisioningFacet.Name) ? null : await IsProvisionedAsync(arn, Outdated, world, cancel) ? "OUTDATED" : PermissionSetAttributes.Latest,
            },
            read.Owned);
    }

    private static async Task<BoundaryAttributes?> BoundaryAsync(string instance, string arn, AwsWorld world, CancellationToken cancel)
    {
        try
        {
            var answer = await world.Session.SsoAdmin.GetPermissionsBoundaryForPermissionSetAsync(new() { InstanceArn = instance, PermissionSetArn = arn }, cancel);
            return answer.PermissionsBoundary is { } boundary
                ? new(boundary.ManagedPolicyArn, boundary.CustomerManagedPolicyReference is { } c ? new(c.Name, c.Path ?? "/") : null)
                : null;
        }
        catch (ResourceNotFoundException)
        {
            // "There is no boundary" is an error at AWS, not an empty answer.
            return null;
        }
    }
}
