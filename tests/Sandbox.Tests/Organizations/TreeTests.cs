using Amazon.Organizations;
using Amazon.Organizations.Model;
using Xunit;
using static SecretScoops.Governance.Sandbox.Tests.TestCloud;

namespace SecretScoops.Governance.Sandbox.Tests.Organizations;

/// <summary>The organization and its tree.</summary>
public sealed class TreeTests
{
    [Fact]
    public async Task Before_there_is_an_organization_nothing_is_in_use()
    {
        using var cloud = new TestCloud();

        var refusal = await Assert.ThrowsAsync<AWSOrganizationsNotInUseException>(() => cloud.Organizations.DescribeOrganizationAsync(new DescribeOrganizationRequest(), Cancel));

        Assert.Equal("AWSOrganizationsNotInUseException", refusal.ErrorCode);
        await Assert.ThrowsAsync<AWSOrganizationsNotInUseException>(() => cloud.Organizations.ListRootsAsync(new ListRootsRequest(), Cancel));
    }

    [Fact]
    public async Task An_organization_is_made_once_and_is_empty()
    {
        using var cloud = new TestCloud();

        var made = await cloud.Organizations.CreateOrganizationAsync(new CreateOrganizationRequest(), Cancel);

        Assert.Equal(OrganizationFeatureSet.ALL, made.Organization.FeatureSet);
        Assert.Equal(Management, made.Organization.MasterAccountId);
        await Assert.ThrowsAsync<AlreadyInOrganizationException>(() => cloud.Organizations.CreateOrganizationAsync(new CreateOrganizationRequest(), Cancel));
        var root = (await cloud.Organizations.ListRootsAsync(new ListRootsRequest(), Cancel)).Roots.Single();
        Assert.Empty(root.PolicyTypes ?? []);
        var account = (await cloud.Organizations.ListAccountsAsync(new ListAccountsRequest(), Cancel)).Accounts.Single();
        Assert.Equal(AccountState.ACTIVE, account.State);
        Assert.Equal([$"{made.Organization.Id}/{root.Id}/{Management}/"], account.Paths);
    }

    [Fact]
    public async Task Units_tell_their_path_and_siblings_have_names_of_their_own()
    {
        var (cloud, root) = await WithOrganization();
        using var _ = cloud;

        var outer = await cloud.NewUnit(root, "PROD");
        var inner = await cloud.NewUnit(outer, "PROD");

        var unit = (await cloud.Organizations.DescribeOrganizationalUnitAsync(new DescribeOrganizationalUnitRequest { OrganizationalUnitId = inner }, Cancel)).OrganizationalUnit;
        Assert.EndsWith($"/{root}/{outer}/{inner}/", unit.Path, StringComparison.Ordinal);
        await Assert.ThrowsAsync<DuplicateOrganizationalUnitException>(() => cloud.NewUnit(root, "PROD"));
        await Assert.ThrowsAsync<ParentNotFoundException>(() => cloud.NewUnit("ou-abcd-12345678", "X"));
    }

    [Fact]
    public async Task Units_nest_five_deep_and_no_deeper()
    {
        var (cloud, parent) = await WithOrganization();
        using var _ = cloud;
        for (var level = 1; level <= 5; level++)
        {
            parent = await cloud.NewUnit(parent, "level");
        }

        var refusal = await Assert.ThrowsAsync<ConstraintViolationException>(() => cloud.NewUnit(parent, "level"));

        Assert.Equal(ConstraintViolationExceptionReason.OU_DEPTH_LIMIT_EXCEEDED, refusal.Reason);
    }

    [Fact]
    public async Task A_unit_that_holds_something_is_not_deleted()
    {
        var (cloud, root) = await WithOrganization();
        using var _ = cloud;
        var unit = await cloud.NewUnit(root, "DEV");
        var account = await cloud.NewAccount("dev");
        await cloud.Organizations.MoveAccountAsync(new MoveAccountRequest { AccountId = account, SourceParentId = root, DestinationParentId = unit }, Cancel);

        await Assert.ThrowsAsync<OrganizationalUnitNotEmptyException>(() => Delete(cloud, unit));

        await cloud.Organizations.MoveAccountAsync(new MoveAccountRequest { AccountId = account, SourceParentId = unit, DestinationParentId = root }, Cancel);
        var policy = await cloud.NewPolicy("p");
        await cloud.Organizations.AttachPolicyAsync(new AttachPolicyRequest { PolicyId = policy, TargetId = unit }, Cancel);
        await Delete(cloud, unit);
        var targets = await cloud.Organizations.ListTargetsForPolicyAsync(new ListTargetsForPolicyRequest { PolicyId = policy }, Cancel);
        Assert.Empty(targets.Targets ?? []);
    }

    [Fact]
    public async Task A_move_is_from_where_the_account_is()
    {
        var (cloud, root) = await WithOrganization();
        using var _ = cloud;
        var (one, other) = (await cloud.NewUnit(root, "one"), await cloud.NewUnit(root, "other"));
        var account = await cloud.NewAccount("moved");

        await Assert.ThrowsAsync<SourceParentNotFoundException>(() => Move(one, other));
        await Assert.ThrowsAsync<DestinationParentNotFoundException>(() => Move(root, "ou-abcd-12345678"));
        await Assert.ThrowsAsync<DuplicateAccountException>(() => Move(root, root));
        await Move(root, one);

        var parents = await cloud.Organizations.ListParentsAsync(new ListParentsRequest { ChildId = account }, Cancel);
        Assert.Equal(one, parents.Parents.Single().Id);

        Task Move(string from, string to) =>
            cloud.Organizations.MoveAccountAsync(new MoveAccountRequest { AccountId = account, SourceParentId = from, DestinationParentId = to }, Cancel);
    }

    [Fact]
    public async Task What_breaks_the_models_constraints_is_refused_with_a_reason()
    {
        var (cloud, root) = await WithOrganization();
        using var _ = cloud;

        var refusal = await Assert.ThrowsAsync<InvalidInputException>(() => cloud.NewUnit(root, new string('x', 129)));

        Assert.Equal(InvalidInputExceptionReason.MAX_LENGTH_EXCEEDED, refusal.Reason);
    }

    private static Task<DeleteOrganizationalUnitResponse> Delete(TestCloud cloud, string unit) =>
        cloud.Organizations.DeleteOrganizationalUnitAsync(new DeleteOrganizationalUnitRequest { OrganizationalUnitId = unit }, Cancel);
}
