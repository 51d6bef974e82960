using Amazon.SecurityHub;
using Amazon.SecurityHub.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>What several kinds of Security Hub ask first.</summary>
internal static class SecurityHubReading
{
    /// <summary>
    /// How the administrator has the organization configured; null where it is no administrator, or not even subscribed: then AWS answers InvalidAccessException
    /// (hashicorp/terraform-provider-aws#23079), which is another code than that of missing permissions.
    /// </summary>
    public static async Task<DescribeOrganizationConfigurationResponse?> OrganizationAsync(AwsSession session, CancellationToken cancel)
    {
        try
        {
            return await session.SecurityHub.DescribeOrganizationConfigurationAsync(new(), cancel);
        }
        catch (InvalidAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether the administrator's configuration policies are in force: only then can they be listed. Asked once in a run.</summary>
    public static Task<bool> IsCentralAsync(Scope home, AwsSession session, AwsWorld world, CancellationToken cancel) => world.SharedAsync(
        $"security-hub/central/{home}",
        async stop => (await OrganizationAsync(session, stop))?.OrganizationConfiguration?.ConfigurationType == OrganizationConfigurationConfigurationType.CENTRAL,
        cancel);

    /// <summary>The hub; null where the account is not subscribed.</summary>
    public static async Task<DescribeHubResponse?> HubAsync(AwsSession session, CancellationToken cancel)
    {
        try
        {
            return await session.SecurityHub.DescribeHubAsync(new(), cancel);
        }
        catch (InvalidAccessException)
        {
            return null;
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }
}
