using System.Diagnostics.CodeAnalysis;

namespace SecretScoops.Governance.AwsNames;

/// <summary>An Amazon Resource Name, taken apart.</summary>
/// <param name="Service">As in <c>arn:aws:SERVICE:…</c>.</param>
/// <param name="Region">Empty for what is global, and for buckets.</param>
/// <param name="Account">Empty for buckets, REST APIs and AWS's own.</param>
/// <param name="Resource">All behind the fifth colon, colons included.</param>
internal readonly record struct Arn(string Service, string Region, string Account, string Resource)
{
    /// <summary>False for what is no ARN, or has an account that is neither empty, nor <c>aws</c>, nor twelve digits.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Arn arn)
    {
        arn = default;
        if (text?.Split(':', 6) is not ["arn", { Length: > 0 }, { Length: > 0 } service, var region, var account, { Length: > 0 } resource]
            || !(account is "" or "aws" || IsAccountId(account)))
        {
            return false;
        }

        arn = new(service, region, account, resource);
        return true;
    }

    /// <summary>Twelve digits.</summary>
    public static bool IsAccountId(string text) => text.Length == 12 && text.All(char.IsAsciiDigit);

    /// <summary>The last name of the resource: a role's without its path.</summary>
    public string LastName => Resource[(Resource.LastIndexOfAny(['/', ':']) + 1)..];
}
