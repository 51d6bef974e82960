using Amazon.ConfigService.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.Baseline.Resources.ConformancePacks;

/// <summary>A conformance pack on its way into, or out of, every account of the organization.</summary>
/// <param name="pack">Which.</param>
/// <param name="world">The run.</param>
internal sealed class PackDeployment(Address pack, AwsWorld world) : ConfigDeployment(pack, "conformance pack", "of its pack in config.json", world)
{
    /// <summary>A pack's status; null when there is no such pack.</summary>
    public static async Task<OrganizationConformancePackStatus?> StatusAsync(AwsSession session, string name, CancellationToken cancel)
    {
        try
        {
            var page = await session.Config.DescribeOrganizationConformancePackStatusesAsync(new() { OrganizationConformancePackNames = [name] }, cancel);
            return page.OrganizationConformancePackStatuses?.FirstOrDefault();
        }
        catch (NoSuchOrganizationConformancePackException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    protected override async Task<Whole?> WholeAsync(CancellationToken cancel) =>
        await StatusAsync(Session, Name, cancel) is { } status ? new(status.Status?.Value, status.ErrorCode, status.ErrorMessage) : null;

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Member>> MembersAsync(CancellationToken cancel)
    {
        var accounts = await Paged.AllAsync(async token =>
        {
            var page = await Session.Config.GetOrganizationConformancePackDetailedStatusAsync(new() { OrganizationConformancePackName = Name, NextToken = token }, cancel);
            return (page.OrganizationConformancePackDetailedStatuses, page.NextToken);
        });
        return [.. accounts.Select(a => new Member(a.AccountId, a.Status?.Value, a.ErrorCode, a.ErrorMessage))];
    }
}
