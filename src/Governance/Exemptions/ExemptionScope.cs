using SecretScoops.Governance.Guardrails;

namespace SecretScoops.Governance.Exemptions;

/// <summary>What an exemption is for. Whatever it names narrows it; nothing that it names widens it.</summary>
internal sealed record ExemptionScope
{
    /// <summary>Account names; empty for all accounts of the environments.</summary>
    public required IReadOnlyList<string> Accounts { get; init; }

    /// <summary>Environments, or the management account's name; empty for whatever environment the accounts have.</summary>
    public required IReadOnlyList<string> Environments { get; init; }

    /// <summary>Empty for all regions.</summary>
    public required IReadOnlyList<string> Regions { get; init; }

    /// <summary>Ids or ARNs, or patterns of them with <c>*</c> and <c>?</c>.</summary>
    public required IReadOnlyList<string> Resources { get; init; }

    /// <summary>Whether the resource is meant. What is not known of it (null) is in no list.</summary>
    /// <param name="account">Name of its account.</param>
    /// <param name="environment">The account's environment.</param>
    /// <param name="region">Where it is; null for what is in no region.</param>
    /// <param name="names">What the one resource is called: its id, its name, its ARN.</param>
    public bool Covers(string? account, string? environment, string? region, IReadOnlyCollection<string> names) =>
        (Accounts.Count > 0 || Environments.Count > 0)
        && Within(Accounts, account)
        && Within(Environments, environment)
        && Within(Regions, region)
        && names.Any(Names);

    /// <summary>Whether a resource of this name is meant in some account of the environment.</summary>
    public bool Names(string environment, string name) => Within(Environments, environment) && Names(name);

    /// <summary>Whether a pattern leaves open which resource is meant: nothing but wildcards, or an ARN whose resource is nothing but its type and wildcards.</summary>
    public static bool IsTooBroad(string pattern)
    {
        const int partsBeforeResource = 5;
        if (!pattern.StartsWith("arn:", StringComparison.Ordinal))
        {
            return IsOpen(pattern);
        }

        var parts = pattern.Split(':', partsBeforeResource + 1);
        if (parts.Length <= partsBeforeResource)
        {
            return true;
        }

        // An object's ARN begins with its bucket, all others that have a slash or a colon with a type.
        var named = parts[2] == "s3" ? parts[^1] : parts[^1][(parts[^1].IndexOfAny(['/', ':']) + 1)..];
        return IsOpen(named);
    }

    private bool Names(string name) => Resources.Any(pattern => Wildcard.Matches(pattern, name, StringComparison.Ordinal));

    private static bool IsOpen(string pattern) => pattern.All(character => character is '*' or '?' or '/' or ':');

    private static bool Within(IReadOnlyList<string> listed, string? one) => listed.Count == 0 || (one is not null && listed.Contains(one));
}
