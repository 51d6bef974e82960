using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>One of Organizations' policy types that hold guardrails.</summary>
/// <param name="Kind">As addresses spell it.</param>
/// <param name="AwsName">As the API spells it.</param>
/// <param name="Declared">As the policies spell it.</param>
/// <param name="AttachmentKind">What attaching one is called in addresses.</param>
internal sealed record GuardrailType(string Kind, string AwsName, PolicyType Declared, string AttachmentKind)
{
    /// <summary>Service control policies.</summary>
    public static GuardrailType Scp { get; } = new(KindNames.Scp, "SERVICE_CONTROL_POLICY", PolicyType.Scp, KindNames.ScpAttachment);

    /// <summary>Resource control policies.</summary>
    public static GuardrailType Rcp { get; } = new(KindNames.Rcp, "RESOURCE_CONTROL_POLICY", PolicyType.Rcp, KindNames.RcpAttachment);

    /// <summary>The type that policies call so.</summary>
    public static GuardrailType Of(PolicyType declared) => declared switch
    {
        PolicyType.Scp => Scp,
        PolicyType.Rcp => Rcp,
    };
}
