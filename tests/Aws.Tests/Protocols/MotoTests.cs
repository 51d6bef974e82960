using System.Net;
using Amazon.IdentityStore;
using Amazon.IdentityStore.Model;
using Amazon.Organizations;
using Amazon.Organizations.Model;
using Amazon.Runtime;
using Amazon.Runtime.Documents;
using Amazon.SSOAdmin;
using Amazon.SSOAdmin.Model;
using SecretScoops.Governance.Aws.Protocols;
using Xunit;

namespace SecretScoops.Governance.Aws.Tests.Protocols;

/// <summary>The generated clients against moto over real HTTP.</summary>
public sealed class MotoTests(MotoServer moto) : IClassFixture<MotoServer>
{
    private static readonly BasicAWSCredentials Credentials = new("AKIAIOSFODNN7EXAMPLE", "secret");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_organization_with_units_and_policies_is_built_and_read_back()
    {
        using var client = await Organization();
        var root = (await client.ListRootsAsync(new ListRootsRequest(), Cancellation)).Roots.Single();

        var unit = await client.CreateOrganizationalUnitAsync(
            new CreateOrganizationalUnitRequest { ParentId = root.Id, Name = "PROD ünit", Tags = [new Amazon.Organizations.Model.Tag { Key = "owner", Value = "us" }] }, Cancellation);
        var policy = await client.CreatePolicyAsync(
            new CreatePolicyRequest { Name = "deny", Description = "d", Type = Amazon.Organizations.PolicyType.SERVICE_CONTROL_POLICY, Content = """{"Version":"2012-10-17","Statement":[]}""" },
            Cancellation);
        await client.AttachPolicyAsync(new AttachPolicyRequest { PolicyId = policy.Policy.PolicySummary.Id, TargetId = unit.OrganizationalUnit.Id }, Cancellation);
        var targets = await client.ListTargetsForPolicyAsync(new ListTargetsForPolicyRequest { PolicyId = policy.Policy.PolicySummary.Id }, Cancellation);

        Assert.Equal("PROD ünit", unit.OrganizationalUnit.Name);
        Assert.Equal(Amazon.Organizations.PolicyType.SERVICE_CONTROL_POLICY, policy.Policy.PolicySummary.Type);
        Assert.False(policy.Policy.PolicySummary.AwsManaged);
        Assert.Equal(unit.OrganizationalUnit.Id, targets.Targets.Single().TargetId);
        Assert.NotEmpty(policy.ResponseMetadata.RequestId);
    }

    [Fact]
    public async Task Paginators_go_through_all_pages()
    {
        using var client = await Organization();
        for (var number = 0; number < 3; number++)
        {
            await client.CreateAccountAsync(new CreateAccountRequest { AccountName = $"page{number}", Email = $"page{number}@example.com" }, Cancellation);
        }

        var names = new List<string>();
        await foreach (var account in client.Paginators.ListAccounts(new ListAccountsRequest { MaxResults = 1 }).Accounts.WithCancellation(Cancellation))
        {
            names.Add(account.Name);
        }

        Assert.Superset(new HashSet<string> { "page0", "page1", "page2" }, names.ToHashSet());
    }

    [Fact]
    public async Task Moments_come_back_in_utc()
    {
        using var client = await Organization();
        var created = await client.CreateAccountAsync(new CreateAccountRequest { AccountName = "moments", Email = "moments@example.com" }, Cancellation);

        var accounts = await client.ListAccountsAsync(new ListAccountsRequest(), Cancellation);

        var account = accounts.Accounts.Single(account => account.Id == created.CreateAccountStatus.AccountId);
        Assert.Equal(DateTimeKind.Utc, account.JoinedTimestamp!.Value.Kind);
        Assert.InRange(account.JoinedTimestamp.Value, TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-5), TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(5));
    }

    [Fact]
    public async Task A_modelled_error_is_its_exception()
    {
        using var client = await Organization();

        var missing = await Assert.ThrowsAsync<PolicyNotFoundException>(() => client.DescribePolicyAsync(new DescribePolicyRequest { PolicyId = "p-12345678" }, Cancellation));

        Assert.Equal("PolicyNotFoundException", missing.ErrorCode);
        Assert.Equal(HttpStatusCode.BadRequest, missing.StatusCode);
        Assert.Equal(ErrorType.Sender, missing.ErrorType);
        Assert.NotEmpty(missing.RequestId);
        Assert.NotEmpty(missing.Message);
    }

    [Fact]
    public async Task An_operation_that_moto_lacks_is_not_offered_and_not_tried_again()
    {
        using var handler = new CountingHandler();
        using var client = new AmazonOrganizationsClient(
            Credentials, new AmazonOrganizationsConfig { ServiceURL = moto.Url.ToString(), AuthenticationRegion = "us-east-1", HttpClientFactory = new OneHandlerFactory(handler) });

        var refused = await Assert.ThrowsAsync<AmazonOrganizationsException>(() => client.DescribeResourcePolicyAsync(new DescribeResourcePolicyRequest(), Cancellation));

        Assert.Equal(NotOffered.Code, refused.ErrorCode);
        Assert.Contains("organizations:DescribeResourcePolicy", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, handler.Count);
    }

    [Fact]
    public async Task A_permission_set_and_a_group_are_made_through_their_services()
    {
        using var sso = new AmazonSSOAdminClient(Credentials, new AmazonSSOAdminConfig { ServiceURL = moto.Url.ToString(), AuthenticationRegion = "eu-west-1" });
        using var store = new AmazonIdentityStoreClient(Credentials, new AmazonIdentityStoreConfig { ServiceURL = moto.Url.ToString(), AuthenticationRegion = "eu-west-1" });
        var instance = (await sso.ListInstancesAsync(new ListInstancesRequest(), Cancellation)).Instances.Single();

        var set = await sso.CreatePermissionSetAsync(new CreatePermissionSetRequest { InstanceArn = instance.InstanceArn, Name = "Auditors", SessionDuration = "PT2H" }, Cancellation);
        var user = await store.CreateUserAsync(new CreateUserRequest { IdentityStoreId = instance.IdentityStoreId, UserName = "ann", DisplayName = "Ann", Name = new Name { GivenName = "Ann", FamilyName = "A" } }, Cancellation);
        var found = await store.GetUserIdAsync(
            new GetUserIdRequest
            {
                IdentityStoreId = instance.IdentityStoreId,
                AlternateIdentifier = new AlternateIdentifier { UniqueAttribute = new UniqueAttribute { AttributePath = "userName", AttributeValue = new Document("ann") } },
            },
            Cancellation);

        Assert.Equal("PT2H", set.PermissionSet.SessionDuration);
        Assert.Equal(user.UserId, found.UserId);
    }

    private async Task<AmazonOrganizationsClient> Organization()
    {
        var client = new AmazonOrganizationsClient(Credentials, new AmazonOrganizationsConfig { ServiceURL = moto.Url.ToString(), AuthenticationRegion = "us-east-1" });
        try
        {
            await client.CreateOrganizationAsync(new CreateOrganizationRequest { FeatureSet = OrganizationFeatureSet.ALL }, Cancellation);
        }
        catch (AlreadyInOrganizationException)
        {
            // The tests of this class share one moto.
        }

        return client;
    }
}
