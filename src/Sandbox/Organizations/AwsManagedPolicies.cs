using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.Sandbox.Organizations;

/// <summary>The policies that AWS brings. They take a place on each target, like any other.</summary>
internal static class AwsManagedPolicies
{
    public const string FullAccessId = "p-FullAWSAccess";
    public const string ResourceFullAccessId = "p-RCPFullAWSAccess";

    /// <summary>There from the beginning; attached to everything when service control policies are enabled.</summary>
    public static StoredPolicy FullAccess() => new()
    {
        Id = FullAccessId,
        Name = "FullAWSAccess",
        Description = "Allows access to every operation",
        Type = "SERVICE_CONTROL_POLICY",
        AwsManaged = true,
        Content = """
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Effect": "Allow",
                  "Action": "*",
                  "Resource": "*"
                }
              ]
            }
            """,
    };

    /// <summary>There when resource control policies are enabled. It cannot be detached.</summary>
    public static StoredPolicy ResourceFullAccess() => new()
    {
        Id = ResourceFullAccessId,
        Name = "RCPFullAWSAccess",
        Description = "Allows full access to every resource",
        Type = "RESOURCE_CONTROL_POLICY",
        AwsManaged = true,
        Content = """
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Effect": "Allow",
                  "Principal": "*",
                  "Action": "*",
                  "Resource": "*"
                }
              ]
            }
            """,
    };
}
