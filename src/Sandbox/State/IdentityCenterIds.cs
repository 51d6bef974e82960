using System.Security.Cryptography;
using System.Text;

namespace SecretScoops.Governance.Sandbox.State;

/// <summary>The ids of the organization's Identity Center instance, which follow from the organization's.</summary>
internal static class IdentityCenterIds
{
    public static string InstanceArn(StoredOrganization organization) => $"arn:aws:sso:::instance/{InstanceId(organization)}";

    public static string InstanceId(StoredOrganization organization) => $"ssoins-{Hex(organization, 16)}";

    public static string IdentityStoreId(StoredOrganization organization) => $"d-{Hex(organization, 10)}";

    private static string Hex(StoredOrganization organization, int length) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(organization.Id)))[..length];
}
