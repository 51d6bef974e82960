using Amazon.Organizations;
using Amazon.Organizations.Model;

namespace SecretScoops.Governance.EndToEnd.Tests.Contract;

/// <summary>
/// What the tool relies on in Organizations, over the wire. The sandbox and moto both keep it, so that neither is believed for its own sake.
/// Where moto is known to differ from AWS's documentation (accepting what AWS refuses), the contract says nothing and the sandbox's own tests do.
/// </summary>
public abstract class OrganizationsContract : IAsyncLifetime
{
    private const string Document = """{"Version":"2012-10-17","Statement":[{"Sid":"A","Effect":"Deny","Action":"iam:CreateUser","Resource":"*"}]}""";

    private ContractSession session = null!;

    private IAmazonOrganizations Organizations => session.Home.Organizations;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => session = new((IAwsEndpoint)await Endpoint());

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Before_there_is_an_organization_asking_for_it_is_an_error_of_its_own()
    {
        var thrown = await Assert.ThrowsAsync<AWSOrganizationsNotInUseException>(() => Organizations.DescribeOrganizationAsync(new(), Cancel));

        Assert.Equal(400, (int)thrown.StatusCode);
    }

    [Fact]
    public async Task An_organization_has_all_features_one_root_and_its_management_account()
    {
        var created = (await Organizations.CreateOrganizationAsync(new() { FeatureSet = OrganizationFeatureSet.ALL }, Cancel)).Organization;

        var described = (await Organizations.DescribeOrganizationAsync(new(), Cancel)).Organization;
        Assert.Equal(created.Id, described.Id);
        Assert.Equal(OrganizationFeatureSet.ALL, described.FeatureSet);
        var accounts = await Organizations.ListAccountsForParentAsync(new() { ParentId = await Root() }, Cancel);
        Assert.Equal(described.MasterAccountId, Assert.Single(accounts.Accounts).Id);
    }

    [Fact]
    public async Task Units_lie_below_the_root_and_below_each_other_and_can_be_deleted_when_empty()
    {
        var root = await Organization();
        var outer = await Unit(root, "Workloads");
        var inner = await Unit(outer, "PROD");

        Assert.Equal("Workloads", Assert.Single((await Organizations.ListOrganizationalUnitsForParentAsync(new() { ParentId = root }, Cancel)).OrganizationalUnits).Name);
        Assert.Equal(inner, Assert.Single((await Organizations.ListOrganizationalUnitsForParentAsync(new() { ParentId = outer }, Cancel)).OrganizationalUnits).Id);
        await Organizations.DeleteOrganizationalUnitAsync(new() { OrganizationalUnitId = inner }, Cancel);
        Assert.Empty((await Organizations.ListOrganizationalUnitsForParentAsync(new() { ParentId = outer }, Cancel)).OrganizationalUnits ?? []);
    }

    [Fact]
    public async Task A_created_account_lands_in_the_root_and_moves()
    {
        var root = await Organization();
        var unit = await Unit(root, "DEV");
        var account = await Account("dev");

        Assert.Equal(root, Assert.Single((await Organizations.ListParentsAsync(new() { ChildId = account }, Cancel)).Parents).Id);
        await Organizations.MoveAccountAsync(new() { AccountId = account, SourceParentId = root, DestinationParentId = unit }, Cancel);

        Assert.Equal(account, Assert.Single((await Organizations.ListAccountsForParentAsync(new() { ParentId = unit }, Cancel)).Accounts).Id);
        var described = (await Organizations.DescribeAccountAsync(new() { AccountId = account }, Cancel)).Account;
        Assert.Equal(("dev", "dev@example.com"), (described.Name, described.Email));
        Assert.Equal("ACTIVE", described.Status?.Value ?? described.State?.Value);
    }

    [Theory]
    [InlineData("SERVICE_CONTROL_POLICY", "FullAWSAccess")]
    [InlineData("RESOURCE_CONTROL_POLICY", "RCPFullAWSAccess")]
    public async Task An_enabled_policy_type_brings_the_policy_that_AWS_manages(string type, string managed)
    {
        var root = await Organization();
        await Enable(root, type);

        var policies = (await Organizations.ListPoliciesAsync(new() { Filter = PolicyType.FindValue(type) }, Cancel)).Policies;
        Assert.Contains(policies, p => p.Name == managed && p.AwsManaged == true);
        Assert.Contains((await Organizations.ListRootsAsync(new(), Cancel)).Roots[0].PolicyTypes, t => t.Type.Value == type && t.Status == PolicyTypeStatus.ENABLED);
    }

    [Fact]
    public async Task A_policy_keeps_its_text_and_is_found_by_what_it_is_attached_to_and_the_other_way_round()
    {
        var root = await Organization();
        await Enable(root, "SERVICE_CONTROL_POLICY");
        var unit = await Unit(root, "DEV");
        var policy = await Policy("deny-a");
        await Organizations.AttachPolicyAsync(new() { PolicyId = policy, TargetId = unit }, Cancel);

        Assert.Equal(Document, (await Organizations.DescribePolicyAsync(new() { PolicyId = policy }, Cancel)).Policy.Content);
        Assert.Equal(unit, Assert.Single((await Organizations.ListTargetsForPolicyAsync(new() { PolicyId = policy }, Cancel)).Targets).TargetId);
        Assert.Contains((await Organizations.ListPoliciesForTargetAsync(new() { TargetId = unit, Filter = PolicyType.SERVICE_CONTROL_POLICY }, Cancel)).Policies, p => p.Id == policy);
        await Organizations.DetachPolicyAsync(new() { PolicyId = policy, TargetId = unit }, Cancel);
        Assert.Empty((await Organizations.ListTargetsForPolicyAsync(new() { PolicyId = policy }, Cancel)).Targets ?? []);
    }

    [Fact]
    public async Task A_policy_is_updated_in_place_and_gone_when_deleted()
    {
        var root = await Organization();
        await Enable(root, "SERVICE_CONTROL_POLICY");
        var policy = await Policy("deny-a");

        await Organizations.UpdatePolicyAsync(new() { PolicyId = policy, Description = "new", Content = Document.Replace("CreateUser", "CreateAccessKey", StringComparison.Ordinal) }, Cancel);

        var updated = (await Organizations.DescribePolicyAsync(new() { PolicyId = policy }, Cancel)).Policy;
        Assert.Equal(("deny-a", "new"), (updated.PolicySummary.Name, updated.PolicySummary.Description));
        Assert.Contains("CreateAccessKey", updated.Content, StringComparison.Ordinal);
        await Organizations.DeletePolicyAsync(new() { PolicyId = policy }, Cancel);
        await Assert.ThrowsAsync<PolicyNotFoundException>(() => Organizations.DescribePolicyAsync(new() { PolicyId = policy }, Cancel));
    }

    [Fact]
    public async Task Two_policies_of_a_type_cannot_have_one_name()
    {
        var root = await Organization();
        await Enable(root, "SERVICE_CONTROL_POLICY");
        await Policy("deny-a");

        await Assert.ThrowsAsync<DuplicatePolicyException>(() => Policy("deny-a"));
    }

    [Fact]
    public async Task What_an_attached_policy_is_in_use_for_keeps_it()
    {
        var root = await Organization();
        await Enable(root, "SERVICE_CONTROL_POLICY");
        var policy = await Policy("deny-a");
        await Organizations.AttachPolicyAsync(new() { PolicyId = policy, TargetId = root }, Cancel);

        await Assert.ThrowsAsync<PolicyInUseException>(() => Organizations.DeletePolicyAsync(new() { PolicyId = policy }, Cancel));
    }

    [Fact]
    public async Task Tags_are_set_read_and_removed()
    {
        var root = await Organization();
        var unit = (await Organizations.CreateOrganizationalUnitAsync(new() { ParentId = root, Name = "DEV", Tags = [new() { Key = "a", Value = "1" }] }, Cancel)).OrganizationalUnit.Id;

        await Organizations.TagResourceAsync(new() { ResourceId = unit, Tags = [new() { Key = "b", Value = "2" }] }, Cancel);
        await Organizations.UntagResourceAsync(new() { ResourceId = unit, TagKeys = ["a"] }, Cancel);

        var tag = Assert.Single((await Organizations.ListTagsForResourceAsync(new() { ResourceId = unit }, Cancel)).Tags);
        Assert.Equal(("b", "2"), (tag.Key, tag.Value));
    }

    /// <summary>What answers; an <see cref="IAwsEndpoint"/>, which a public class cannot name.</summary>
    protected abstract Task<object> Endpoint();

    private async Task<string> Organization()
    {
        await Organizations.CreateOrganizationAsync(new() { FeatureSet = OrganizationFeatureSet.ALL }, Cancel);
        return await Root();
    }

    private async Task<string> Root() => Assert.Single((await Organizations.ListRootsAsync(new(), Cancel)).Roots).Id;

    private async Task<string> Unit(string parent, string name) =>
        (await Organizations.CreateOrganizationalUnitAsync(new() { ParentId = parent, Name = name }, Cancel)).OrganizationalUnit.Id;

    private async Task<string> Account(string name)
    {
        var status = (await Organizations.CreateAccountAsync(new() { AccountName = name, Email = $"{name}@example.com" }, Cancel)).CreateAccountStatus;
        for (var polls = 0; status.State == CreateAccountState.IN_PROGRESS && polls < 20; polls++)
        {
            status = (await Organizations.DescribeCreateAccountStatusAsync(new() { CreateAccountRequestId = status.Id }, Cancel)).CreateAccountStatus;
        }

        Assert.Equal(CreateAccountState.SUCCEEDED, status.State);
        return status.AccountId;
    }

    private async Task Enable(string root, string type) => await Organizations.EnablePolicyTypeAsync(new() { RootId = root, PolicyType = PolicyType.FindValue(type) }, Cancel);

    private async Task<string> Policy(string name) =>
        (await Organizations.CreatePolicyAsync(new() { Name = name, Description = "d", Type = PolicyType.SERVICE_CONTROL_POLICY, Content = Document }, Cancel)).Policy.PolicySummary.Id;
}

/// <summary>As moto keeps it.</summary>
public sealed class OrganizationsOnMoto(Judges.MotoServer moto) : OrganizationsContract, IClassFixture<Judges.MotoServer>
{
    /// <inheritdoc/>
    protected override async Task<object> Endpoint() => await MotoEndpoint.Emptied(moto);
}

/// <summary>As the sandbox keeps it.</summary>
public sealed class OrganizationsOnTheSandbox : OrganizationsContract
{
    /// <inheritdoc/>
    protected override Task<object> Endpoint() => Task.FromResult<object>(new SandboxEndpoint());
}
