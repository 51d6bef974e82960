using System.Security.Cryptography;
using System.Text;

namespace SecretScoops.Governance.Ledger;

/// <summary>One control and one resource: what all events about them come to, whatever their source, and what the ledger keeps one history of.</summary>
/// <param name="Control">As <c>policies/remediations.json</c> names it.</param>
/// <param name="AccountId">Twelve digits.</param>
/// <param name="Region">Where the resource is; for global services the region of their events.</param>
/// <param name="ResourceType">As AWS Config names it: <c>AWS::S3::Bucket</c>.</param>
/// <param name="ResourceId">As its service names it.</param>
internal sealed record Incident(string Control, string AccountId, string Region, string ResourceType, string ResourceId)
{
    /// <summary><c>ssh-closed|123456789012|eu-west-1|AWS::EC2::SecurityGroup|sg-1</c>: the ledger's key, and what people approve, reject and undo by.</summary>
    public override string ToString() => $"{Control}|{AccountId}|{Region}|{ResourceType}|{ResourceId}";

    /// <summary>Twelve hexadecimal digits, for people to type: of the SHA-256 of <see cref="ToString"/>.</summary>
    public string ShortId => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToString())))[..12];

    /// <summary>What <see cref="ToString"/> wrote; null for anything else. Ids may hold every sign, the separator too.</summary>
    public static Incident? Parse(string text) =>
        text.Split('|', 5) is [{ Length: > 0 } control, { Length: 12 } account, { Length: > 0 } region, { Length: > 0 } type, { Length: > 0 } id] && account.All(char.IsAsciiDigit)
            ? new(control, account, region, type, id)
            : null;
}
