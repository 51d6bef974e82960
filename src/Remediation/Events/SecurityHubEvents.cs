namespace SecretScoops.Governance.Remediation.Events;

/// <summary>Findings of Security Hub CSPM in the Security Finding Format, imported or sent on by a person with a custom action.</summary>
/// <remarks>The documentation promises one finding per event (EventBridge event formats for Security Hub CSPM, read 2026-11); the list is read whole nevertheless.</remarks>
internal static class SecurityHubEvents
{
    private const string Hub = "product/aws/securityhub";
    private const string GuardDuty = "product/aws/guardduty";

    /// <summary>One doorbell for each resource of each finding that is failed, active and not dealt with.</summary>
    /// <param name="envelope">Who sent it, for whom.</param>
    /// <param name="detail">The event.</param>
    /// <param name="belief">What it is held against.</param>
    /// <param name="asked">A person chose these findings: then what was suppressed or noted by us is looked at once more.</param>
    public static Reading Read(Envelope envelope, Fields detail, Belief belief, bool asked)
    {
        var gathered = new Gathered();
        foreach (var finding in detail.NeedObjects("findings"))
        {
            if (ReadFinding(envelope, finding, belief, asked, gathered) is { } refused)
            {
                return refused;
            }
        }

        return detail.Refusal ?? (gathered.IsEmpty
            ? new Reading.Refused(Refusals.Malformed, "the event has no findings: find out who sent it")
            : gathered.Read(belief, ""));
    }

    private static Reading.Refused? ReadFinding(Envelope envelope, Fields finding, Belief belief, bool asked, Gathered gathered)
    {
        var key = new FindingKey(finding.Need("Id"), finding.Need("ProductArn"));
        var account = finding.NeedAccount("AwsAccountId");
        var gate = Gate(finding, key, belief, asked);
        var resources = finding.NeedObjects("Resources").Select(each => ReadResource(each, finding)).ToList();
        if ((finding.Refusal ?? FindingAccounts.Refuse(envelope, account, key.Id, IsOf(key, Hub), belief)) is { } refused)
        {
            return refused;
        }

        if ((gate ?? (TriggerOf(finding, key) is null ? $"{key.Id} names neither a control nor a rule" : null)) is { } reason)
        {
            gathered.Add(reason);
            return null;
        }

        var known = resources.OfType<FindingResource>().ToList();
        if (known.Count == 0)
        {
            gathered.Add($"no control is about the resources of {key.Id}");
        }

        gathered.Add(known.Select(resource => Gathered.Ring(envelope, account, resource, TriggerOf(finding, key)!.Value, key)));
        return null;
    }

    /// <summary>Why a finding needs nobody, or null.</summary>
    /// <remarks><c>WorkflowState</c> is the retired twin of <c>Workflow.Status</c> and stays NEW for ever, so it is not read.</remarks>
    private static string? Gate(Fields finding, FindingKey key, Belief belief, bool asked)
    {
        var record = finding.Text("RecordState");
        var workflow = finding.MaybeObject("Workflow")?.Text("Status");
        var compliance = finding.MaybeObject("Compliance")?.Text("Status");
        var echo = IsEcho(finding, belief);
        if (!IsOf(key, Hub) && !IsOf(key, GuardDuty))
        {
            return $"nothing is mended for findings of {key.ProductArn}";
        }

        if (record is not (null or "ACTIVE"))
        {
            return $"{key.Id} is {record}";
        }

        // GuardDuty's findings have no Compliance at all.
        if (IsOf(key, Hub) && compliance != "FAILED")
        {
            return $"{key.Id} is {compliance ?? "without compliance"}";
        }

        return asked ? null
            : workflow is not (null or "NEW" or "NOTIFIED") ? $"{key.Id} is {workflow}"
            : echo ? $"{key.Id} was last touched by our own note"
            : null;
    }

    /// <summary>Whether our own note is the last thing that happened to a finding: every BatchUpdateFindings makes an event, ours too, and answering it would never end.</summary>
    /// <remarks>BatchUpdateFindings leaves UpdatedAt alone (Security Hub API Reference, read 2026-11); so once the provider judges again, the note is the older.</remarks>
    private static bool IsEcho(Fields finding, Belief belief)
    {
        var note = finding.MaybeObject("Note");
        return note is not null && note.Text("UpdatedBy") == belief.NoteAuthor && note.NeedTime("UpdatedAt") >= finding.NeedTime("UpdatedAt");
    }

    /// <summary>The control, whether findings are consolidated or not; else the standard's rule; for GuardDuty's, the same type that GuardDuty itself tells.</summary>
    private static Trigger? TriggerOf(Fields finding, FindingKey key)
    {
        if (IsOf(key, GuardDuty))
        {
            return Paths.Text(finding.Element, "Types[]") is { } type ? new(TriggerKind.FindingType, FindingType(type)) : null;
        }

        if (Paths.Text(finding.Element, "Compliance.SecurityControlId|ProductFields.ControlId") is { } control)
        {
            return new(TriggerKind.SecurityControl, control);
        }

        const string security = "security-control/";
        const string ruleset = ":::ruleset/";
        return finding.Text("GeneratorId") switch
        {
            { } id when id.StartsWith(security, StringComparison.Ordinal) && id.Length > security.Length => new(TriggerKind.SecurityControl, id[security.Length..]),
            // "arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0/rule/4.1": CIS 1.2.0 has rules, not controls.
            { } id when id.Split(ruleset) is [_, var rule] && rule.Length > 0 => new(TriggerKind.StandardRule, rule.Replace("/rule/", "/", StringComparison.Ordinal)),
            { Length: > 0 } id => new(TriggerKind.StandardRule, id),
            _ => null,
        };
    }

    /// <summary><c>TTPs/UnauthorizedAccess:IAMUser-TorIPCaller</c> is GuardDuty's <c>UnauthorizedAccess:IAMUser/TorIPCaller</c>.</summary>
    private static string FindingType(string type)
    {
        var name = type[(type.LastIndexOf('/') + 1)..];
        return name.IndexOf('-', Math.Max(0, name.IndexOf(':', StringComparison.Ordinal))) is >= 0 and var dash ? $"{name[..dash]}/{name[(dash + 1)..]}" : name;
    }

    private static FindingResource? ReadResource(Fields resource, Fields finding)
    {
        var type = resource.Need("Type");
        var id = resource.Need("Id");
        var region = resource.Text("Region") ?? finding.Text("Region") ?? "";
        return FindingResource.Of(type, id, region, resource.Element);
    }

    private static bool IsOf(FindingKey key, string product) => key.ProductArn.EndsWith($"::{product}", StringComparison.Ordinal);
}
