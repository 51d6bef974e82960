using Amazon.SecurityHub;
using Amazon.SecurityHub.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>What several kinds of Security Hub ask first.</summary>
internal static class SecurityHubReading
{
    private const int Tries = 8;

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

    /// <summary>The same, asked once in a run: several kinds begin with it.</summary>
    public static Task<DescribeOrganizationConfigurationResponse?> SharedOrganizationAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel) =>
        world.SharedAsync($"security-hub/organization/{scope}", stop => OrganizationAsync(session, stop), cancel);

    /// <summary>Whether the administrator's configuration policies are in force: only then can they be listed.</summary>
    public static async Task<bool> IsCentralAsync(Scope home, AwsSession session, AwsWorld world, CancellationToken cancel) =>
        (await SharedOrganizationAsync(home, session, world, cancel))?.OrganizationConfiguration?.ConfigurationType == OrganizationConfigurationConfigurationType.CENTRAL;

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

    /// <summary>Subscribes the account, with no standards: default ones would come and go again.</summary>
    public static async Task SubscribeAsync(AwsSession session, string? findingGenerator, CancellationToken cancel)
    {
        try
        {
            await session.SecurityHub.EnableSecurityHubAsync(
                new() { EnableDefaultStandards = false, ControlFindingGenerator = findingGenerator is null ? null : ControlFindingGenerator.FindValue(findingGenerator) }, cancel);
        }
        catch (ResourceConflictException)
        {
            // On already: by an earlier try whose answer was lost, or by the administrator meanwhile.
        }
    }

    /// <summary>Does something idempotent in a place that has just come to be, as long as AWS does not know yet that it has: some seconds, in a few tries.</summary>
    public static async Task PatientlyAsync(Func<Task> act, AwsWorld world, CancellationToken cancel)
    {
        var pause = TimeSpan.FromMilliseconds(200);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await act();
                return;
            }
            catch (Exception e) when (e is InvalidAccessException or ResourceNotFoundException && attempt < Tries)
            {
                await Task.Delay(pause, world.Time, cancel);
                pause *= 2;
            }
        }
    }
}
