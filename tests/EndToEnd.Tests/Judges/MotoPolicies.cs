using System.Text.Json.Nodes;

namespace SecretScoops.Governance.EndToEnd.Tests.Judges;

/// <summary>The default policies without what moto (5.2.1) has no answer to.</summary>
internal static class MotoPolicies
{
    /// <summary>moto answers HTTP 500 with a page of HTML to the calls behind these parts.</summary>
    private static readonly string[] always =
    [
        "permission-set-tags", "permission-set-boundary", "permission-set-provisioning", "ebs-encryption-key", "instance-metadata", "root-access", "access-analyzer",
        "guardduty-organization", "guardduty-members", "guardduty-publishing",
        // moto has hubs, and neither standards nor anything of an organization.
        "security-hub-administrator", "security-hub", "security-hub-member", "security-hub-aggregator", "security-hub-organization", "security-hub-policy", "security-hub-association", "automation-rule",
        // moto has no organization rules, crashes over packs, does not show the path of a service-linked role (so recorders, tried by themselves in ConfigContract, find none), and knows the aggregator's managed policy not.
        "config-rule", "conformance-pack", "config-role", "config-recorder", "config-aggregator",
    ];

    /// <summary>moto cannot give a bus its policy, unless it is taught to.</summary>
    private static readonly string[] buses = ["event-bus", "event-rule"];

    /// <summary>moto's list of services with trusted access does not have them.</summary>
    private static readonly string[] unknownServices = ["malware-protection.guardduty.amazonaws.com", "iam.amazonaws.com", "ec2.amazonaws.com"];

    /// <summary>moto makes no backup policies, and does not know the newer types.</summary>
    private static readonly string[] unknownTypes = ["backup", "declarative-ec2", "s3"];

    /// <summary>The option that leaves the parts out.</summary>
    public static IReadOnlyList<string> Without { get; } = ["--without", string.Join(',', always.Concat(buses))];

    /// <summary>The same for a moto that keeps the policies of buses.</summary>
    public static IReadOnlyList<string> WithoutButBuses { get; } = ["--without", string.Join(',', always)];

    /// <summary>A copy of the policies that moto takes.</summary>
    public static PolicyCopy On(Desk desk)
    {
        var policies = PolicyCopy.On(desk);
        policies.EditJson("trusted-access.json", file => unknownServices.ToList().ForEach(service => file["services"]!.AsObject().Remove(service)));
        policies.EditJson("guardduty.json", file => file["features"]!.AsObject().Remove("ebsMalwareProtection"));
        policies.EditJson("landing-zone.json", file => file["policyTypes"] = new JsonArray([.. file["policyTypes"]!.AsArray().Select(type => (string)type!).Except(unknownTypes).Select(type => (JsonNode)type)]));
        policies.EditJson("environments/prod.json", file => file["guardrails"]!.AsObject().Remove("back-up-production"));
        var unknown = Directory.GetFiles(policies.At("guardrails")).Where(file => unknownTypes.Contains((string)JsonNode.Parse(File.ReadAllText(file))!["type"]!)).ToList();
        unknown.ForEach(File.Delete);
        // Nothing else keeps it.
        policies.EditJson("controls/databases.json", file => file["controls"]!.AsObject().Remove("production-backed-up"));
        LeaveOut(policies, [.. unknown.Select(file => Path.GetFileNameWithoutExtension(file))]);
        return policies;
    }

    // Controls say which guardrails they are kept by.
    private static void LeaveOut(PolicyCopy policies, IReadOnlyList<string> guardrails)
    {
        foreach (var file in Directory.GetFiles(policies.At("controls"), "*.json"))
        {
            var catalogue = JsonNode.Parse(File.ReadAllText(file))!;
            foreach (var (_, control) in catalogue["controls"]!.AsObject())
            {
                foreach (var (home, kept) in (control!["homes"]?.AsObject() ?? []).ToList())
                {
                    if (kept is JsonArray list && list.RemoveAll(one => guardrails.Contains(((string)one!).Split('/')[^1])) > 0 && list.Count == 0)
                    {
                        control["homes"]!.AsObject().Remove(home);
                    }
                }
            }

            File.WriteAllText(file, catalogue.ToJsonString());
        }
    }
}
