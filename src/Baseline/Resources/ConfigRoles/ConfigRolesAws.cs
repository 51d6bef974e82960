using Amazon.IdentityManagement.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Baseline.Resources.ConfigRoles;

/// <summary>The calls of <see cref="ConfigRoleKind"/>.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class ConfigRolesAws(ConfigRoleKind kind) : ScopedSetting<ConfigRoleAttributes>(kind, Places.Accounts)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions => ["iam:GetRole"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions => [new("iam:CreateServiceLinkedRole", "arn:{partition}:iam::{account}:role/aws-service-role/config.amazonaws.com/*") { Only = new("StringEquals", "iam:AWSServiceName", "config.amazonaws.com") }];

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Resource>> ReadInAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        if (world.Policies.Find(ConfigFile.Area) is not { } file)
        {
            return [];
        }

        try
        {
            var role = (await session.Iam.GetRoleAsync(new() { RoleName = file.Value.Recorder.Role }, cancel)).Role;
            var address = scope.Address(kind.Name, role.RoleName);
            world.Ids.Learn(address, role.Arn);
            return [kind.Of(address, new(ConfigRoleKind.Service), owned: false)];
        }
        catch (NoSuchEntityException)
        {
            return [];
        }
    }

    /// <inheritdoc/>
    protected override async Task SetAsync(Address address, ConfigRoleAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var session = world.SessionOf(address);
        try
        {
            var role = (await session.Iam.CreateServiceLinkedRoleAsync(new() { AWSServiceName = desired.Service }, cancel)).Role;
            world.Ids.Learn(address, role.Arn);
        }
        catch (InvalidInputException)
        {
            // "Service role name AWSServiceRoleForConfig has been taken in this account": made by a call whose answer was lost, or by Config's console.
            // The read-back tells whether that was the reason. (IAM API Reference, CreateServiceLinkedRole, read 2026-11.)
        }
        catch (EntityAlreadyExistsException)
        {
            // What other endpoints answer.
        }
    }
}
