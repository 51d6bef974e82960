using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Baseline.Resources.ConfigRoles;

/// <summary>The role that Config reads an account with.</summary>
/// <param name="Service">Who may assume it. AWS makes trust and rights of a service-linked role, and nobody can change them.</param>
internal sealed record ConfigRoleAttributes(string Service);

/// <summary>
/// Config's role in each account: <c>config-role/AWSServiceRoleForConfig@prod</c>. A setting: it is made where it is missing and never deleted, since deleting it
/// would blind whatever else records there. A role of another name is somebody else's and only has to exist.
/// </summary>
internal sealed class ConfigRoleKind() : ResourceKind<ConfigRoleAttributes>(KindNames.ConfigRole, Nature.Setting, ConfigRoleJson.Default.ConfigRoleAttributes)
{
    /// <summary>The service that assumes the role.</summary>
    public const string Service = "config.amazonaws.com";

    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies)
    {
        if (policies.Find(ConfigFile.Area) is not { } file)
        {
            return [];
        }

        var name = file.Value.Recorder.Role;
        return policies.Everywhere
            .Select(account => Of(new Scope(account.Name).Address(Name, name), new(Service), declaredAt: file.Where) with { External = name != ConfigRecording.ServiceLinkedRole });
    }
}
