using System.Text.Json.Nodes;
using Amazon.IdentityManagement.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using Tag = Amazon.IdentityManagement.Model.Tag;

namespace SecretScoops.Governance.Baseline.Resources.EventRoles;

/// <summary>The calls of <see cref="EventRoleKind"/>. The roles have a path of their own, so that one call finds those that are no longer declared.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class EventRolesAws(EventRoleKind kind) : ScopedThing<EventRoleAttributes>(kind, Places.Accounts)
{
    // AlertPlaces.RolePath.
    private const string Roles = "arn:{partition}:iam::{account}:role/*/events/*";

    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions => ["iam:ListRoles", new("iam:GetRole", Roles), new("iam:ListRolePolicies", Roles), new("iam:GetRolePolicy", Roles), new("iam:ListAttachedRolePolicies", Roles)];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions =>
    [
        new("iam:CreateRole", Roles), new("iam:UpdateRole", Roles), new("iam:UpdateAssumeRolePolicy", Roles),
        new("iam:PutRolePolicy", Roles), new("iam:DeleteRolePolicy", Roles), new("iam:AttachRolePolicy", Roles), new("iam:DetachRolePolicy", Roles),
        new("iam:DeleteRole", Roles), new("iam:TagRole", Roles, "iam:CreateRole"), new("iam:UntagRole", Roles),
    ];

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Scope>> ScopesAsync(AwsWorld world, CancellationToken cancel) =>
        AlertPlaces.Of(world.Policies) is null ? [] : await base.ScopesAsync(world, cancel);

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Resource>> ReadInAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        var roles = await Paged.AllAsync(async marker =>
        {
            var page = await session.Iam.ListRolesAsync(new() { PathPrefix = AlertPlaces.Of(world.Policies)!.RolePath, Marker = marker }, cancel);
            return (page.Roles, page.IsTruncated == true ? page.Marker : null);
        });
        return [.. (await Paged.EachAsync(roles, (role, stop) => ReadOneAsync(scope.Address(kind.Name, role.RoleName), session, world, stop), cancel)).OfType<Resource>()];
    }

    /// <inheritdoc/>
    protected override async Task<Resource?> ReadOneAsync(Address address, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        try
        {
            var role = (await session.Iam.GetRoleAsync(new() { RoleName = address.Name }, cancel)).Role;
            var policies = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
            foreach (var name in await PoliciesAsync(address, session, cancel))
            {
                var stored = (await session.Iam.GetRolePolicyAsync(new() { RoleName = address.Name, PolicyName = name }, cancel)).PolicyDocument;
                policies[name] = await PlacedIds.ReadAsync(Uri.UnescapeDataString(stored), world, cancel);
            }

            // Tags come with GetRole alone (IAM API Reference, ListRoles).
            var tags = Tags.Read((role.Tags ?? []).Select(tag => KeyValuePair.Create(tag.Key, tag.Value)));
            return kind.Of(
                address,
                new()
                {
                    Description = role.Description ?? "",
                    Trust = await PlacedIds.ReadAsync(Uri.UnescapeDataString(role.AssumeRolePolicyDocument), world, cancel),
                    Policies = policies,
                    ManagedPolicies = [.. (await AttachedAsync(address, session, cancel)).Order(StringComparer.Ordinal)],
                    Tags = tags,
                },
                world.IsOurs(tags));
        }
        catch (NoSuchEntityException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    protected override async Task CreateAsync(Address address, EventRoleAttributes desired, Step step, AwsWorld world, CancellationToken cancel)
    {
        var session = world.SessionOf(address);
        try
        {
            await session.Iam.CreateRoleAsync(
                new()
                {
                    RoleName = address.Name,
                    Path = AlertPlaces.Of(world.Policies)!.RolePath,
                    Description = desired.Description,
                    AssumeRolePolicyDocument = await PlacedIds.UploadAsync(desired.Trust!, world, cancel),
                    Tags = [.. desired.Tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })],
                },
                cancel);
        }
        catch (EntityAlreadyExistsException)
        {
            // Made by a call whose answer was lost; the read-back decides whether it is ours.
        }

        await PutPoliciesAsync(address, [], desired.Policies, session, world, cancel);
    }

    /// <inheritdoc/>
    protected override async Task UpdateAsync(Address address, EventRoleAttributes observed, EventRoleAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var session = world.SessionOf(address);
        if (observed.Description != desired.Description)
        {
            await session.Iam.UpdateRoleAsync(new() { RoleName = address.Name, Description = desired.Description }, cancel);
        }

        if (!PolicyContent.Same(observed.Trust, desired.Trust))
        {
            await session.Iam.UpdateAssumeRolePolicyAsync(new() { RoleName = address.Name, PolicyDocument = await PlacedIds.UploadAsync(desired.Trust!, world, cancel) }, cancel);
        }

        foreach (var arn in observed.ManagedPolicies.Except(desired.ManagedPolicies))
        {
            await session.Iam.DetachRolePolicyAsync(new() { RoleName = address.Name, PolicyArn = arn }, cancel);
        }

        foreach (var arn in desired.ManagedPolicies.Except(observed.ManagedPolicies))
        {
            await session.Iam.AttachRolePolicyAsync(new() { RoleName = address.Name, PolicyArn = arn }, cancel);
        }

        await PutPoliciesAsync(address, observed.Policies, desired.Policies, session, world, cancel);
        var (set, remove) = Tags.Between(observed.Tags, desired.Tags);
        if (set.Count > 0)
        {
            await session.Iam.TagRoleAsync(new() { RoleName = address.Name, Tags = [.. set.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })] }, cancel);
        }

        if (remove.Count > 0)
        {
            await session.Iam.UntagRoleAsync(new() { RoleName = address.Name, TagKeys = remove }, cancel);
        }
    }

    /// <inheritdoc/>
    protected override async Task DeleteAsync(Address address, EventRoleAttributes observed, AwsWorld world, CancellationToken cancel)
    {
        var session = world.SessionOf(address);
        try
        {
            // IAM deletes a role only when nothing is attached to it (IAM API Reference, DeleteRole, DeleteConflict).
            foreach (var arn in await AttachedAsync(address, session, cancel))
            {
                await session.Iam.DetachRolePolicyAsync(new() { RoleName = address.Name, PolicyArn = arn }, cancel);
            }

            foreach (var name in await PoliciesAsync(address, session, cancel))
            {
                await session.Iam.DeleteRolePolicyAsync(new() { RoleName = address.Name, PolicyName = name }, cancel);
            }

            await session.Iam.DeleteRoleAsync(new() { RoleName = address.Name }, cancel);
        }
        catch (NoSuchEntityException)
        {
            // Gone already.
        }
    }

    private static async Task PutPoliciesAsync(
        Address address, SortedDictionary<string, JsonNode?> observed, SortedDictionary<string, JsonNode?> desired, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        foreach (var (name, document) in desired.Where(policy => !PolicyContent.Same(observed.GetValueOrDefault(policy.Key), policy.Value)))
        {
            await session.Iam.PutRolePolicyAsync(new() { RoleName = address.Name, PolicyName = name, PolicyDocument = await PlacedIds.UploadAsync(document!, world, cancel) }, cancel);
        }

        foreach (var name in observed.Keys.Except(desired.Keys))
        {
            await session.Iam.DeleteRolePolicyAsync(new() { RoleName = address.Name, PolicyName = name }, cancel);
        }
    }

    private static Task<List<string>> PoliciesAsync(Address address, AwsSession session, CancellationToken cancel) => Paged.AllAsync(async marker =>
    {
        var page = await session.Iam.ListRolePoliciesAsync(new() { RoleName = address.Name, Marker = marker }, cancel);
        return (page.PolicyNames, page.IsTruncated == true ? page.Marker : null);
    });

    private static async Task<IReadOnlyList<string>> AttachedAsync(Address address, AwsSession session, CancellationToken cancel) => [.. (await Paged.AllAsync(async marker =>
    {
        var page = await session.Iam.ListAttachedRolePoliciesAsync(new() { RoleName = address.Name, Marker = marker }, cancel);
        return (page.AttachedPolicies, page.IsTruncated == true ? page.Marker : null);
    })).Select(policy => policy.PolicyArn)];
}
