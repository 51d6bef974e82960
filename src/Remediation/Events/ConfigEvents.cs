namespace SecretScoops.Governance.Remediation.Events;

/// <summary>Config Rules Compliance Change: a rule judged a resource otherwise than before, or for the first time, when <c>oldEvaluationResult</c> is missing.</summary>
internal static class ConfigEvents
{
    /// <summary>One doorbell for NON_COMPLIANT.</summary>
    /// <remarks>
    /// Config sends this from the account and region that hold the rule, and a bus in another account leaves <c>account</c> as it is; so the two accounts in the event never
    /// differ, not even for organization rules, which Config makes anew in each member. One that has them differ was not written by Config.
    /// </remarks>
    public static Reading Read(Envelope envelope, Fields detail, Belief belief)
    {
        var account = detail.NeedAccount("awsAccountId");
        var region = detail.Need("awsRegion");
        var type = detail.Need("resourceType");
        var named = detail.Need("resourceId");
        var rule = detail.Need("configRuleName");
        var ruleArn = detail.Text("configRuleARN");
        var compliance = detail.NeedObject("newEvaluationResult").Need("complianceType");
        if (detail.Refusal is { } refusal)
        {
            return refusal;
        }

        if (account != envelope.Account)
        {
            return new Reading.Refused(Refusals.Forged, $"account {envelope.Account} sent a compliance change of account {account}, and Config sends only its own: find out who can write such an event");
        }

        return compliance switch
        {
            "NON_COMPLIANT" => Admission.Admit(belief, [Ring(envelope, account, region, type, named, RuleTriggers.Of(rule, ruleArn, belief.Rules), rule)]),
            "COMPLIANT" => new Reading.Ignored($"{rule} finds {named} compliant"),
            "NOT_APPLICABLE" => new Reading.Ignored($"{rule} no longer applies to {named}: it was deleted, or left the rule's scope"),
            "INSUFFICIENT_DATA" => new Reading.Ignored($"{rule} could not judge {named}; the sweep will ask again"),
            _ => new Reading.Refused(Refusals.Malformed, $"{rule} finds {named} {compliance}, which is no compliance type of Config: if AWS added it, mend the reader"),
        };
    }

    /// <summary>A doorbell for a resource as Config names it.</summary>
    public static Doorbell Ring(Envelope envelope, string account, string region, string type, string named, Trigger trigger, string rule) => new()
    {
        Source = EventSource.Config,
        EventId = envelope.Id,
        At = envelope.At,
        AccountId = account,
        Region = region,
        ResourceType = type,
        ResourceId = ResourceIds.Of(type, named),
        ResourceArn = named.StartsWith("arn:", StringComparison.Ordinal) ? named : null,
        Trigger = trigger,
        Hints = Hints(type, named, rule),
    };

    /// <summary>IAM's unique ids (AIDA…, AROA…, AGPA…, ANPA…) are no names: no IAM call takes them, so that whoever looks must list first.</summary>
    private static Dictionary<string, string> Hints(string type, string named, string rule)
    {
        var hints = new Dictionary<string, string>(StringComparer.Ordinal) { ["configRule"] = rule };
        if (type.StartsWith("AWS::IAM::", StringComparison.Ordinal)
            && named is ['A', _, _, 'A', .. { Length: >= 12 } rest] && rest.All(each => char.IsAsciiLetterUpper(each) || char.IsAsciiDigit(each)))
        {
            hints["uniqueId"] = named;
        }

        return hints;
    }
}
