using Amazon.Organizations.Model;
using Xunit;
using static SecretScoops.Governance.Sandbox.Tests.TestCloud;

namespace SecretScoops.Governance.Sandbox.Tests;

/// <summary>The state's file outlives the process, whenever that ends.</summary>
public sealed class StateTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("sandbox").FullName;

    private string Path => System.IO.Path.Combine(folder, "kept", "state.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_world_is_there_again_when_it_is_opened_again()
    {
        string root, unit, account;
        {
            var (cloud, rootId) = await WithOrganization(path: Path);
            using var held = cloud;
            (root, unit, account) = (rootId, await cloud.NewUnit(rootId, "DEV"), await cloud.NewAccount("dev"));
            await cloud.Organizations.MoveAccountAsync(new MoveAccountRequest { AccountId = account, SourceParentId = root, DestinationParentId = unit }, Cancel);
        }

        using var again = new TestCloud(path: Path);

        Assert.Equal(root, await again.RootId());
        var parent = await again.Organizations.ListParentsAsync(new ListParentsRequest { ChildId = account }, Cancel);
        Assert.Equal(unit, parent.Parents.Single().Id);
        Assert.Equal(
            ["state.events.jsonl", "state.json"], Directory.EnumerateFiles(System.IO.Path.GetDirectoryName(Path)!).Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Reading_alone_writes_no_file()
    {
        using var cloud = new TestCloud(path: Path);

        await Assert.ThrowsAsync<AWSOrganizationsNotInUseException>(() => cloud.Organizations.DescribeOrganizationAsync(new DescribeOrganizationRequest(), Cancel));

        Assert.False(File.Exists(Path));
    }

    [Theory]
    [InlineData(nameof(SandboxMoment.Before), 0)]
    [InlineData(nameof(SandboxMoment.After), 1)]
    public async Task A_process_that_dies_before_a_write_has_not_made_it_and_after_it_has(string moment, int units)
    {
        var died = false;
        void Die(SandboxCall call)
        {
            if (call.Operation == "CreateOrganizationalUnit" && call.Moment.ToString() == moment)
            {
                died = true;
                throw new InvalidOperationException("the process dies here");
            }
        }

        {
            var (cloud, root) = await WithOrganization(new SandboxOptions { Observer = Die }, Path);
            using var held = cloud;
            await Assert.ThrowsAnyAsync<Exception>(() => cloud.NewUnit(root, "DEV"));
        }

        using var again = new TestCloud(path: Path);
        var found = await again.Organizations.ListOrganizationalUnitsForParentAsync(new ListOrganizationalUnitsForParentRequest { ParentId = await again.RootId() }, Cancel);

        Assert.True(died);
        Assert.Equal(units, found.OrganizationalUnits?.Count ?? 0);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"formatVersion":99,"managementAccountId":"123456789012"}""")]
    [InlineData("""{"formatVersion":1,"managementAccountId":"123456789012","stranger":1}""")]
    public void A_file_that_is_no_state_is_refused_by_name(string content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        File.WriteAllText(Path, content);

        var refusal = Assert.Throws<InvalidDataException>(() => new TestCloud(path: Path));

        Assert.StartsWith(Path, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_calls_give_the_same_ids()
    {
        var (one, root) = await WithOrganization();
        using var first = one;
        var (two, sameRoot) = await WithOrganization();
        using var second = two;

        Assert.Equal(root, sameRoot);
        Assert.Equal(await one.NewAccount("a"), await two.NewAccount("a"));
    }

    [Fact]
    public async Task The_observer_is_told_of_each_call_before_and_after()
    {
        using var cloud = new TestCloud();

        await Assert.ThrowsAsync<AWSOrganizationsNotInUseException>(() => cloud.RootId());
        await cloud.Organizations.CreateOrganizationAsync(new CreateOrganizationRequest(), Cancel);

        Assert.Equal(
            [
                new SandboxCall("organizations", "ListRoots", Management, "us-east-1", false, SandboxMoment.Before),
                new SandboxCall("organizations", "ListRoots", Management, "us-east-1", false, SandboxMoment.After, "AWSOrganizationsNotInUseException"),
                new SandboxCall("organizations", "CreateOrganization", Management, "us-east-1", true, SandboxMoment.Before),
                new SandboxCall("organizations", "CreateOrganization", Management, "us-east-1", true, SandboxMoment.After),
            ],
            cloud.Calls);
    }
}
