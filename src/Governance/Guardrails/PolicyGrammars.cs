namespace SecretScoops.Governance.Guardrails;

/// <summary>Which elements a statement of each grammar may have.</summary>
internal static class PolicyGrammars
{
    private static readonly string[] s_identity = ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"];
    private static readonly string[] s_rcp = ["Sid", "Effect", "Principal", "Action", "Resource", "NotResource", "Condition"];
    private static readonly string[] s_all = ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"];

    /// <summary>Names of elements, as AWS writes them.</summary>
    public static IReadOnlyList<string> Elements(PolicyGrammar grammar) => grammar switch
    {
        PolicyGrammar.Scp or PolicyGrammar.Identity => s_identity,
        PolicyGrammar.Rcp => s_rcp,
        PolicyGrammar.Stored => s_all,
    };

    /// <summary>With its article.</summary>
    public static string Described(PolicyGrammar grammar) => grammar switch
    {
        PolicyGrammar.Scp => "a service control policy",
        PolicyGrammar.Rcp => "a resource control policy",
        PolicyGrammar.Identity => "an identity policy",
        PolicyGrammar.Stored => "a policy document",
    };
}
