using SecretScoops.Governance.Remediation.Events;

namespace SecretScoops.Governance.Remediation.Remediations;

/// <summary>The one list of remediations.</summary>
internal static class AllRemediations
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Remediation> List { get; } =
    [
        // Identity.
        new Iam.IamNoUsers(),
        new Iam.IamNoAccessKeys(),
        new Iam.IamNoConsolePassword(),
        new Iam.IamAccessKeysRotated(),
        new Iam.IamUnusedCredentials(),
        new Iam.IamPasswordPolicy(),
        new Iam.IamNoAdminPolicies(),
        new Iam.IamNoFullServicePolicies(),
        new Iam.IamNoInlinePolicies(),

        // Network.

        // Buckets.
        new S3.BucketsPublicAccessBlocked(),

        // Volumes, images, keys, secrets.

        // Databases.

        // Functions.

        // APIs and edge.

        // Messages.

        // Containers and scaling.

        // Audit and detection.
        new CloudTrail.TrailOn(),
        new CloudTrail.TrailMultiRegion(),
        new CloudTrail.TrailEncrypted(),
        new CloudTrail.TrailValidated(),
        new Logs.LogsKept(),
        new Config.ConfigRecording(),
        new Detection.SecurityHubOn(),
        new Detection.GuardDutyOn(),

        // The organization.
        new Organizations.GuardrailsAttached(),
        new Organizations.AccountInItsPlace(),
        new Organizations.ServiceAccessKept(),
    ];

    /// <summary>Those that an event is about; most events are about none.</summary>
    public static IReadOnlyList<Remediation> RungBy(Doorbell doorbell) => [.. List.Where(remediation => remediation.IsRungBy(doorbell))];
}
