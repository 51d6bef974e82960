namespace SecretScoops.Governance.Controls;

/// <summary>Where a control is declared, prevented, detected and repaired. One without any home is a wish.</summary>
internal sealed record ControlHomes
{
    /// <summary>Names of guardrails that keep it from being broken.</summary>
    public IReadOnlyList<string> Guardrails { get; init; } = [];

    /// <summary>Names in <c>config-rules.json</c> whose evaluations say whether it holds: the rule of the control's name first, where there is one.</summary>
    public IReadOnlyList<string> ConfigRules { get; init; } = [];

    /// <summary>Security Hub controls whose findings say whether it holds: <c>S3.8</c>.</summary>
    public IReadOnlyList<string> SecurityHub { get; init; } = [];

    /// <summary>Resources of the baseline that are it, as patterns over addresses: <c>ebs-encryption/*</c>.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>Whether <c>remediations.json</c> has a rule of its name.</summary>
    public bool Remediation { get; init; }

    /// <summary>Whether <c>baseline check</c> holds templates against it, before anything is deployed.</summary>
    public bool Templates { get; init; }
}
