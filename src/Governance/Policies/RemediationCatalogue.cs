using System.Collections.Frozen;

namespace SecretScoops.Governance.Policies;

/// <summary>How far a fix may go by itself: the worst case of what it costs, and the boldest mode that is sound in production.</summary>
/// <param name="Control">Its name in <c>remediations.json</c>.</param>
/// <param name="Outage">
/// The worst that the fix does as a rule. One that is harmless at times (a rotation that is merely switched on again) tells the class of the case at hand; so does one that costs
/// more at times (a rule of all ports, revoked for one of them), and then a stated mode is no bolder than the matrix.
/// </param>
/// <param name="Production">For the worst case. Elsewhere one step bolder is sound.</param>
internal sealed record CataloguedControl(string Control, Outage Outage, RemediationMode Production)
{
    /// <summary>The boldest mode where it is not production.</summary>
    public RemediationMode Elsewhere => Production == RemediationMode.Alert ? RemediationMode.Approve : RemediationMode.Auto;
}

/// <summary>Every control that a fix, or an alert with the steps to take, exists for.</summary>
/// <remarks>Verdicts are judgements of 2026-11, from what AWS documents of each call and from what went wrong where others fixed the same by machine.</remarks>
internal static class RemediationCatalogue
{
    private static readonly CataloguedControl[] s_controls =
    [
        // Identity.
        new("iam-no-users", Outage.TrafficCut, RemediationMode.Approve),
        new("iam-no-access-keys", Outage.TrafficCut, RemediationMode.Approve),
        new("iam-no-console-password", Outage.TrafficCut, RemediationMode.Approve),
        new("iam-access-keys-rotated", Outage.TrafficCut, RemediationMode.Approve),
        new("iam-unused-credentials", Outage.TrafficCut, RemediationMode.Approve),
        new("iam-password-policy", Outage.None, RemediationMode.Auto),
        new("root-no-access-key", Outage.TrafficCut, RemediationMode.Alert),
        new("iam-no-admin-policies", Outage.TrafficCut, RemediationMode.Alert),
        new("iam-no-full-service-policies", Outage.TrafficCut, RemediationMode.Alert),
        new("iam-no-inline-policies", Outage.TrafficCut, RemediationMode.Alert),

        // Network.
        new("ssh-closed", Outage.TrafficCut, RemediationMode.Auto),
        new("risky-ports-closed", Outage.TrafficCut, RemediationMode.Auto),
        new("admin-ports-closed", Outage.TrafficCut, RemediationMode.Auto),
        new("only-web-open", Outage.TrafficCut, RemediationMode.Auto),
        new("default-security-group-closed", Outage.TrafficCut, RemediationMode.Auto),
        new("network-acls-closed", Outage.TrafficCut, RemediationMode.Approve),
        new("instances-imdsv2", Outage.TrafficCut, RemediationMode.Approve),
        new("instances-no-public-ip", Outage.TrafficCut, RemediationMode.Alert),
        new("instances-no-key-pair", Outage.Restart, RemediationMode.Alert),
        new("instances-managed", Outage.Restart, RemediationMode.Alert),
        new("subnets-no-public-ip", Outage.None, RemediationMode.Auto),
        new("no-open-route", Outage.TrafficCut, RemediationMode.Approve),
        new("internet-gateways-known", Outage.TrafficCut, RemediationMode.Approve),
        new("flow-logs-on", Outage.None, RemediationMode.Auto),

        // Data.
        new("account-public-access-blocked", Outage.TrafficCut, RemediationMode.Auto),
        new("buckets-public-access-blocked", Outage.TrafficCut, RemediationMode.Auto),
        new("buckets-no-public-read", Outage.TrafficCut, RemediationMode.Auto),
        new("buckets-no-public-write", Outage.TrafficCut, RemediationMode.Auto),
        new("buckets-encrypted", Outage.None, RemediationMode.Auto),
        new("buckets-encrypted-with-kms", Outage.TrafficCut, RemediationMode.Approve),
        new("buckets-tls-only", Outage.TrafficCut, RemediationMode.Auto),
        new("buckets-versioned", Outage.None, RemediationMode.Auto),
        new("buckets-logged", Outage.None, RemediationMode.Auto),
        new("buckets-no-acl", Outage.TrafficCut, RemediationMode.Approve),
        new("buckets-no-foreign-writers", Outage.TrafficCut, RemediationMode.Approve),
        new("volumes-encrypted-by-default", Outage.None, RemediationMode.Auto),
        new("volumes-encrypted", Outage.Irreversible, RemediationMode.Alert),
        new("volume-snapshots-private", Outage.TrafficCut, RemediationMode.Auto),
        new("images-private", Outage.TrafficCut, RemediationMode.Auto),
        new("keys-rotated", Outage.None, RemediationMode.Auto),
        new("keys-not-deleted", Outage.None, RemediationMode.Auto),
        new("databases-private", Outage.TrafficCut, RemediationMode.Auto),
        new("databases-in-private-subnets", Outage.Restart, RemediationMode.Alert),
        new("databases-encrypted", Outage.Irreversible, RemediationMode.Alert),
        new("database-clusters-encrypted", Outage.Irreversible, RemediationMode.Alert),
        new("database-snapshots-encrypted", Outage.Irreversible, RemediationMode.Alert),
        new("database-snapshots-private", Outage.TrafficCut, RemediationMode.Auto),
        new("databases-multi-az", Outage.None, RemediationMode.Approve),
        new("databases-backed-up", Outage.Restart, RemediationMode.Approve),
        new("databases-deletion-protected", Outage.None, RemediationMode.Auto),
        new("database-clusters-deletion-protected", Outage.None, RemediationMode.Auto),
        new("databases-logged", Outage.None, RemediationMode.Auto),
        new("databases-tls", Outage.TrafficCut, RemediationMode.Alert),

        // Secrets.
        new("secrets-rotated", Outage.TrafficCut, RemediationMode.Approve),
        new("secrets-encrypted", Outage.TrafficCut, RemediationMode.Approve),
        new("secrets-used", Outage.Irreversible, RemediationMode.Alert),
        new("credentials-in-secrets-manager", Outage.TrafficCut, RemediationMode.Alert),
        new("containers-no-secrets", Outage.Restart, RemediationMode.Alert),

        // Functions, APIs, edge.
        new("functions-private", Outage.TrafficCut, RemediationMode.Auto),
        new("function-urls-authorized", Outage.TrafficCut, RemediationMode.Auto),
        new("apis-behind-waf", Outage.TrafficCut, RemediationMode.Approve),
        new("apis-authorized", Outage.TrafficCut, RemediationMode.Alert),
        new("apis-throttled", Outage.TrafficCut, RemediationMode.Approve),
        new("apis-logged", Outage.None, RemediationMode.Auto),
        new("http-apis-logged", Outage.None, RemediationMode.Auto),
        new("load-balancers-behind-waf", Outage.TrafficCut, RemediationMode.Approve),
        new("load-balancers-https", Outage.TrafficCut, RemediationMode.Approve),
        new("load-balancers-drop-headers", Outage.TrafficCut, RemediationMode.Approve),
        new("load-balancers-protected", Outage.None, RemediationMode.Auto),
        new("load-balancers-logged", Outage.None, RemediationMode.Auto),
        new("distributions-https", Outage.TrafficCut, RemediationMode.Auto),
        new("distributions-behind-waf", Outage.TrafficCut, RemediationMode.Approve),

        // Messages, containers, scaling.
        new("topics-encrypted", Outage.TrafficCut, RemediationMode.Approve),
        new("topics-private", Outage.TrafficCut, RemediationMode.Auto),
        new("queues-encrypted", Outage.None, RemediationMode.Auto),
        new("queues-private", Outage.TrafficCut, RemediationMode.Auto),
        new("containers-no-public-ip", Outage.Restart, RemediationMode.Alert),
        new("containers-watched", Outage.None, RemediationMode.Alert),
        new("containers-read-only", Outage.Restart, RemediationMode.Alert),
        new("images-scanned", Outage.None, RemediationMode.Auto),
        new("images-immutable", Outage.TrafficCut, RemediationMode.Approve),
        new("scaling-checks-load-balancer", Outage.Restart, RemediationMode.Approve),
        new("scaling-multi-az", Outage.Restart, RemediationMode.Approve),
        new("scaling-launch-template", Outage.Restart, RemediationMode.Alert),

        // Audit and detection.
        new("trail-on", Outage.None, RemediationMode.Auto),
        new("trail-multi-region", Outage.None, RemediationMode.Auto),
        new("trail-encrypted", Outage.None, RemediationMode.Auto),
        new("trail-validated", Outage.None, RemediationMode.Auto),
        new("logs-kept", Outage.None, RemediationMode.Auto),
        new("config-recording", Outage.None, RemediationMode.Auto),
        new("security-hub-on", Outage.None, RemediationMode.Auto),
        new("guardduty-on", Outage.None, RemediationMode.Auto),

        // The organization.
        new("guardrails-attached", Outage.TrafficCut, RemediationMode.Auto),
        new("account-in-its-place", Outage.TrafficCut, RemediationMode.Auto),
        new("service-access-kept", Outage.None, RemediationMode.Auto),
    ];

    /// <summary>By name.</summary>
    public static FrozenDictionary<string, CataloguedControl> All { get; } = s_controls.ToFrozenDictionary(control => control.Control, StringComparer.Ordinal);
}
