using Amazon.Organizations;
using Amazon.Organizations.Model;
using Amazon.Runtime;
using Amazon.SSOAdmin.Model;
using Xunit;
using static SecretScoops.Governance.Sandbox.Tests.TestCloud;

namespace SecretScoops.Governance.Sandbox.Tests;

/// <summary>What makes AWS hard: pages, throttles, conflicts, lag. Each is an option.</summary>
public sealed class WorldTests
{
    [Fact]
    public async Task Pages_are_at_most_twenty_long_and_all_is_seen()
    {
        var (cloud, root) = await WithOrganization();
        using var held = cloud;
        for (var number = 1; number <= 45; number++)
        {
            await cloud.NewUnit(root, $"u{number}");
        }

        var first = await cloud.Organizations.ListOrganizationalUnitsForParentAsync(new ListOrganizationalUnitsForParentRequest { ParentId = root }, Cancel);

        Assert.Equal(20, first.OrganizationalUnits.Count);
        Assert.Equal(45, (await AllUnits(cloud, root)).Distinct().Count());
        await Assert.ThrowsAsync<InvalidInputException>(() => cloud.Organizations.ListAccountsAsync(new ListAccountsRequest { MaxResults = 21 }, Cancel));
        var refusal = await Assert.ThrowsAsync<InvalidInputException>(() => cloud.Organizations.ListAccountsAsync(new ListAccountsRequest { NextToken = "made up" }, Cancel));
        Assert.Equal(InvalidInputExceptionReason.INVALID_NEXT_TOKEN, refusal.Reason);
    }

    [Fact]
    public async Task A_page_may_be_empty_and_have_a_token()
    {
        using var sparse = new TestCloud(new SandboxOptions { EmptyPages = true, PageSize = 1 });
        await sparse.Organizations.CreateOrganizationAsync(new CreateOrganizationRequest(), Cancel);
        var root = (await sparse.Organizations.Paginators.ListRoots(new ListRootsRequest()).Roots.ToListAsync(Cancel)).Single().Id;
        await sparse.NewUnit(root, "a");
        await sparse.NewUnit(root, "b");

        var first = await sparse.Organizations.ListOrganizationalUnitsForParentAsync(new ListOrganizationalUnitsForParentRequest { ParentId = root }, Cancel);

        Assert.Empty(first.OrganizationalUnits ?? []);
        Assert.NotNull(first.NextToken);
        Assert.Equal(2, (await AllUnits(sparse, root)).Count);
    }

    [Fact]
    public async Task Too_many_calls_are_refused_as_each_service_refuses_them_until_time_passes()
    {
        using var cloud = new TestCloud(new SandboxOptions { RateLimits = RateLimit.Documented });
        await cloud.Organizations.CreateOrganizationAsync(new CreateOrganizationRequest(), Cancel);
        await cloud.RootId();
        await cloud.RootId();

        var refusal = await Assert.ThrowsAsync<TooManyRequestsException>(() => cloud.RootId());
        cloud.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(400, (int)refusal.StatusCode);
        await cloud.RootId();
        for (var call = 0; call < 20; call++)
        {
            await cloud.Access.ListInstancesAsync(new ListInstancesRequest(), Cancel);
        }

        await Assert.ThrowsAsync<ThrottlingException>(() => cloud.Access.ListInstancesAsync(new ListInstancesRequest(), Cancel));
    }

    [Fact]
    public async Task Every_third_write_collides_and_changes_nothing()
    {
        using var cloud = new TestCloud(new SandboxOptions { ConflictEvery = 3 });
        await cloud.Organizations.CreateOrganizationAsync(new CreateOrganizationRequest(), Cancel);
        var root = await cloud.RootId();
        await cloud.NewUnit(root, "one");

        await Assert.ThrowsAsync<ConcurrentModificationException>(() => cloud.NewUnit(root, "two"));

        Assert.Equal(["one"], await AllUnits(cloud, root));
        await cloud.NewUnit(root, "two");
    }

    [Fact]
    public async Task Reads_lag_behind_writes_for_as_many_calls_as_was_said()
    {
        using var cloud = new TestCloud(new SandboxOptions { ReadLag = 2 });
        await cloud.Organizations.CreateOrganizationAsync(new CreateOrganizationRequest(), Cancel);
        var root = await cloud.RootId();

        await cloud.NewUnit(root, "new");

        var seen = new List<int>();
        for (var read = 0; read < 3; read++)
        {
            seen.Add((await AllUnits(cloud, root)).Count);
        }

        Assert.Equal([0, 0, 1], seen);
    }

    [Fact]
    public async Task What_the_sandbox_has_not_is_told_as_such()
    {
        var (cloud, _) = await WithOrganization();
        using var held = cloud;

        var refusal = await Assert.ThrowsAnyAsync<AmazonServiceException>(() => cloud.Organizations.InviteAccountToOrganizationAsync(
            new InviteAccountToOrganizationRequest { Target = new HandshakeParty { Id = "999999999999", Type = "ACCOUNT" } }, Cancel));

        Assert.Equal("NotOffered", refusal.ErrorCode);
    }

    private static async Task<List<string>> AllUnits(TestCloud cloud, string parent) =>
        await cloud.Organizations.Paginators.ListOrganizationalUnitsForParent(new ListOrganizationalUnitsForParentRequest { ParentId = parent }).OrganizationalUnits
            .Select(unit => unit.Name).ToListAsync(Cancel);
}
