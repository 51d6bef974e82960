using System.Globalization;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.SecurityHub;

namespace SecretScoops.Governance.Sandbox.SecurityHub;

/// <summary>Findings: kept where they arose, seen from the administrator and the home region too.</summary>
internal sealed partial class SecurityHubSandbox
{
    /// <remarks>
    /// A finding that is there keeps what people set on it: BatchImportFindings does not change Note, UserDefinedFields, VerificationState and Workflow (API Reference, read 2026-11).
    /// One that is active again after it was archived is NEW again, unless it was suppressed (API Reference, Workflow, read 2026-11).
    /// An update whose UpdatedAt is not later than the finding's is taken and ignored (User Guide, "BatchImportFindings for finding providers", read 2026-11).
    /// </remarks>
    public override BatchImportFindingsResponse BatchImportFindings(BatchImportFindingsRequest request, Call call)
    {
        _ = Hub(call);
        RequireBatch(request.Findings!.Count);
        var failed = new List<ImportFindingsError>();
        foreach (var finding in request.Findings)
        {
            if (finding.AwsAccountId != call.AccountId || Find(finding.AwsAccountId!, call.Region) is not { Subscribed: true } hub)
            {
                failed.Add(new ImportFindingsError { Id = finding.Id, ErrorCode = "AccessDenied", ErrorMessage = $"Account {call.AccountId} may not import findings of account {finding.AwsAccountId}" });
                continue;
            }

            Import(finding, hub, call);
        }

        return new BatchImportFindingsResponse { SuccessCount = request.Findings.Count - failed.Count, FailedCount = failed.Count, FailedFindings = failed };
    }

    public override GetFindingsResponse GetFindings(GetFindingsRequest request, Call call)
    {
        _ = Hub(call);
        var filters = request.Filters is { } given ? JsonNode.Parse(StoredShapes.Keep(given))!.AsObject() : [];
        IEnumerable<JsonObject> found = SeenFrom(call).SelectMany(hub => hub.Findings).Select(text => JsonNode.Parse(text)!.AsObject()).Where(finding => FindingFilter.Matches(finding, filters));
        foreach (var criterion in Enumerable.Reverse(request.SortCriteria ?? []))
        {
            string Key(JsonObject finding) => FindingFilter.ValuesOf(finding, criterion.Field ?? "") is [var first, ..] ? first.ToJsonString() : "";
            found = criterion.SortOrder == "desc" ? found.OrderByDescending(Key, StringComparer.Ordinal) : found.OrderBy(Key, StringComparer.Ordinal);
        }

        var (page, next) = pages.Cut(found, request.MaxResults ?? 10, request.NextToken);
        return new GetFindingsResponse { Findings = page.ConvertAll(finding => StoredShapes.Take<AwsSecurityFinding>(finding.ToJsonString())), NextToken = next };
    }

    public override BatchUpdateFindingsResponse BatchUpdateFindings(BatchUpdateFindingsRequest request, Call call)
    {
        _ = Hub(call);
        RequireBatch(request.FindingIdentifiers!.Count);
        var update = JsonNode.Parse(StoredShapes.Keep(request))!.AsObject();
        var answer = new BatchUpdateFindingsResponse { ProcessedFindings = [], UnprocessedFindings = [] };
        var hubs = SeenFrom(call).ToList();
        foreach (var asked in request.FindingIdentifiers)
        {
            if (hubs.Select(hub => (Hub: hub, Index: hub.Findings.FindIndex(text => Is(text, asked.ProductArn!, asked.Id!)))).FirstOrDefault(each => each.Index >= 0) is not { Hub: { } hub } place)
            {
                answer.UnprocessedFindings.Add(new BatchUpdateFindingsUnprocessedFinding { FindingIdentifier = asked, ErrorCode = "FindingNotFound", ErrorMessage = "Finding not found" });
                continue;
            }

            var finding = JsonNode.Parse(hub.Findings[place.Index])!.AsObject();
            // UpdatedAt is its provider's: people do not change it (API Reference, BatchUpdateFindings, read 2026-11).
            FindingEdit.Apply(finding, update, world.Now);
            hub.Findings[place.Index] = finding.ToJsonString();
            answer.ProcessedFindings.Add(asked);
        }

        return answer;
    }

    private static bool Is(string text, string productArn, string id)
    {
        // A look at the text spares the parsing of nearly all.
        if (!text.Contains(id, StringComparison.Ordinal))
        {
            return false;
        }

        var finding = JsonNode.Parse(text)!;
        return finding["Id"]?.GetValue<string>() == id && finding["ProductArn"]?.GetValue<string>() == productArn;
    }

    private void Import(AwsSecurityFinding given, StoredSecurityHub hub, Call call)
    {
        var finding = JsonNode.Parse(StoredShapes.Keep(given))!.AsObject();
        finding["Region"] ??= call.Region;
        finding["AwsAccountName"] ??= world.State.Accounts.Find(account => account.Id == given.AwsAccountId)?.Name;
        finding["ProcessedAt"] = FindingEdit.Text(world.Now);
        var index = hub.Findings.FindIndex(text => Is(text, given.ProductArn!, given.Id!));
        if (index < 0)
        {
            finding["RecordState"] ??= "ACTIVE";
            finding["Workflow"] ??= new JsonObject { ["Status"] = "NEW" };
            RunRules(finding, call.AccountId, call.Region);
            hub.Findings.Add(finding.ToJsonString());
            return;
        }

        var before = JsonNode.Parse(hub.Findings[index])!.AsObject();
        if (Moment(finding) <= Moment(before))
        {
            return;
        }

        foreach (var kept in (string[])["Note", "UserDefinedFields", "VerificationState", "Workflow", "RecordState"])
        {
            if (before[kept] is { } value && (kept != "RecordState" || finding[kept] is null))
            {
                finding[kept] = value.DeepClone();
            }
        }

        if (State(before) == "ARCHIVED" && State(finding) == "ACTIVE" && finding["Workflow"]?["Status"]?.GetValue<string>() is "NOTIFIED" or "RESOLVED")
        {
            finding["Workflow"] = new JsonObject { ["Status"] = "NEW" };
        }

        RunRules(finding, call.AccountId, call.Region);
        hub.Findings[index] = finding.ToJsonString();
    }

    private static string? State(JsonObject finding) => finding["RecordState"]?.GetValue<string>();

    private static DateTimeOffset Moment(JsonObject finding) => DateTimeOffset.Parse(finding["UpdatedAt"]!.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>The caller's own findings; an administrator's members'; in the home region those of linked regions.</summary>
    private IEnumerable<StoredSecurityHub> SeenFrom(Call call)
    {
        var regions = HomeOf(call.AccountId) == call.Region ? Linked(call.AccountId, call.Region) : [call.Region];
        foreach (var region in regions)
        {
            var own = Find(call.AccountId, region);
            foreach (var account in (own?.Members ?? []).Where(IsEnabled).Select(member => member.AccountId).Prepend(call.AccountId))
            {
                if (Find(account, region) is { } hub)
                {
                    yield return hub;
                }
            }
        }
    }
}
