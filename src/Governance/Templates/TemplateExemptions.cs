using SecretScoops.Governance.Exemptions;

namespace SecretScoops.Governance.Templates;

/// <summary>What templates for one environment need not keep. It is asked of the policies alone: nothing that a template says of itself exempts it.</summary>
/// <param name="Book">The policies' exemptions.</param>
/// <param name="Environment">Where the templates would be deployed.</param>
/// <param name="Account">The environment's account, where it can have but one; else null.</param>
/// <param name="Now">The time.</param>
internal sealed record TemplateExemptions(ExemptionBook Book, string Environment, string? Account, DateTimeOffset Now)
{
    /// <summary>Whether a resource may break a control.</summary>
    public ExemptionAnswer Find(string control, Resource resource) => Book.FindPlanned(control, Environment, Account, PhysicalNames.Of(resource), Now);
}
