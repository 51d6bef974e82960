using Amazon.Organizations;
using Amazon.Organizations.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Resources.Guardrails;

/// <summary>The calls of <see cref="GuardrailKind"/>. UpdatePolicy in place is atomic; what is uploaded is minified, since AWS counts white space.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class GuardrailsAws(GuardrailKind kind) : AwsThing<GuardrailAttributes>(kind)
{
    /// <summary>Policies that AWS made, such as FullAWSAccess: they belong to no account.</summary>
    public const string OfAws = "arn:{partition}:organizations::aws:policy/*";

    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions => ["organizations:ListPolicies", "organizations:DescribePolicy", new("organizations:DescribePolicy", OfAws), OrganizationsTags.ReadPermission];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions =>
        ["organizations:CreatePolicy", "organizations:UpdatePolicy", "organizations:DeletePolicy", .. OrganizationsTags.WritePermissions];

    /// <inheritdoc/>
    public override async Task<Reading> ReadAsync(AwsWorld world, CancellationToken cancel)
    {
        // Contents come two a second, and decide how long a plan takes: nothing else stands before them.
        var (contents, policies) = (ContentsAsync(world, cancel), OrganizationPolicies.OfAsync(world, kind.Type, cancel));
        await Task.WhenAll(contents, policies);
        return new([.. (await policies).Zip(await contents, Seen)]);
    }

    /// <inheritdoc/>
    public override async Task<Resource?> ReadBackAsync(Change change, AwsWorld world, CancellationToken cancel)
    {
        try
        {
            var described = await world.Session.Organizations.DescribePolicyAsync(new() { PolicyId = world.Ids.Of(change.Address) }, cancel);
            var tags = await OrganizationsTags.ReadAsync(world.Session, described.Policy.PolicySummary.Id, cancel);
            return Seen(new(described.Policy.PolicySummary, tags, world.IsOurs(tags)), described.Policy.Content);
        }
        catch (PolicyNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    protected override async Task CreateAsync(Address address, GuardrailAttributes desired, Step step, AwsWorld world, CancellationToken cancel)
    {
        try
        {
            var created = await world.Session.Organizations.CreatePolicyAsync(
                new()
                {
                    Name = address.Name,
                    Description = desired.Description,
                    Type = PolicyType.FindValue(kind.Type.AwsName),
                    Content = PolicyContent.Upload(desired.Content!),
                    Tags = OrganizationsTags.For(desired.Tags),
                },
                cancel);
            world.Ids.Learn(address, created.Policy.PolicySummary.Id);
        }
        catch (DuplicatePolicyException)
        {
            // Made by a call whose answer was lost; the read-back decides whether it is ours.
            await OrganizationPolicies.ListAsync(world, kind.Type, cancel);
        }
    }

    /// <inheritdoc/>
    protected override async Task UpdateAsync(Address address, GuardrailAttributes observed, GuardrailAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var id = world.Ids.Of(address);
        if (observed.Description != desired.Description || !PolicyContent.Same(observed.Content, desired.Content))
        {
            await world.Session.Organizations.UpdatePolicyAsync(new() { PolicyId = id, Description = desired.Description, Content = PolicyContent.Upload(desired.Content!) }, cancel);
        }

        await OrganizationsTags.UpdateAsync(world.Session, id, observed.Tags, desired.Tags, cancel);
    }

    /// <inheritdoc/>
    protected override async Task DeleteAsync(Address address, GuardrailAttributes observed, AwsWorld world, CancellationToken cancel)
    {
        try
        {
            await world.Session.Organizations.DeletePolicyAsync(new() { PolicyId = world.Ids.Of(address) }, cancel);
        }
        catch (PolicyNotFoundException)
        {
            // Gone already.
        }
    }

    private async Task<List<string?>> ContentsAsync(AwsWorld world, CancellationToken cancel) => await Paged.EachAsync(
        await OrganizationPolicies.SummariesAsync(world, kind.Type, cancel),
        async (policy, stop) => policy.AwsManaged == true ? null : (await world.Session.Organizations.DescribePolicyAsync(new() { PolicyId = policy.Id }, stop)).Policy.Content,
        cancel);

    private Resource Seen(OrganizationPolicy policy, string? content) => kind.Of(
        policy.Summary.Name,
        new(kind.PolicyType, policy.Summary.Description ?? "", content is null ? null : PolicyContent.Read(content), policy.Tags),
        policy.Owned);
}
