namespace SecretScoops.Governance.Policies;

/// <summary>Kinds of organization policy that guardrails can be.</summary>
internal enum PolicyType
{
    /// <summary>SERVICE_CONTROL_POLICY: bounds what principals of the organization may do.</summary>
    Scp,

    /// <summary>RESOURCE_CONTROL_POLICY: bounds what anybody may do to resources of the organization.</summary>
    Rcp,
}
