using System.Globalization;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.SecurityHub;

namespace SecretScoops.Governance.Sandbox.SecurityHub;

/// <summary>Subscriptions of accounts, region by region.</summary>
internal sealed partial class SecurityHubSandbox
{
    public override EnableSecurityHubResponse EnableSecurityHub(EnableSecurityHubRequest request, Call call)
    {
        if (Find(call.AccountId, call.Region) is { Subscribed: true })
        {
            throw new ResourceConflictException("Account is already subscribed to Security Hub");
        }

        RequireOwnSay(call);
        var hub = Subscribe(call.AccountId, call.Region, request.EnableDefaultStandards ?? true);
        hub.FindingGenerator = request.ControlFindingGenerator ?? hub.FindingGenerator;
        Set(hub.Tags, request.Tags ?? []);
        return new EnableSecurityHubResponse();
    }

    /// <remarks>"You can't disable Security Hub in an account that is currently the Security Hub administrator" (API Reference, DisableSecurityHub, read 2026-11); members are disassociated first.</remarks>
    public override DisableSecurityHubResponse DisableSecurityHub(DisableSecurityHubRequest request, Call call)
    {
        var hub = Hub(call);
        RequireOwnSay(call);
        if (AdministratorIn(call.Region) == call.AccountId || hub.Members.Exists(IsEnabled))
        {
            throw new InvalidAccessException($"Account {call.AccountId} is an administrator and cannot disable Security Hub");
        }

        if (AdministratorOf(call.AccountId, call.Region) is { } administrator)
        {
            throw new InvalidAccessException($"Account {call.AccountId} is a member of administrator {administrator} and cannot disable Security Hub");
        }

        Unsubscribe(call.AccountId, call.Region);
        return new DisableSecurityHubResponse();
    }

    public override DescribeHubResponse DescribeHub(DescribeHubRequest request, Call call)
    {
        var hub = Hub(call);
        if (request.HubArn is { } arn && arn != HubArn(call))
        {
            throw new ResourceNotFoundException($"Hub {arn} not found");
        }

        return new DescribeHubResponse
        {
            HubArn = HubArn(call),
            SubscribedAt = hub.SubscribedAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            AutoEnableControls = hub.AutoEnableControls,
            ControlFindingGenerator = AdministratorOf(call.AccountId, call.Region) is { } administrator ? Make(administrator, call.Region).FindingGenerator : hub.FindingGenerator,
        };
    }

    /// <remarks>"The value for this field in a member account matches the value in the administrator account" (API Reference, ControlFindingGenerator, read 2026-11).</remarks>
    public override UpdateSecurityHubConfigurationResponse UpdateSecurityHubConfiguration(UpdateSecurityHubConfigurationRequest request, Call call)
    {
        var hub = Hub(call);
        RequireOwnSay(call);
        hub.AutoEnableControls = request.AutoEnableControls ?? hub.AutoEnableControls;
        hub.FindingGenerator = request.ControlFindingGenerator ?? hub.FindingGenerator;
        return new UpdateSecurityHubConfigurationResponse();
    }

    private static string HubArn(Call call) => $"arn:aws:securityhub:{call.Region}:{call.AccountId}:hub/default";

    private StoredSecurityHub Subscribe(string accountId, string region, bool withDefaults)
    {
        var hub = Make(accountId, region);
        if (hub.Subscribed)
        {
            return hub;
        }

        (hub.Subscribed, hub.SubscribedAt) = (true, world.Now);
        if (withDefaults)
        {
            EnableDefaults(hub);
        }

        return hub;
    }

    // What the management account knows of the administrator is no part of its own subscription.
    private void Unsubscribe(string accountId, string region) =>
        world.Region(accountId, region).SecurityHub = new StoredSecurityHub { OrganizationAdministratorId = Find(accountId, region)?.OrganizationAdministratorId };
}
