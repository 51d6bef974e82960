using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.Detection;

/// <summary>Nobody enabled it, or somebody disabled it: the same to see.</summary>
internal sealed class SecurityHubOff : Scenario
{
    public override string Control => "security-hub-on";

    public override IReadOnlyList<string> Changes => [];

    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await member.SecurityHub.EnableSecurityHubAsync(new(), cancel);
        await member.SecurityHub.DisableSecurityHubAsync(new(), cancel);
        return await member.AccountIdAsync(cancel);
    }

    public override string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region) =>
        Calls.Event("securityhub", "DisableSecurityHub", accountId, region, null);
}

/// <summary>Somebody suspended it and made it talk seldom; its tags and the other region's stay.</summary>
internal sealed class DetectorSuspended : Scenario
{
    public override string Control => "guardduty-on";

    public override IReadOnlyList<string> Changes => ["guardduty/Detector"];

    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await member.InRegion("eu-central-1").GuardDuty.CreateDetectorAsync(new() { Enable = false, FindingPublishingFrequency = "SIX_HOURS" }, cancel);
        await member.GuardDuty.CreateDetectorAsync(new() { Enable = false, FindingPublishingFrequency = "SIX_HOURS", Tags = new() { ["team"] = "platform" } }, cancel);
        return await member.AccountIdAsync(cancel);
    }
}

/// <summary>Somebody deleted it.</summary>
internal sealed class DetectorDeleted : Scenario
{
    public override string Control => "guardduty-on";

    public override IReadOnlyList<string> Changes => ["guardduty/Detector"];

    public override Task<string> BreakAsync(AwsSession member, CancellationToken cancel) => member.AccountIdAsync(cancel).AsTask();

    public override string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region) =>
        Calls.Event("guardduty", "DeleteDetector", accountId, region, new() { ["detectorId"] = "12abc34d567e8fa901bc2d34e56789f0" });
}
