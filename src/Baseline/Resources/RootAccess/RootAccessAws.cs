using Amazon.IdentityManagement.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Baseline.Resources.RootAccess;

/// <summary>The calls of <see cref="RootAccessKind"/>, made in the management account (IAM User Guide, "Centralize root access for member accounts", read 2026-11).</summary>
/// <param name="kind">The pure half.</param>
internal sealed class RootAccessAws(RootAccessKind kind) : AwsSetting<RootAccessAttributes>(kind)
{
    private const string CredentialsManagement = "RootCredentialsManagement";
    private const string Sessions = "RootSessions";

    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions => ["iam:ListOrganizationsFeatures"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions =>
    [
        "iam:EnableOrganizationsRootCredentialsManagement", "iam:DisableOrganizationsRootCredentialsManagement", "iam:EnableOrganizationsRootSessions", "iam:DisableOrganizationsRootSessions",
    ];

    /// <inheritdoc/>
    public override async Task<Reading> ReadAsync(AwsWorld world, CancellationToken cancel) =>
        new(world.Policies.Find(AccountDefaultsFile.Area)?.Value.RootAccess is not null && await SeenAsync(world, cancel) is { } seen ? [seen] : []);

    /// <inheritdoc/>
    public override Task<Resource?> ReadBackAsync(Change change, AwsWorld world, CancellationToken cancel) => SeenAsync(world, cancel);

    /// <inheritdoc/>
    protected override async Task SetAsync(Address address, RootAccessAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var (features, iam) = (await FeaturesAsync(world, cancel) ?? [], world.Session.Iam);
        if (features.Contains(CredentialsManagement) != desired.CredentialsManagement)
        {
            _ = desired.CredentialsManagement
                ? (object)await iam.EnableOrganizationsRootCredentialsManagementAsync(new(), cancel)
                : await iam.DisableOrganizationsRootCredentialsManagementAsync(new(), cancel);
        }

        if (features.Contains(Sessions) != desired.Sessions)
        {
            _ = desired.Sessions ? (object)await iam.EnableOrganizationsRootSessionsAsync(new(), cancel) : await iam.DisableOrganizationsRootSessionsAsync(new(), cancel);
        }
    }

    private async Task<Resource?> SeenAsync(AwsWorld world, CancellationToken cancel) => await FeaturesAsync(world, cancel) is { } features
        ? kind.Of(RootAccessKind.Members, RootAccessAttributes.Of(features.Contains(CredentialsManagement), features.Contains(Sessions)))
        : null;

    // Null where there is no organization. Without IAM's access to it, nothing is on.
    private static async Task<List<string>?> FeaturesAsync(AwsWorld world, CancellationToken cancel)
    {
        try
        {
            return (await world.Session.Iam.ListOrganizationsFeaturesAsync(new(), cancel)).EnabledFeatures ?? [];
        }
        catch (OrganizationNotFoundException)
        {
            return null;
        }
        catch (ServiceAccessNotEnabledException)
        {
            return [];
        }
    }
}
