namespace SecretScoops.Governance.Remediation.Events;

/// <summary>Findings of the new Security Hub, in OCSF: taken when they say the same as ours would, else left to their twin in the Security Finding Format.</summary>
/// <remarks>
/// That there is an event "Findings Imported V2" with a list of findings is documented (EventBridge event formats - AWS Security Hub, read 2026-11); how a compliance finding looks
/// inside is known only from the normaliser of aws-solutions/automated-security-response-on-aws. Hence whatever is not as expected is ignored, not refused.
/// </remarks>
internal static class OcsfFindings
{
    private const int ComplianceFinding = 2003;

    /// <summary>One doorbell for each resource of each failed compliance finding.</summary>
    public static Reading Read(Envelope envelope, Fields detail, Belief belief)
    {
        var gathered = new Gathered();
        foreach (var finding in detail.NeedObjects("findings"))
        {
            var element = finding.Element;
            var isCompliance = element.TryGetProperty("class_uid", out var uid) && uid.ValueKind == System.Text.Json.JsonValueKind.Number && uid.TryGetInt32(out var number) && number == ComplianceFinding;
            var (id, product) = (Paths.Text(element, "finding_info.uid"), Paths.Text(element, "metadata.product.uid"));
            var (account, control) = (Paths.Text(element, "cloud.account.uid"), Paths.Text(element, "compliance.control"));
            if (!isCompliance || id is null || product?.EndsWith("::productv2/aws/securityhub", StringComparison.Ordinal) != true || account is null || !Arn.IsAccountId(account) || control is null)
            {
                gathered.Add("not a compliance finding of Security Hub as we know them; its copy in the Security Finding Format will ring");
                continue;
            }

            if (FindingAccounts.Refuse(envelope, account, id, ownId: true, belief) is { } refused)
            {
                return refused;
            }

            if (Gate(finding, id) is { } reason)
            {
                gathered.Add(reason);
                continue;
            }

            gathered.Add(Ring(envelope, finding, account, control, new(id, product)));
        }

        return detail.Refusal ?? gathered.Read(belief, "no finding has a resource that a control is about");
    }

    /// <summary>OCSF 1.x, Finding class: <c>status_id</c> 3 is Suppressed, 4 Resolved, 5 Archived (from memory); 1 is New, 2 In Progress.</summary>
    private static string? Gate(Fields finding, string id) =>
        finding.Element.TryGetProperty("status_id", out var status) && !(status.ValueKind == System.Text.Json.JsonValueKind.Number && status.TryGetInt32(out var number) && number is 0 or 1 or 2)
            ? $"{id} is no longer open"
            : Paths.Text(finding.Element, "compliance.status") is var compliance && compliance != "Fail" ? $"{id} is {compliance ?? "without compliance"}" : null;

    private static IEnumerable<Doorbell> Ring(Envelope envelope, Fields finding, string account, string control, FindingKey key) =>
        from resource in finding.NeedObjects("resources")
        let type = Paths.Text(resource.Element, "type")
        let named = Paths.Text(resource.Element, "uid_alt|uid")
        let region = Paths.Text(resource.Element, "region") ?? Paths.Text(finding.Element, "cloud.region")
        where type is not null && named is not null && region is not null
        let found = FindingResource.Of(type, named, region, resource.Element)
        where found is not null
        select Gathered.Ring(envelope, account, found, new(TriggerKind.SecurityControl, control), key) with
        {
            Hints = new Dictionary<string, string>(found.Hints, StringComparer.Ordinal) { ["schema"] = "ocsf" },
        };
}
