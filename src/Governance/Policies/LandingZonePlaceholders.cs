using SecretScoops.Governance.Guardrails;

namespace SecretScoops.Governance.Policies;

/// <summary>What policy documents may take from <c>landing-zone.json</c>.</summary>
internal static class LandingZonePlaceholders
{
    /// <summary>The names, and what they stand for; <c>policies/README.md</c> lists them.</summary>
    public static Placeholders Of(LandingZone landingZone) => new(new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        ["homeRegion"] = [landingZone.HomeRegion],
        ["governedRegions"] = landingZone.GovernedRegions,
        ["accessRole"] = [landingZone.AccessRole],
        ["managedBy"] = [landingZone.ManagedBy],
        ["namePrefix"] = [landingZone.NamePrefix],
        ["automationRoles"] = landingZone.AutomationRoles,
        ["pipelineRoles"] = landingZone.PipelineRoles,
        ["breakGlassRoles"] = landingZone.BreakGlassRoles,
        ["exemptRoles"] = [.. landingZone.AutomationRoles.Concat(landingZone.BreakGlassRoles).Distinct(StringComparer.Ordinal)],
        // The variable is the id of the organization that owns the resource: the same condition before the organization's id is known.
        ["organizationId"] = [landingZone.OrganizationId ?? "${aws:ResourceOrgID}"],
    });
}
