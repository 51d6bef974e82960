using SecretScoops.Governance.Sandbox.Wire;

namespace SecretScoops.Governance.Sandbox.Doors;

/// <summary>What a Signature Version 4 says of a request's caller. The signature itself is not checked: the sandbox knows no secrets.</summary>
/// <param name="AccessKeyId">The access key id.</param>
/// <param name="Region">The region it was signed for.</param>
/// <param name="Service">The signing name of the service.</param>
internal sealed record CredentialScope(string AccessKeyId, string Region, string Service)
{
    private const string Marker = "Credential=";

    /// <summary>The scope in the request's Authorization header; null where it is not signed.</summary>
    public static CredentialScope? Of(WireRequest request)
    {
        var header = Headers.Find(request, "Authorization");
        var start = header?.IndexOf(Marker, StringComparison.Ordinal) ?? -1;
        if (header is null || start < 0)
        {
            return null;
        }

        var credential = header[(start + Marker.Length)..].Split(',', ' ')[0].Split('/');
        return credential.Length >= 5 ? new CredentialScope(credential[^5], credential[^3], credential[^2]) : null;
    }
}
