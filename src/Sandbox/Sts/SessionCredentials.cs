using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SecretScoops.Governance.Sandbox.Sts;

/// <summary>
/// Temporary credentials. The session token carries all there is to know of the session, so that nothing is stored and a restart loses none.
/// Nothing in it is secret: the sandbox guards nothing.
/// </summary>
internal sealed record SessionCredentials
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const string Prefix = "ASIA";

    public required string AccessKeyId { get; init; }

    public required string AccountId { get; init; }

    public required string PrincipalArn { get; init; }

    public required string PrincipalId { get; init; }

    public required DateTimeOffset Expiration { get; init; }

    /// <summary>What the session's rights are cut down to; null for no cut.</summary>
    public string? Policy { get; init; }

    /// <summary>The token that the caller sends with each request.</summary>
    public string Token => Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Join(
        '\n', AccessKeyId, AccountId, PrincipalArn, PrincipalId, Expiration.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Policy ?? "")))));

    /// <summary>Any text will do: signatures are not checked.</summary>
    public string SecretAccessKey => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(AccessKeyId)))[..40];

    public static bool IsSession(string accessKeyId) => accessKeyId.StartsWith(Prefix, StringComparison.Ordinal) && accessKeyId.Length == 20;

    /// <summary>New credentials, whose access key id tells the account, as AWS's do.</summary>
    public static SessionCredentials Issue(string accountId, string principalArn, string principalId, DateTimeOffset expiration, string? policy = null)
    {
        var account = long.Parse(accountId, CultureInfo.InvariantCulture);
        var key = new StringBuilder(Prefix);
        for (var shift = 35; shift >= 0; shift -= 5)
        {
            key.Append(Alphabet[(int)((account >> shift) & 31)]);
        }

        key.Append(RandomNumberGenerator.GetString(Alphabet, 8));
        return new SessionCredentials { AccessKeyId = key.ToString(), AccountId = accountId, PrincipalArn = principalArn, PrincipalId = principalId, Expiration = expiration, Policy = policy };
    }

    /// <summary>The session of a token; null where it is none of ours.</summary>
    public static SessionCredentials? Read(string? token)
    {
        var bytes = new byte[token?.Length ?? 0];
        if (token is null || !Convert.TryFromBase64String(token, bytes, out var length) || Encoding.UTF8.GetString(bytes, 0, length).Split('\n') is not [var key, var account, var arn, var id, var end, var policy]
            || !long.TryParse(end, CultureInfo.InvariantCulture, out var milliseconds))
        {
            return null;
        }

        return new SessionCredentials
        {
            AccessKeyId = key,
            AccountId = account,
            PrincipalArn = arn,
            PrincipalId = id,
            Expiration = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds),
            Policy = policy.Length == 0 ? null : Encoding.UTF8.GetString(Convert.FromBase64String(policy)),
        };
    }

    /// <summary>The account that a session's access key id tells; null for another key.</summary>
    public static string? AccountOf(string accessKeyId)
    {
        if (!IsSession(accessKeyId))
        {
            return null;
        }

        var account = accessKeyId.Substring(Prefix.Length, 8).Aggregate(0L, static (sum, letter) => (sum << 5) | (long)Math.Max(0, Alphabet.IndexOf(letter, StringComparison.Ordinal)));
        return account.ToString("D12", CultureInfo.InvariantCulture);
    }
}
