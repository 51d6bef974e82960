using Amazon.Organizations;
using Amazon.Organizations.Model;
using Amazon.Runtime;
using Amazon.SSOAdmin.Model;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Aws.Tests.Protocols;
using Xunit;

namespace SecretScoops.Governance.Aws.Tests.Sessions;

/// <summary>The generated clients on our pipeline, against moto over real HTTP.</summary>
public sealed class MotoOrganizationTests(MotoServer moto) : IClassFixture<MotoServer>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_organization_is_made_and_read_and_the_trace_saw_it()
    {
        using var connection = Connect();
        var organizations = connection.Home.Organizations;

        await OrganizeAsync(organizations);
        var roots = await organizations.ListRootsAsync(new ListRootsRequest(), Ct);

        Assert.Single(roots.Roots);
        Assert.Equal(["CreateOrganization", "ListRoots"], connection.Trace.Calls.Select(call => call.Operation));
        Assert.All(connection.Trace.Calls, call => Assert.Equal(("organizations", 1), (call.Service, call.Attempts)));
        Assert.Same(organizations, connection.Home.Organizations);
    }

    [Fact]
    public async Task What_moto_lacks_is_told_at_once_as_not_offered()
    {
        using var connection = Connect();

        var failure = await Assert.ThrowsAnyAsync<AmazonServiceException>(() => connection.Home.SsoAdmin.GetPermissionsBoundaryForPermissionSetAsync(
            new GetPermissionsBoundaryForPermissionSetRequest { InstanceArn = "arn:aws:sso:::instance/ssoins-1111111111111111", PermissionSetArn = "arn:aws:sso:::permissionSet/ssoins-1111111111111111/ps-1111111111111111" },
            Ct));

        Assert.True(AwsFaults.IsNotOffered(failure));
        Assert.Equal(1, connection.Trace.HttpRequests);
        Assert.Equal("root/eu-west-1 sso:GetPermissionsBoundaryForPermissionSet", AwsFaults.PlaceOf(failure, "root", "eu-west-1"));
    }

    [Fact]
    public async Task A_modelled_error_keeps_its_type_and_names_its_call()
    {
        using var connection = Connect();
        await OrganizeAsync(connection.Home.Organizations);

        var failure = await Assert.ThrowsAsync<PolicyNotFoundException>(() => connection.Home.Organizations.DescribePolicyAsync(new DescribePolicyRequest { PolicyId = "p-12345678" }, Ct));

        Assert.Equal("root/eu-west-1 organizations:DescribePolicy", AwsFaults.PlaceOf(failure, "root", "eu-west-1"));
        Assert.Equal("aws-error", AwsFaults.Tell(failure, "eu-west-1").Code);
    }

    /// <summary>The tests of the class share one moto and run in any order.</summary>
    private static async Task OrganizeAsync(IAmazonOrganizations organizations)
    {
        try
        {
            await organizations.CreateOrganizationAsync(new CreateOrganizationRequest { FeatureSet = OrganizationFeatureSet.ALL }, Ct);
        }
        catch (AlreadyInOrganizationException)
        {
            // Another test was first.
        }
    }

    private AwsConnection Connect() => new(new()
    {
        EndpointUrl = moto.Url,
        Region = "eu-west-1",
        Credentials = new BasicAWSCredentials("AKIAIOSFODNN7EXAMPLE", "secret"),
    });
}
