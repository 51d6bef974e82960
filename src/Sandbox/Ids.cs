using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.Sandbox;

/// <summary>New ids of AWS's shapes. They follow from the sequence alone, so that a rehearsal repeated gives the same ids.</summary>
internal readonly struct Ids(SandboxState state)
{
    private const string Base36 = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// <summary>Letters and digits: what follows <c>p-</c>, <c>ou-…-</c>, <c>car-</c>.</summary>
    public string Letters(int length) => Draw(length, Base36);

    public string Hex(int length) => Draw(length, Base36[..16]);

    /// <summary>Twelve digits that no account of the sandbox has.</summary>
    public string Account()
    {
        while (true)
        {
            var id = string.Concat("1", Draw(11, Base36[..10]));
            if (!state.Accounts.Exists(account => account.Id == id))
            {
                return id;
            }
        }
    }

    /// <summary>A UUID.</summary>
    public string Uuid() => new Guid(Convert.FromHexString(Hex(32))).ToString();

    private string Draw(int length, string alphabet)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes((++state.Sequence).ToString(CultureInfo.InvariantCulture)));
        return string.Create(length, (hash, alphabet), static (span, with) =>
        {
            for (var index = 0; index < span.Length; index++)
            {
                span[index] = with.alphabet[with.hash[index % with.hash.Length] % with.alphabet.Length];
            }
        });
    }
}
