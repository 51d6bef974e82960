using Amazon.Organizations;
using Amazon.Organizations.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Resources.Guardrails;

namespace SecretScoops.Governance.Baseline.Resources.Attachments;

/// <summary>The calls of <see cref="AttachmentKind"/>. Read by policy, not by target: there are far fewer policies than accounts.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class AttachmentsAws(AttachmentKind kind) : AwsThing<AttachmentAttributes>(kind)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions =>
        ["organizations:ListPolicies", "organizations:ListTargetsForPolicy", new("organizations:ListTargetsForPolicy", GuardrailsAws.OfAws), OrganizationsTags.ReadPermission];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions =>
        ["organizations:ListPoliciesForTarget", "organizations:AttachPolicy", "organizations:DetachPolicy", new("organizations:AttachPolicy", GuardrailsAws.OfAws), new("organizations:DetachPolicy", GuardrailsAws.OfAws)];

    /// <inheritdoc/>
    public override async Task<Reading> ReadAsync(AwsWorld world, CancellationToken cancel)
    {
        var policies = await OrganizationPolicies.OfAsync(world, kind.Type, cancel);
        // Targets are told by id: the tree teaches whose.
        await world.TreeAsync(cancel);
        var attachments = await Paged.EachAsync(policies, async (policy, stop) =>
        {
            var targets = await Paged.AllAsync(async token =>
            {
                var page = await world.Session.Organizations.ListTargetsForPolicyAsync(new() { PolicyId = policy.Summary.Id, NextToken = token }, stop);
                return (page.Targets, page.NextToken);
            });

            // A target that the tree does not have is one that was just deleted.
            return targets.Select(t => world.Ids.AddressOf(t.TargetId)).OfType<Address>().Select(target => kind.Attached(policy.Summary.Name, target, policy.Owned, policy.AwsManaged)).ToList();
        }, cancel);
        return new([.. attachments.SelectMany(a => a)]);
    }

    /// <inheritdoc/>
    public override async Task<Resource?> ReadBackAsync(Change change, AwsWorld world, CancellationToken cancel)
    {
        var attributes = kind.Typed((change.After ?? change.Before)!);
        var attached = await Paged.AllAsync(async token =>
        {
            var page = await world.Session.Organizations.ListPoliciesForTargetAsync(
                new() { TargetId = world.Ids.Of(attributes.Target.To), Filter = PolicyType.FindValue(kind.Type.AwsName), NextToken = token }, cancel);
            return (page.Policies, page.NextToken);
        });
        return attached.Any(p => p.Id == world.Ids.Of(attributes.Policy.To)) ? kind.Attached(attributes.Policy.To.Name, attributes.Target.To) : null;
    }

    /// <inheritdoc/>
    protected override async Task CreateAsync(Address address, AttachmentAttributes desired, Step step, AwsWorld world, CancellationToken cancel)
    {
        try
        {
            await world.Session.Organizations.AttachPolicyAsync(new() { PolicyId = world.Ids.Of(desired.Policy.To), TargetId = world.Ids.Of(desired.Target.To) }, cancel);
        }
        catch (DuplicatePolicyAttachmentException)
        {
            // Attached already: a killed run, or a call whose answer was lost.
        }
    }

    /// <inheritdoc/>
    protected override Task UpdateAsync(Address address, AttachmentAttributes observed, AttachmentAttributes desired, AwsWorld world, CancellationToken cancel) =>
        throw new NotSupportedException("an attachment's address is all there is to it, so it never differs");

    /// <inheritdoc/>
    protected override async Task DeleteAsync(Address address, AttachmentAttributes observed, AwsWorld world, CancellationToken cancel)
    {
        try
        {
            await world.Session.Organizations.DetachPolicyAsync(new() { PolicyId = world.Ids.Of(observed.Policy.To), TargetId = world.Ids.Of(observed.Target.To) }, cancel);
        }
        catch (PolicyNotAttachedException)
        {
            // Detached already.
        }
    }
}
