using Amazon.Organizations;
using Amazon.Organizations.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Resources.PolicyTypes;

/// <summary>The calls of <see cref="PolicyTypeKind"/>. Enabling is asynchronous (Organizations API reference, EnablePolicyType): the status is followed to its end.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class PolicyTypesAws(PolicyTypeKind kind) : AwsSetting<PolicyTypeAttributes>(kind)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions => ["organizations:ListRoots"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions => ["organizations:EnablePolicyType"];

    /// <inheritdoc/>
    public override async Task<Reading> ReadAsync(AwsWorld world, CancellationToken cancel) =>
        new(await world.RootAsync(cancel) is { } top ? [.. Seen(top.Root, world)] : []);

    /// <inheritdoc/>
    public override async Task<Resource?> ReadBackAsync(Change change, AwsWorld world, CancellationToken cancel) =>
        Seen(await OrganizationRoot.RootAsync(world, cancel), world).FirstOrDefault(r => r.Address == change.Address);

    /// <inheritdoc/>
    protected override async Task SetAsync(Address address, PolicyTypeAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        try
        {
            await world.Session.Organizations.EnablePolicyTypeAsync(new() { RootId = world.Ids.Of(desired.Organization.To), PolicyType = PolicyType.FindValue(address.Name) }, cancel);
        }
        catch (PolicyTypeAlreadyEnabledException)
        {
            // Between reading and now; the read-back decides.
        }
    }

    private IEnumerable<Resource> Seen(Root root, AwsWorld world) => (root.PolicyTypes ?? []).Select(t => kind.Of(t.Type.Value, t.Status.Value, world.Policies));
}
