using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies.Areas;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Policies.Checks;

/// <summary>What AWS would refuse of <c>guardduty.json</c>, and names in it that nobody declares.</summary>
internal static class GuardDutyChecks
{
    private const string Principal = "guardduty.amazonaws.com";
    private const string MalwarePrincipal = "malware-protection.guardduty.amazonaws.com";

    /// <summary>Tells them.</summary>
    public static void Run(GuardDutyFile file, AreaCheck check)
    {
        if (file.Administrator is { } administrator)
        {
            _ = check.Declared.Accounts.Knows(administrator.Value, administrator.Where);
        }

        Features(file.Features.Value, file.Features.Where, "", check.Faults);
        foreach (var (region, own, where) in file.Regions)
        {
            if (check.LandingZone is { } landingZone && !landingZone.GovernedRegions.Contains(region))
            {
                check.Faults.Error(
                    where, "region-not-governed", $"region {Quoted.Value(region)} is not governed",
                    landingZone.IsRetired(region) ? "delete it: nothing can be declared in a region that is retired"
                        : Nearest.Remedy(region, landingZone.GovernedRegions, "delete it, or add it to governedRegions in landing-zone.json"));
            }

            Features(own.Features.Over(file.Features.Value).Without(own.Unavailable), where, $" in {region}", check.Faults);
        }

        Access(file, check);
        if (file.Publishing is { } publishing && LogArchiveFile.Require(check, publishing.Bucket, ServiceUse.GuardDuty) is { } home && check.LandingZone is { } zone)
        {
            KeysFile.Require(check, publishing.Key, check.Find(LogArchiveFile.Area)!.Resolved(zone).Account, home);
        }
    }

    // Both at once are refused by every call that takes features (GuardDuty API Reference, UpdateOrganizationConfiguration, read 2026-11).
    private static void Features(GuardDutyFeatures features, Place where, string place, FaultLog faults)
    {
        if (features.IsOn(GuardDutyFeature.RuntimeMonitoring) && features.IsOn(GuardDutyFeature.EksRuntimeMonitoring))
        {
            faults.Error(where, "exclusive-features", $"runtimeMonitoring and eksRuntimeMonitoring are both on{place}, and AWS takes one of them", "set eksRuntimeMonitoring to none, or delete it: runtimeMonitoring watches EKS too");
        }

        foreach (var (feature, part) in features.Modes.Where(mode => mode.Value != AutoEnable.None).Select(mode => GuardDutyFeature.Split(mode.Key)))
        {
            if (part is not null && !features.IsOn(feature))
            {
                faults.Error(where, "part-without-feature", $"{part} is on{place} and {feature}, which it belongs to, is not", "switch it off too, or switch the feature on");
            }
        }
    }

    private static void Access(GuardDutyFile file, AreaCheck check)
    {
        if (!file.Enabled || check.Find(TrustedAccessFile.Area) is not { } access)
        {
            return;
        }

        Needs(access, Principal, "GuardDuty is on", file.Features.Where, check.Faults);
        if (file.Features.Value.IsOn(GuardDutyFeature.EbsMalwareProtection) || file.Regions.Any(region => region.Value.Features.IsOn(GuardDutyFeature.EbsMalwareProtection)))
        {
            Needs(access, MalwarePrincipal, "ebsMalwareProtection is on", file.Features.Where, check.Faults);
        }
    }

    private static void Needs(TrustedAccessFile access, string principal, string what, Place where, FaultLog faults)
    {
        if (access.IsEnabled(principal) != true)
        {
            faults.Error(where, "service-without-access", $"{what}, and {Quoted.Value(principal)} has no access to the organization", "enable it in trusted-access.json");
        }
    }
}
