namespace SecretScoops.Governance.Policies;

/// <summary>What a guardrail is attached to; written <c>root</c>, <c>ou/PATH</c> or <c>account/NAME</c>.</summary>
internal abstract record GuardrailTarget
{
    private GuardrailTarget()
    {
    }

    /// <summary>As policy files spell it.</summary>
    public abstract override string ToString();

    /// <summary>The organization's root: every unit and account below it.</summary>
    internal sealed record Root : GuardrailTarget
    {
        /// <inheritdoc/>
        public override string ToString() => "root";
    }

    /// <summary>A unit, and all below it.</summary>
    internal sealed record OrganizationalUnit(string Path) : GuardrailTarget
    {
        /// <inheritdoc/>
        public override string ToString() => $"ou/{Path}";
    }

    /// <summary>A single account, by its name in the policies.</summary>
    internal sealed record Account(string Name) : GuardrailTarget
    {
        /// <inheritdoc/>
        public override string ToString() => $"account/{Name}";
    }
}
