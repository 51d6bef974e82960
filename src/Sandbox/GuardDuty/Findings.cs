using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.GuardDuty;

namespace SecretScoops.Governance.Sandbox.GuardDuty;

/// <summary>Findings: samples are all that a sandbox finds. An administrator sees and archives those of its members, too.</summary>
internal sealed partial class GuardDutySandbox
{
    // Severities as the GuardDuty User Guide lists them ("Finding types", read 2026-11): low to 3.9, medium to 6.9, high to 8.9, critical above.
    private static readonly Dictionary<string, double> samples = new(StringComparer.Ordinal)
    {
        ["Backdoor:EC2/C&CActivity.B!DNS"] = 8,
        ["CryptoCurrency:EC2/BitcoinTool.B!DNS"] = 8,
        ["Discovery:S3/AnomalousBehavior"] = 2,
        ["Policy:IAMUser/RootCredentialUsage"] = 2,
        ["Stealth:IAMUser/CloudTrailLoggingDisabled"] = 2,
        ["UnauthorizedAccess:EC2/SSHBruteForce"] = 2,
        ["UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS"] = 8,
        ["Recon:EC2/Portscan"] = 5,
    };

    public override CreateSampleFindingsResponse CreateSampleFindings(CreateSampleFindingsRequest request, Call call)
    {
        var detector = Detector(call, request.DetectorId!);
        foreach (var type in request.FindingTypes is { Count: > 0 } asked ? asked : [.. samples.Keys])
        {
            // The types of AWS are many; an unknown one counts as of middling severity.
            detector.Findings.Add(new() { Id = world.Ids.Hex(32), Type = type, Severity = samples.GetValueOrDefault(type, 5), CreatedAt = world.Now, UpdatedAt = world.Now });
        }

        return new CreateSampleFindingsResponse();
    }

    public override ListFindingsResponse ListFindings(ListFindingsRequest request, Call call)
    {
        var found = Seen(call, request.DetectorId!).Where(each => (request.FindingCriteria?.Criterion ?? []).All(criterion => Matches(each.AccountId, each.Finding, criterion.Key, criterion.Value, call.Region)));
        var (ids, next) = pages.Cut(Sorted(found, request.SortCriteria).Select(each => each.Finding.Id), request.MaxResults, request.NextToken);
        return new ListFindingsResponse { FindingIds = ids, NextToken = next };
    }

    public override GetFindingsResponse GetFindings(GetFindingsRequest request, Call call)
    {
        var found = Seen(call, request.DetectorId!).Where(each => request.FindingIds!.Contains(each.Finding.Id));
        return new GetFindingsResponse { Findings = [.. Sorted(found, request.SortCriteria).Select(each => Shown(each.AccountId, each.Finding, request.DetectorId!, call.Region))] };
    }

    public override ArchiveFindingsResponse ArchiveFindings(ArchiveFindingsRequest request, Call call)
    {
        Archive(call, request.DetectorId!, request.FindingIds!, true);
        return new ArchiveFindingsResponse();
    }

    public override UnarchiveFindingsResponse UnarchiveFindings(UnarchiveFindingsRequest request, Call call)
    {
        Archive(call, request.DetectorId!, request.FindingIds!, false);
        return new UnarchiveFindingsResponse();
    }

    private void Archive(Call call, string detectorId, List<string> ids, bool archived)
    {
        if (Own(call).AdministratorId is not null)
        {
            throw Refused("The request is rejected because a member account cannot archive findings.");
        }

        foreach (var (_, finding) in Seen(call, detectorId).Where(each => ids.Contains(each.Finding.Id)))
        {
            finding.Archived = archived;
        }
    }

    private IEnumerable<(string AccountId, StoredGuardDutyFinding Finding)> Seen(Call call, string detectorId)
    {
        var detector = Detector(call, detectorId);
        return detector.Members.Where(IsAssociated)
            .SelectMany(member => (Of(member.AccountId, call.Region).Detector?.Findings ?? []).Select(finding => (member.AccountId, finding)))
            .Concat(detector.Findings.Select(finding => (call.AccountId, finding)));
    }

    // Those of AWS's criteria that tell what is kept here; a criterion that is not known finds nothing, rather than everything.
    private static bool Matches(string accountId, StoredGuardDutyFinding finding, string name, Condition condition, string region) => name switch
    {
        "accountId" => Matches(accountId, condition),
        "id" => Matches(finding.Id, condition),
        "region" => Matches(region, condition),
        "type" => Matches(finding.Type, condition),
        "service.archived" => Matches(finding.Archived ? "true" : "false", condition),
        "severity" => Matches(finding.Severity, condition),
        "updatedAt" => Matches(finding.UpdatedAt.ToUnixTimeMilliseconds(), condition),
        "createdAt" => Matches(finding.CreatedAt.ToUnixTimeMilliseconds(), condition),
        _ => false,
    };

    private static bool Matches(string value, Condition condition) =>
        (condition.Equals ?? condition.Eq)?.Contains(value) != false && (condition.NotEquals ?? condition.Neq)?.Contains(value) != true;

    private static bool Matches(double value, Condition condition) =>
        (condition.GreaterThan ?? condition.Gt) is not { } above || value > above
            ? ((condition.GreaterThanOrEqual ?? condition.Gte) is not { } least || value >= least)
                && ((condition.LessThan ?? condition.Lt) is not { } below || value < below)
                && ((condition.LessThanOrEqual ?? condition.Lte) is not { } most || value <= most)
            : false;

    private static IEnumerable<(string AccountId, StoredGuardDutyFinding Finding)> Sorted(IEnumerable<(string AccountId, StoredGuardDutyFinding Finding)> findings, SortCriteria? by)
    {
        var sorted = by?.AttributeName == "severity" ? findings.OrderBy(each => each.Finding.Severity) : findings.OrderBy(each => each.Finding.UpdatedAt);
        return by?.OrderBy == "DESC" ? sorted.Reverse() : sorted;
    }

    private static Finding Shown(string accountId, StoredGuardDutyFinding finding, string detectorId, string region) => new()
    {
        AccountId = accountId,
        Arn = $"arn:aws:guardduty:{region}:{accountId}:detector/{detectorId}/finding/{finding.Id}",
        Id = finding.Id,
        Partition = "aws",
        Region = region,
        SchemaVersion = "2.0",
        Severity = finding.Severity,
        Title = $"[SAMPLE FINDING] {finding.Type}",
        Type = finding.Type,
        CreatedAt = Shown(finding.CreatedAt),
        UpdatedAt = Shown(finding.UpdatedAt),
        Resource = new() { ResourceType = finding.Type.Split(':', '/') is [_, "EC2", ..] ? "Instance" : finding.Type.Split(':', '/') is [_, "S3", ..] ? "S3Bucket" : "AccessKey" },
        Service = new() { Archived = finding.Archived, Count = 1, DetectorId = detectorId, ServiceName = "guardduty", EventFirstSeen = Shown(finding.CreatedAt), EventLastSeen = Shown(finding.UpdatedAt) },
    };
}
