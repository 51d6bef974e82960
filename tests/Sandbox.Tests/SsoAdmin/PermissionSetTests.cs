using Amazon;
using Amazon.SSOAdmin.Model;
using Xunit;
using static SecretScoops.Governance.Sandbox.Tests.TestCloud;

namespace SecretScoops.Governance.Sandbox.Tests.SsoAdmin;

/// <summary>Permission sets and their policies.</summary>
public sealed class PermissionSetTests
{
    [Fact]
    public async Task There_is_one_instance_and_only_in_its_home_region_and_only_with_an_organization()
    {
        using var empty = new TestCloud();
        Assert.Empty((await empty.Access.ListInstancesAsync(new ListInstancesRequest(), Cancel)).Instances ?? []);
        using var rig = await AccessRig.Create();

        var elsewhere = await rig.Cloud.AccessAs(Management, RegionEndpoint.USEast1).ListInstancesAsync(new ListInstancesRequest(), Cancel);

        Assert.Empty(elsewhere.Instances ?? []);
        var described = await rig.Access.DescribeInstanceAsync(new DescribeInstanceRequest { InstanceArn = rig.Instance }, Cancel);
        Assert.Equal((rig.Store, Management), (described.IdentityStoreId, described.OwnerAccountId));
    }

    [Fact]
    public async Task A_permission_set_lasts_an_hour_unless_it_says_otherwise_and_has_a_name_of_its_own()
    {
        using var rig = await AccessRig.Create();

        Assert.Equal("PT1H", (await Describe(rig)).SessionDuration);
        await Assert.ThrowsAsync<ConflictException>(() => rig.Access.CreatePermissionSetAsync(new CreatePermissionSetRequest { InstanceArn = rig.Instance, Name = "DevOps" }, Cancel));
        await Assert.ThrowsAsync<ValidationException>(() =>
            rig.Access.CreatePermissionSetAsync(new CreatePermissionSetRequest { InstanceArn = rig.Instance, Name = "Long", SessionDuration = "PT13H" }, Cancel));
        await Assert.ThrowsAsync<ValidationException>(() =>
            rig.Access.CreatePermissionSetAsync(new CreatePermissionSetRequest { InstanceArn = rig.Instance, Name = new string('x', 33) }, Cancel));
    }

    [Fact]
    public async Task An_update_keeps_what_it_does_not_name_but_for_the_relay_state()
    {
        using var rig = await AccessRig.Create();
        await Update("PT4H", "first", "https://y");

        await Update(null, "second", null);

        var set = await Describe(rig);
        Assert.Equal(("PT4H", "second", null), (set.SessionDuration, set.Description, set.RelayState));

        Task Update(string? duration, string description, string? relay) => rig.Access.UpdatePermissionSetAsync(
            new UpdatePermissionSetRequest { InstanceArn = rig.Instance, PermissionSetArn = rig.Set, SessionDuration = duration, Description = description, RelayState = relay }, Cancel);
    }

    [Fact]
    public async Task Twenty_managed_policies_of_both_sorts_and_each_once()
    {
        using var rig = await AccessRig.Create();
        for (var number = 1; number <= 19; number++)
        {
            await Attach(rig, $"arn:aws:iam::aws:policy/Policy{number}");
        }

        await Assert.ThrowsAsync<ConflictException>(() => Attach(rig, "arn:aws:iam::aws:policy/Policy1"));
        await rig.Access.AttachCustomerManagedPolicyReferenceToPermissionSetAsync(
            new AttachCustomerManagedPolicyReferenceToPermissionSetRequest
            {
                InstanceArn = rig.Instance,
                PermissionSetArn = rig.Set,
                CustomerManagedPolicyReference = new CustomerManagedPolicyReference { Name = "ours" },
            },
            Cancel);
        await Assert.ThrowsAsync<ServiceQuotaExceededException>(() => Attach(rig, "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"));

        var ours = await rig.Access.ListCustomerManagedPolicyReferencesInPermissionSetAsync(
            new ListCustomerManagedPolicyReferencesInPermissionSetRequest { InstanceArn = rig.Instance, PermissionSetArn = rig.Set }, Cancel);
        Assert.Equal("/", ours.CustomerManagedPolicyReferences.Single().Path);
    }

    [Fact]
    public async Task An_inline_policy_is_measured_without_white_space()
    {
        using var rig = await AccessRig.Create();
        const string policy = """{"Version":"2012-10-17","Statement":[]}""";
        await Put(policy + new string(' ', 20_000));

        await Assert.ThrowsAsync<ServiceQuotaExceededException>(() => Put($$"""{"Version":"2012-10-17","Statement":[],"Id":"{{new string('x', 10_240)}}"}"""));
        await Assert.ThrowsAsync<ValidationException>(() => Put("{"));

        var kept = await rig.Access.GetInlinePolicyForPermissionSetAsync(new GetInlinePolicyForPermissionSetRequest { InstanceArn = rig.Instance, PermissionSetArn = rig.Set }, Cancel);
        Assert.StartsWith(policy, kept.InlinePolicy, StringComparison.Ordinal);

        Task Put(string content) => rig.Access.PutInlinePolicyToPermissionSetAsync(
            new PutInlinePolicyToPermissionSetRequest { InstanceArn = rig.Instance, PermissionSetArn = rig.Set, InlinePolicy = content }, Cancel);
    }

    [Fact]
    public async Task A_boundary_is_put_read_and_taken_away()
    {
        using var rig = await AccessRig.Create();
        var read = new GetPermissionsBoundaryForPermissionSetRequest { InstanceArn = rig.Instance, PermissionSetArn = rig.Set };
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => rig.Access.GetPermissionsBoundaryForPermissionSetAsync(read, Cancel));

        await rig.Access.PutPermissionsBoundaryToPermissionSetAsync(
            new PutPermissionsBoundaryToPermissionSetRequest
            {
                InstanceArn = rig.Instance,
                PermissionSetArn = rig.Set,
                PermissionsBoundary = new PermissionsBoundary { ManagedPolicyArn = "arn:aws:iam::aws:policy/PowerUserAccess" },
            },
            Cancel);

        Assert.Equal("arn:aws:iam::aws:policy/PowerUserAccess", (await rig.Access.GetPermissionsBoundaryForPermissionSetAsync(read, Cancel)).PermissionsBoundary.ManagedPolicyArn);
        await rig.Access.DeletePermissionsBoundaryFromPermissionSetAsync(
            new DeletePermissionsBoundaryFromPermissionSetRequest { InstanceArn = rig.Instance, PermissionSetArn = rig.Set }, Cancel);
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => rig.Access.GetPermissionsBoundaryForPermissionSetAsync(read, Cancel));
    }

    [Fact]
    public async Task Tags_are_added_and_taken_away()
    {
        using var rig = await AccessRig.Create();
        await rig.Access.TagResourceAsync(
            new TagResourceRequest { InstanceArn = rig.Instance, ResourceArn = rig.Set, Tags = [new Tag { Key = "a", Value = "1" }, new Tag { Key = "b", Value = "2" }] }, Cancel);

        await rig.Access.UntagResourceAsync(new UntagResourceRequest { InstanceArn = rig.Instance, ResourceArn = rig.Set, TagKeys = ["a"] }, Cancel);

        var tags = await rig.Access.ListTagsForResourceAsync(new ListTagsForResourceRequest { InstanceArn = rig.Instance, ResourceArn = rig.Set }, Cancel);
        Assert.Equal([("b", "2")], tags.Tags.Select(tag => (tag.Key, tag.Value)));
    }

    private static async Task<PermissionSet> Describe(AccessRig rig) =>
        (await rig.Access.DescribePermissionSetAsync(new DescribePermissionSetRequest { InstanceArn = rig.Instance, PermissionSetArn = rig.Set }, Cancel)).PermissionSet;

    private static Task<AttachManagedPolicyToPermissionSetResponse> Attach(AccessRig rig, string arn) => rig.Access.AttachManagedPolicyToPermissionSetAsync(
        new AttachManagedPolicyToPermissionSetRequest { InstanceArn = rig.Instance, PermissionSetArn = rig.Set, ManagedPolicyArn = arn }, Cancel);
}
