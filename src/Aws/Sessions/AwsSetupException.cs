namespace SecretScoops.Governance.Aws.Sessions;

/// <summary>What is known before a call is not enough to make it: no credentials, no region, an unknown profile, a session policy that STS would refuse.</summary>
/// <param name="code">Becomes the fault's code.</param>
/// <param name="what">What was missing.</param>
/// <param name="remedy">How to mend it.</param>
/// <param name="cause">What the SDK said, if it said anything.</param>
internal sealed class AwsSetupException(string code, string what, string remedy, Exception? cause = null) : Exception(what, cause)
{
    /// <summary>Becomes the fault's code.</summary>
    public string Code { get; } = code;

    /// <summary>How to mend it.</summary>
    public string Remedy { get; } = remedy;
}
