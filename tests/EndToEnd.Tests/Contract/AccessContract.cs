using Amazon.IdentityStore;
using Amazon.SSOAdmin;
using Amazon.SSOAdmin.Model;

namespace SecretScoops.Governance.EndToEnd.Tests.Contract;

/// <summary>What the tool relies on in Identity Center and its Identity Store, over the wire; kept by the sandbox and moto alike.</summary>
public abstract class AccessContract : IAsyncLifetime
{
    private const string Document = """{"Version":"2012-10-17","Statement":[{"Sid":"A","Effect":"Deny","Action":"s3:GetObject","Resource":"*"}]}""";
    private const string ReadOnly = "arn:aws:iam::aws:policy/ReadOnlyAccess";

    private ContractSession session = null!;
    private string instance = "";
    private string store = "";

    private IAmazonSSOAdmin Sso => session.Home.SsoAdmin;

    private IAmazonIdentityStore Store => session.Home.IdentityStore;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        session = new((IAwsEndpoint)await Endpoint());
        await session.Home.Organizations.CreateOrganizationAsync(new() { FeatureSet = "ALL" }, Cancel);
        var found = Assert.Single((await Sso.ListInstancesAsync(new(), Cancel)).Instances);
        (instance, store) = (found.InstanceArn, found.IdentityStoreId);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_group_is_found_by_its_id_and_in_the_list_and_gone_when_deleted()
    {
        var group = await Group("auditors");

        Assert.Equal("auditors", (await Store.DescribeGroupAsync(new() { IdentityStoreId = store, GroupId = group }, Cancel)).DisplayName);
        Assert.Contains((await Store.ListGroupsAsync(new() { IdentityStoreId = store }, Cancel)).Groups, g => g.GroupId == group && g.Description == "people");
        await Store.DeleteGroupAsync(new() { IdentityStoreId = store, GroupId = group }, Cancel);
        await Assert.ThrowsAsync<Amazon.IdentityStore.Model.ResourceNotFoundException>(() => Store.DescribeGroupAsync(new() { IdentityStoreId = store, GroupId = group }, Cancel));
    }

    [Fact]
    public async Task Two_groups_cannot_have_one_name()
    {
        await Group("auditors");

        await Assert.ThrowsAsync<Amazon.IdentityStore.Model.ConflictException>(() => Group("auditors"));
    }

    [Fact]
    public async Task A_permission_set_is_described_as_it_was_created()
    {
        var set = await PermissionSet();

        var described = (await Sso.DescribePermissionSetAsync(new() { InstanceArn = instance, PermissionSetArn = set }, Cancel)).PermissionSet;
        Assert.Equal(("Auditor", "rights", "PT2H"), (described.Name, described.Description, described.SessionDuration));
        Assert.Equal([set], (await Sso.ListPermissionSetsAsync(new() { InstanceArn = instance }, Cancel)).PermissionSets);
    }

    [Fact]
    public async Task All_of_a_permission_set_that_an_update_names_is_changed()
    {
        var set = await PermissionSet();

        await Sso.UpdatePermissionSetAsync(new() { InstanceArn = instance, PermissionSetArn = set, Description = "more", SessionDuration = "PT4H", RelayState = "https://example.com/" }, Cancel);

        var described = (await Sso.DescribePermissionSetAsync(new() { InstanceArn = instance, PermissionSetArn = set }, Cancel)).PermissionSet;
        Assert.Equal(("more", "PT4H", "https://example.com/"), (described.Description, described.SessionDuration, described.RelayState));
    }

    [Fact]
    public async Task Managed_customer_managed_and_inline_policies_come_and_go()
    {
        var set = await PermissionSet();
        await Sso.AttachManagedPolicyToPermissionSetAsync(new() { InstanceArn = instance, PermissionSetArn = set, ManagedPolicyArn = ReadOnly }, Cancel);
        await Sso.AttachCustomerManagedPolicyReferenceToPermissionSetAsync(new() { InstanceArn = instance, PermissionSetArn = set, CustomerManagedPolicyReference = new() { Name = "own", Path = "/team/" } }, Cancel);
        await Sso.PutInlinePolicyToPermissionSetAsync(new() { InstanceArn = instance, PermissionSetArn = set, InlinePolicy = Document }, Cancel);

        Assert.Equal(ReadOnly, Assert.Single((await Sso.ListManagedPoliciesInPermissionSetAsync(new() { InstanceArn = instance, PermissionSetArn = set }, Cancel)).AttachedManagedPolicies).Arn);
        var own = Assert.Single((await Sso.ListCustomerManagedPolicyReferencesInPermissionSetAsync(new() { InstanceArn = instance, PermissionSetArn = set }, Cancel)).CustomerManagedPolicyReferences);
        Assert.Equal(("own", "/team/"), (own.Name, own.Path));
        Assert.Equal(Document, (await Sso.GetInlinePolicyForPermissionSetAsync(new() { InstanceArn = instance, PermissionSetArn = set }, Cancel)).InlinePolicy);

        await Sso.DetachManagedPolicyFromPermissionSetAsync(new() { InstanceArn = instance, PermissionSetArn = set, ManagedPolicyArn = ReadOnly }, Cancel);
        await Sso.DetachCustomerManagedPolicyReferenceFromPermissionSetAsync(new() { InstanceArn = instance, PermissionSetArn = set, CustomerManagedPolicyReference = new() { Name = "own", Path = "/team/" } }, Cancel);
        await Sso.DeleteInlinePolicyFromPermissionSetAsync(new() { InstanceArn = instance, PermissionSetArn = set }, Cancel);
        Assert.Empty((await Sso.ListManagedPoliciesInPermissionSetAsync(new() { InstanceArn = instance, PermissionSetArn = set }, Cancel)).AttachedManagedPolicies ?? []);
        Assert.True(string.IsNullOrEmpty((await Sso.GetInlinePolicyForPermissionSetAsync(new() { InstanceArn = instance, PermissionSetArn = set }, Cancel)).InlinePolicy));
    }

    [Fact]
    public async Task An_assignment_is_followed_to_its_end_and_found_by_principal_and_by_account()
    {
        var (set, group) = (await PermissionSet(), await Group("auditors"));
        var account = (await session.Home.Organizations.DescribeOrganizationAsync(new(), Cancel)).Organization.MasterAccountId;

        var status = (await Sso.CreateAccountAssignmentAsync(
            new() { InstanceArn = instance, TargetType = TargetType.AWS_ACCOUNT, TargetId = account, PermissionSetArn = set, PrincipalType = PrincipalType.GROUP, PrincipalId = group }, Cancel)).AccountAssignmentCreationStatus;
        for (var polls = 0; status.Status == StatusValues.IN_PROGRESS && polls < 20; polls++)
        {
            status = (await Sso.DescribeAccountAssignmentCreationStatusAsync(new() { InstanceArn = instance, AccountAssignmentCreationRequestId = status.RequestId }, Cancel)).AccountAssignmentCreationStatus;
        }

        Assert.Equal(StatusValues.SUCCEEDED, status.Status);
        var ofPrincipal = Assert.Single((await Sso.ListAccountAssignmentsForPrincipalAsync(new() { InstanceArn = instance, PrincipalId = group, PrincipalType = PrincipalType.GROUP }, Cancel)).AccountAssignments);
        Assert.Equal((account, set), (ofPrincipal.AccountId, ofPrincipal.PermissionSetArn));
        var inAccount = Assert.Single((await Sso.ListAccountAssignmentsAsync(new() { InstanceArn = instance, AccountId = account, PermissionSetArn = set }, Cancel)).AccountAssignments);
        Assert.Equal((group, PrincipalType.GROUP), (inAccount.PrincipalId, inAccount.PrincipalType));
    }

    [Fact]
    public async Task What_does_not_exist_is_told_by_the_error_of_its_own() =>
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => Sso.DescribePermissionSetAsync(
            new() { InstanceArn = instance, PermissionSetArn = instance.Replace(":instance/", ":permissionSet/", StringComparison.Ordinal) + "/ps-0000000000000000" }, Cancel));

    /// <summary>What answers; an <see cref="IAwsEndpoint"/>, which a public class cannot name.</summary>
    protected abstract Task<object> Endpoint();

    private async Task<string> Group(string name) =>
        (await Store.CreateGroupAsync(new() { IdentityStoreId = store, DisplayName = name, Description = "people" }, Cancel)).GroupId;

    private async Task<string> PermissionSet() =>
        (await Sso.CreatePermissionSetAsync(new() { InstanceArn = instance, Name = "Auditor", Description = "rights", SessionDuration = "PT2H" }, Cancel)).PermissionSet.PermissionSetArn;
}

/// <summary>As moto keeps it.</summary>
public sealed class AccessOnMoto(Judges.MotoServer moto) : AccessContract, IClassFixture<Judges.MotoServer>
{
    /// <inheritdoc/>
    protected override async Task<object> Endpoint() => await MotoEndpoint.Emptied(moto);
}

/// <summary>As the sandbox keeps it.</summary>
public sealed class AccessOnTheSandbox : AccessContract
{
    /// <inheritdoc/>
    protected override Task<object> Endpoint() => Task.FromResult<object>(new SandboxEndpoint());
}
