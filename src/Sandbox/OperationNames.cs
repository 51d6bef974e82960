namespace SecretScoops.Governance.Sandbox;

/// <summary>What an operation's name tells.</summary>
internal static class OperationNames
{
    private static readonly string[] readers = ["Describe", "List", "Get", "BatchGet", "Head", "Is", "Lookup", "Test", "Query", "Scan"];

    // A signature is made and looked at with a key that stays as it is.
    private static readonly string[] harmless = ["Sign", "Verify"];

    /// <summary>Whether it can change anything. STS changes nothing: its credentials carry all that is to be known of them.</summary>
    public static bool IsWrite(string service, string operation) =>
        service != "sts" && !harmless.Contains(operation) && !readers.Any(reader => operation.StartsWith(reader, StringComparison.Ordinal));

    private static readonly string[] global = ["organizations", "sts", "iam", "account", "s3", "s3control", "sso-admin", "identitystore"];

    /// <summary>Whether the service lives in each region by itself, so that it is not there in a region that is off.</summary>
    public static bool IsRegional(string service) => !global.Contains(service);

    /// <summary>
    /// Whether a read may be answered from an older state. The status of a request that was answered is there at once, and so are items: which reads of DynamoDB must
    /// be consistent is in the request, not in the operation's name.
    /// </summary>
    public static bool MayLag(string service, string operation) => service is not ("sts" or "dynamodb") && !operation.EndsWith("Status", StringComparison.Ordinal);
}
