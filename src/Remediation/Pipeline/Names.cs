using SecretScoops.Governance.Exemptions;
using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Ledger;

namespace SecretScoops.Governance.Remediation.Pipeline;

/// <summary>What exemptions may call a resource. They may name it by its ARN, and most of what rings has its id alone: without the ARN, it would depend on who rang whether it is exempt.</summary>
internal static class Names
{
    /// <summary>Its id, and its ARNs as far as they follow from the rights that its control declares.</summary>
    /// <param name="remediation">The control.</param>
    /// <param name="incident">The resource.</param>
    /// <param name="partition">Of its ARN.</param>
    /// <param name="told">The ARN that the event gave, of this resource; null for none.</param>
    /// <param name="exemptions">Those of the control.</param>
    public static IReadOnlyList<string> Of(Remediations.Remediation remediation, Incident incident, string partition, string? told, IEnumerable<Exemption> exemptions)
    {
        var names = new List<string> { incident.ResourceId };
        if (told is not null)
        {
            names.Add(told);
        }

        var written = exemptions.SelectMany(exemption => exemption.Scope.Resources).Where(text => text.StartsWith("arn:", StringComparison.Ordinal)).ToList();
        // Such signs stand escaped in rights, and in no ARN.
        if (written.Count == 0 || incident.ResourceId.AsSpan().IndexOfAny('$', '*', '?') >= 0)
        {
            return names;
        }

        foreach (var form in remediation.Reads.Concat(remediation.Writes).Where(need => IsOfTheResource(need.Resource)).Select(need => need.On(incident, partition)).Distinct())
        {
            // Where the right leaves a path open, only what is written out can be held against it.
            names.AddRange(Wildcard.Has(form) ? written.Where(text => !Wildcard.Has(text) && Wildcard.Matches(form, text, StringComparison.Ordinal)) : [form]);
        }

        return names;
    }

    // What stands behind the id is a part of the resource, and no name of it.
    private static bool IsOfTheResource(string? form) => form is not null && (form.EndsWith("{id}", StringComparison.Ordinal) || (form.Contains("{parent}", StringComparison.Ordinal) && form.EndsWith("{child}", StringComparison.Ordinal)));
}
