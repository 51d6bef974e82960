using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Iam;

namespace SecretScoops.Governance.Sandbox.Iam;

/// <summary>What service-linked roles are called.</summary>
/// <remarks>Service Authorization Reference and the services' own guides, "Using service-linked roles", read 2026-11.</remarks>
internal static class ServiceLinkedRoles
{
    private const string Suffix = ".amazonaws.com";

    private static readonly Dictionary<string, (string Role, string Policy)> known = new(StringComparer.Ordinal)
    {
        ["access-analyzer"] = ("AWSServiceRoleForAccessAnalyzer", "AccessAnalyzerServiceRolePolicy"),
        ["autoscaling"] = ("AWSServiceRoleForAutoScaling", "AutoScalingServiceRolePolicy"),
        ["cloudtrail"] = ("AWSServiceRoleForCloudTrail", "CloudTrailServiceRolePolicy"),
        ["config"] = ("AWSServiceRoleForConfig", "AWSConfigServiceRolePolicy"),
        ["config-conforms"] = ("AWSServiceRoleForConfigConforms", "ConfigConformsServiceRolePolicy"),
        ["config-multiaccountsetup"] = ("AWSServiceRoleForConfigMultiAccountSetup", "AWSConfigMultiAccountSetupPolicy"),
        ["ecs"] = ("AWSServiceRoleForECS", "AmazonECSServiceRolePolicy"),
        ["elasticloadbalancing"] = ("AWSServiceRoleForElasticLoadBalancing", "AWSElasticLoadBalancingServiceRolePolicy"),
        ["guardduty"] = ("AWSServiceRoleForAmazonGuardDuty", "AmazonGuardDutyServiceRolePolicy"),
        ["malware-protection.guardduty"] = ("AWSServiceRoleForAmazonGuardDutyMalwareProtection", "AmazonGuardDutyMalwareProtectionServiceRolePolicy"),
        ["organizations"] = ("AWSServiceRoleForOrganizations", "AWSOrganizationsServiceTrustPolicy"),
        ["rds"] = ("AWSServiceRoleForRDS", "AmazonRDSServiceRolePolicy"),
        ["remediation.config"] = ("AWSServiceRoleForConfigRemediation", "AWSConfigRemediationServiceRolePolicy"),
        ["securityhub"] = ("AWSServiceRoleForSecurityHub", "AWSSecurityHubServiceRolePolicy"),
        ["sso"] = ("AWSServiceRoleForSSO", "AWSSSOServiceRolePolicy"),
        ["support"] = ("AWSServiceRoleForSupport", "AWSSupportServiceRolePolicy"),
    };

    /// <summary>The role of a service principal.</summary>
    /// <exception cref="WireException">It is no service principal.</exception>
    public static string NameOf(string service) => Of(service).Role;

    /// <summary>The AWS managed policy that the role has.</summary>
    public static string PolicyOf(string service) => Of(service).Policy;

    private static (string Role, string Policy) Of(string service)
    {
        if (!service.EndsWith(Suffix, StringComparison.Ordinal))
        {
            throw new InvalidInputException($"Service principal {service} is not valid.");
        }

        var name = service[..^Suffix.Length];
        if (known.TryGetValue(name, out var found))
        {
            return found;
        }

        var words = string.Concat(name.Split('-', '.').Where(static word => word.Length > 0).Select(static word => char.ToUpperInvariant(word[0]) + word[1..]));
        return ($"AWSServiceRoleFor{words}", $"{words}ServiceRolePolicy");
    }
}
