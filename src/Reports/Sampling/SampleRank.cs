using System.Security.Cryptography;
using System.Text;

namespace SecretScoops.Governance.Reports.Sampling;

/// <summary>
/// What decides whether a finding is drawn: SHA-256 over the seed, a line feed and the finding's key, in UTF-8, as 64 hexadecimal digits. The findings with the smallest are the sample. So it is the same on every
/// machine, does not depend on the order of findings, and a finding's place does not depend on how many others there are. <c>printf '%s\n%s' SEED KEY | sha256sum</c> says the same.
/// </summary>
internal static class SampleRank
{
    /// <summary>A seed holds no line feed, so that seed and key cannot be told apart wrongly.</summary>
    public static string Of(string seed, string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}\n{key}")));
}
