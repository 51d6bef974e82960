namespace SecretScoops.Governance.EndToEnd.Tests.Remediation;

/// <summary>The one list of scenarios.</summary>
internal static class Scenarios
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        // Identity.
        new Iam.UserMade(),
        new Iam.UserForPrograms(),
        new Iam.KeyMade(),
        new Iam.KeyLeft(),
        new Iam.PasswordSet(),
        new Iam.KeyTooOld(),
        new Iam.KeyUnused(),
        new Iam.PasswordUnused(),
        new Iam.PasswordPolicyDeleted(),
        new Iam.PasswordPolicyWeakened(),
        new Iam.AllowsEverything(),
        new Iam.AllowsAService(),
        new Iam.InlineInUser(),
        new Iam.InlineInGroup(),
        new Iam.InlineInRole(),

        // Network.

        // Buckets.
        new S3.BlockDeleted(),
        new S3.BlockWeakened(),

        // Volumes, images, keys, secrets.

        // Databases.

        // Functions.

        // APIs and edge.

        // Messages.

        // Containers and scaling.

        // Audit and detection.
        new CloudTrail.TrailStopped(),
        new CloudTrail.TrailGone(),
        new CloudTrail.TrailOfOneRegion(),
        new CloudTrail.TrailInTheClear(),
        new CloudTrail.TrailOfOthersInTheClear(),
        new CloudTrail.TrailUnsealed(),
        new Logs.KeptForAWeek(),
        new Config.RecorderStopped(),
        new Config.RecorderNarrowed(),
        new Config.RecorderGone(),
        new Detection.SecurityHubOff(),
        new Detection.DetectorSuspended(),
        new Detection.DetectorDeleted(),

        // The organization.
        new Organizations.GuardrailDetached(),
        new Organizations.GuardrailDetachedFromUnit(),
        new Organizations.AccountMoved(),
        new Organizations.ServiceAccessLost(),
    ];
}
