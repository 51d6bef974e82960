namespace SecretScoops.Governance.Aws.Sessions;

/// <summary>A role in an account, with no more rights than a session policy leaves of its own: what the role may do and the policy allows.</summary>
internal sealed record NarrowedRole
{
    /// <summary>STS API Reference, AssumeRole, Policy (read 2026-11): the plain text of all session policies together has 2,048 characters at most.</summary>
    public const int LongestPolicy = 2_048;

    /// <summary>Twelve digits.</summary>
    public required string AccountId { get; init; }

    /// <summary>Of the regional services.</summary>
    public required string Region { get; init; }

    /// <summary>A name, or a path and name.</summary>
    public required string RoleName { get; init; }

    /// <summary>The session policy, as JSON.</summary>
    public required string SessionPolicy { get; init; }

    /// <summary>Appears in CloudTrail as who acted: 2 to 64 letters, digits and <c>+=,.@-_</c>.</summary>
    public required string SessionName { get; init; }

    /// <summary>Refuses what STS would refuse, before it is asked.</summary>
    /// <exception cref="AwsSetupException">The policy is too long, or has characters that STS does not take.</exception>
    public void RequireFit()
    {
        if (SessionPolicy.Length is 0 or > LongestPolicy)
        {
            throw new AwsSetupException(
                "session-policy-length",
                $"the session policy for role '{RoleName}' in account {AccountId} has {SessionPolicy.Length} characters; STS takes 1 to {LongestPolicy}",
                "name fewer actions and resources in it, or use wildcards; white space counts");
        }

        // The pattern of the parameter: tab, line feed, carriage return, and U+0020 to U+00FF.
        if (SessionPolicy.AsSpan().IndexOfAnyExcept(SessionPolicyCharacters) is >= 0 and var at)
        {
            throw new AwsSetupException(
                "session-policy-character",
                $"the session policy for role '{RoleName}' in account {AccountId} has the character U+{(int)SessionPolicy[at]:X4} at {at}, which STS does not take",
                "write it as a JSON escape, \\uXXXX");
        }
    }

    private static readonly System.Buffers.SearchValues<char> SessionPolicyCharacters =
        System.Buffers.SearchValues.Create(['\t', '\n', '\r', .. Enumerable.Range(0x20, 0x100 - 0x20).Select(static code => (char)code)]);
}
