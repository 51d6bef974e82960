namespace SecretScoops.Governance.Sandbox.Config.Checks;

/// <summary>The managed rules that the sandbox evaluates.</summary>
internal static class ConfigChecks
{
    private static readonly IConfigCheck[] s_all =
    [
        new OrganizationChecks(),
        new IdentityChecks(),
        new PermissionChecks(),
        new NetworkChecks(),
        new RoutingChecks(),
        new BucketChecks(),
        new AuditChecks(),
        new MessagingChecks(),
    ];

    private static readonly Dictionary<string, IConfigCheck> s_byIdentifier =
        s_all.SelectMany(check => check.Identifiers.Select(identifier => (identifier, check))).ToDictionary(each => each.identifier, each => each.check, StringComparer.Ordinal);

    /// <summary>Identifiers of the rules that are evaluated.</summary>
    public static IReadOnlyCollection<string> Identifiers => s_byIdentifier.Keys;

    /// <summary>The check of a managed rule; null where the sandbox has nothing to look at.</summary>
    public static IConfigCheck? Find(string identifier) => s_byIdentifier.GetValueOrDefault(identifier);
}
