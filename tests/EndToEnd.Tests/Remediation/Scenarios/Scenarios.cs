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

        // The organization.
    ];
}
