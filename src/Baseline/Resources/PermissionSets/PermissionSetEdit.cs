using Amazon.SSOAdmin;
using Amazon.SSOAdmin.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Resources.PermissionSets;

/// <summary>Brings one permission set from observed to desired: narrowing comes before widening, so that no moment allows more than both ends.</summary>
/// <param name="center">Identity Center's instance.</param>
/// <param name="arn">The permission set.</param>
/// <param name="world">The run.</param>
internal sealed class PermissionSetEdit(IdentityCenter center, string arn, AwsWorld world)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    private IAmazonSSOAdmin Sso => world.Session.SsoAdmin;

    /// <summary>Makes every edit that is needed, one call for each; repeated after an unknown outcome it does no harm.</summary>
    public async Task CarryOutAsync(PermissionSetAttributes observed, PermissionSetAttributes desired, CancellationToken cancel)
    {
        if ((observed.Description, observed.SessionDuration, observed.RelayState) != (desired.Description, desired.SessionDuration, desired.RelayState))
        {
            // All members each time: AWS clears a RelayState that an update leaves out (hashicorp/terraform-provider-aws#17411), and takes no empty one (its least length is 1).
            await Sso.UpdatePermissionSetAsync(
                new()
                {
                    InstanceArn = center.InstanceArn,
                    PermissionSetArn = arn,
                    Description = desired.Description,
                    SessionDuration = desired.SessionDuration,
                    RelayState = desired.RelayState,
                },
                cancel);
        }

        if (desired.PermissionsBoundary is not null)
        {
            await BoundaryAsync(observed.PermissionsBoundary, desired.PermissionsBoundary, cancel);
        }

        await ManagedPoliciesAsync(observed.ManagedPolicies, desired.ManagedPolicies, cancel);
        await CustomerManagedPoliciesAsync(observed.CustomerManagedPolicies, desired.CustomerManagedPolicies, cancel);
        await InlinePolicyAsync(observed, desired, cancel);
        if (desired.PermissionsBoundary is null)
        {
            await BoundaryAsync(observed.PermissionsBoundary, null, cancel);
        }

        await TagsAsync(observed.Tags, desired.Tags, cancel);
    }

    /// <summary>Brings the newest version to every account that has the permission set, and follows that to its end.</summary>
    /// <exception cref="FaultException">It failed, or did not end within half an hour.</exception>
    public async Task ProvisionAsync(Address address, CancellationToken cancel)
    {
        var answer = await Sso.ProvisionPermissionSetAsync(new() { InstanceArn = center.InstanceArn, PermissionSetArn = arn, TargetType = ProvisionTargetType.ALL_PROVISIONED_ACCOUNTS }, cancel);
        var status = answer.PermissionSetProvisioningStatus;
        await AsyncOperation.FollowAsync(
            new(address, "provisioning the permission set", Patience),
            async stop =>
            {
                status = (await Sso.DescribePermissionSetProvisioningStatusAsync(
                    new() { InstanceArn = center.InstanceArn, ProvisionPermissionSetRequestId = status.RequestId }, stop)).PermissionSetProvisioningStatus;
                return (status.Status?.Value, status.FailureReason);
            },
            (status.Status?.Value, status.FailureReason),
            world.Time,
            cancel);
    }

    private async Task BoundaryAsync(BoundaryAttributes? observed, BoundaryAttributes? desired, CancellationToken cancel)
    {
        if (observed == desired)
        {
            return;
        }

        if (desired is null)
        {
            await Sso.DeletePermissionsBoundaryFromPermissionSetAsync(new() { InstanceArn = center.InstanceArn, PermissionSetArn = arn }, cancel);
            return;
        }

        var boundary = new PermissionsBoundary
        {
            ManagedPolicyArn = desired.ManagedPolicyArn,
            CustomerManagedPolicyReference = desired.CustomerManagedPolicy is { } c ? new() { Name = c.Name, Path = c.Path } : null,
        };
        await Sso.PutPermissionsBoundaryToPermissionSetAsync(new() { InstanceArn = center.InstanceArn, PermissionSetArn = arn, PermissionsBoundary = boundary }, cancel);
    }

    private async Task ManagedPoliciesAsync(IReadOnlyList<string> observed, IReadOnlyList<string> desired, CancellationToken cancel)
    {
        foreach (var policy in observed.Except(desired))
        {
            await Sso.DetachManagedPolicyFromPermissionSetAsync(new() { InstanceArn = center.InstanceArn, PermissionSetArn = arn, ManagedPolicyArn = policy }, cancel);
        }

        foreach (var policy in desired.Except(observed))
        {
            await Sso.AttachManagedPolicyToPermissionSetAsync(new() { InstanceArn = center.InstanceArn, PermissionSetArn = arn, ManagedPolicyArn = policy }, cancel);
        }
    }

    private async Task CustomerManagedPoliciesAsync(IReadOnlyList<CustomerManagedPolicyName> observed, IReadOnlyList<CustomerManagedPolicyName> desired, CancellationToken cancel)
    {
        foreach (var policy in observed.Except(desired))
        {
            await Sso.DetachCustomerManagedPolicyReferenceFromPermissionSetAsync(
                new() { InstanceArn = center.InstanceArn, PermissionSetArn = arn, CustomerManagedPolicyReference = new() { Name = policy.Name, Path = policy.Path } }, cancel);
        }

        foreach (var policy in desired.Except(observed))
        {
            await Sso.AttachCustomerManagedPolicyReferenceToPermissionSetAsync(
                new() { InstanceArn = center.InstanceArn, PermissionSetArn = arn, CustomerManagedPolicyReference = new() { Name = policy.Name, Path = policy.Path } }, cancel);
        }
    }

    private async Task InlinePolicyAsync(PermissionSetAttributes observed, PermissionSetAttributes desired, CancellationToken cancel)
    {
        if (desired.InlinePolicy is null)
        {
            if (observed.InlinePolicy is not null)
            {
                await Sso.DeleteInlinePolicyFromPermissionSetAsync(new() { InstanceArn = center.InstanceArn, PermissionSetArn = arn }, cancel);
            }
        }
        else if (!PolicyContent.Same(observed.InlinePolicy, desired.InlinePolicy))
        {
            await Sso.PutInlinePolicyToPermissionSetAsync(
                new() { InstanceArn = center.InstanceArn, PermissionSetArn = arn, InlinePolicy = PolicyContent.Upload(desired.InlinePolicy) }, cancel);
        }
    }

    private async Task TagsAsync(SortedDictionary<string, string>? observed, SortedDictionary<string, string>? desired, CancellationToken cancel)
    {
        if (observed is null || desired is null)
        {
            return;
        }

        var (set, remove) = Tags.Between(observed, desired);
        if (set.Count > 0)
        {
            await Sso.TagResourceAsync(new() { InstanceArn = center.InstanceArn, ResourceArn = arn, Tags = [.. set.Select(t => new Tag { Key = t.Key, Value = t.Value })] }, cancel);
        }

        if (remove.Count > 0)
        {
            await Sso.UntagResourceAsync(new() { InstanceArn = center.InstanceArn, ResourceArn = arn, TagKeys = remove }, cancel);
        }
    }
}
