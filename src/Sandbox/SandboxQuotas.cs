namespace SecretScoops.Governance.Sandbox;

/// <summary>Quotas, as data. AWS changes them: those of service control policies doubled on 2026-05-15.</summary>
/// <remarks>AWS Organizations User Guide and IAM Identity Center User Guide, "Quotas", read 2026-11; what is only remembered says so.</remarks>
internal sealed record SandboxQuotas
{
    /// <summary>Accounts of the organization, closed ones included until they are gone. AWS begins with 10 and raises it on request.</summary>
    public int Accounts { get; init; } = 10_000;

    /// <summary>Account creations in progress at a time (remembered).</summary>
    public int AccountCreationsInProgress { get; init; } = 5;

    /// <summary>Account closures in progress at a time (remembered).</summary>
    public int AccountClosuresInProgress { get; init; } = 3;

    /// <summary>Closures in 30 days: at least this many, or a fifth of the accounts, and never over <see cref="AccountClosuresAtMost"/>.</summary>
    public int AccountClosures { get; init; } = 250;

    public int AccountClosuresAtMost { get; init; } = 1_000;

    /// <summary>How long an account must exist before it may leave.</summary>
    public TimeSpan WaitBeforeLeaving { get; init; } = TimeSpan.FromDays(4);

    public int Units { get; init; } = 2_000;

    /// <summary>Levels of units below the root.</summary>
    public int UnitDepth { get; init; } = 5;

    /// <summary>Tags of a resource of Organizations.</summary>
    public int Tags { get; init; } = 50;

    /// <summary>The quotas of types that have their own; <see cref="OtherPolicyTypes"/> for the rest.</summary>
    public IReadOnlyDictionary<string, PolicyTypeQuota> PolicyTypes { get; init; } = new Dictionary<string, PolicyTypeQuota>(StringComparer.Ordinal)
    {
        ["SERVICE_CONTROL_POLICY"] = new(Size: 10_240, PerTarget: 10, PerOrganization: 10_000),
        ["RESOURCE_CONTROL_POLICY"] = new(Size: 5_120, PerTarget: 5, PerOrganization: 2_000),
        ["AISERVICES_OPT_OUT_POLICY"] = new(Size: 2_500, PerTarget: 5, PerOrganization: 1_000),
        ["CHATBOT_POLICY"] = new(Size: 10_000, PerTarget: 5, PerOrganization: 1_000),
    };

    public PolicyTypeQuota OtherPolicyTypes { get; init; } = new(Size: 10_000, PerTarget: 10, PerOrganization: 1_000);

    /// <summary>Delegated administrators by service, where there may be more than one (remembered).</summary>
    public IReadOnlyDictionary<string, int> DelegatedAdministrators { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["config.amazonaws.com"] = 3,
        ["config-multiaccountsetup.amazonaws.com"] = 3,
        ["cloudtrail.amazonaws.com"] = 3,
        ["member.org.stacksets.cloudformation.amazonaws.com"] = 5,
    };

    public int PermissionSets { get; init; } = 2_000;

    public int PermissionSetsPerAccount { get; init; } = 500;

    /// <summary>AWS managed and customer managed policies of a permission set together.</summary>
    public int PoliciesPerPermissionSet { get; init; } = 20;

    /// <summary>Characters of an inline policy that are not white space.</summary>
    public int InlinePolicySize { get; init; } = 10_240;

    /// <summary>Assignment operations in progress at a time.</summary>
    public int AssignmentsInProgress { get; init; } = 10;

    /// <summary>Groups of the identity store, and users of it.</summary>
    public int Identities { get; init; } = 100_000;

    /// <summary>The quota of a policy type.</summary>
    public PolicyTypeQuota For(string policyType) => PolicyTypes.GetValueOrDefault(policyType, OtherPolicyTypes);
}

/// <summary>The quotas of one policy type.</summary>
/// <param name="Size">Characters of a document, white space included.</param>
/// <param name="PerTarget">Policies attached to a root, unit or account.</param>
/// <param name="PerOrganization">Policies in the organization.</param>
internal sealed record PolicyTypeQuota(int Size, int PerTarget, int PerOrganization);
