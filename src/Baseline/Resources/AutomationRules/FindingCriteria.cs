using Amazon.SecurityHub;
using Amazon.SecurityHub.Model;

namespace SecretScoops.Governance.Baseline.Resources.AutomationRules;

/// <summary>Criteria of automation rules: AWS has a member for each field, the policies have a list.</summary>
internal static class FindingCriteria
{
    private static readonly Dictionary<string, Accessor<StringFilter>> s_text = new(StringComparer.Ordinal)
    {
        ["ProductArn"] = new(static f => f.ProductArn, static (f, l) => f.ProductArn = l),
        ["AwsAccountId"] = new(static f => f.AwsAccountId, static (f, l) => f.AwsAccountId = l),
        ["Id"] = new(static f => f.Id, static (f, l) => f.Id = l),
        ["GeneratorId"] = new(static f => f.GeneratorId, static (f, l) => f.GeneratorId = l),
        ["Type"] = new(static f => f.Type, static (f, l) => f.Type = l),
        ["Title"] = new(static f => f.Title, static (f, l) => f.Title = l),
        ["Description"] = new(static f => f.Description, static (f, l) => f.Description = l),
        ["SourceUrl"] = new(static f => f.SourceUrl, static (f, l) => f.SourceUrl = l),
        ["ProductName"] = new(static f => f.ProductName, static (f, l) => f.ProductName = l),
        ["CompanyName"] = new(static f => f.CompanyName, static (f, l) => f.CompanyName = l),
        ["SeverityLabel"] = new(static f => f.SeverityLabel, static (f, l) => f.SeverityLabel = l),
        ["ResourceType"] = new(static f => f.ResourceType, static (f, l) => f.ResourceType = l),
        ["ResourceId"] = new(static f => f.ResourceId, static (f, l) => f.ResourceId = l),
        ["ResourcePartition"] = new(static f => f.ResourcePartition, static (f, l) => f.ResourcePartition = l),
        ["ResourceRegion"] = new(static f => f.ResourceRegion, static (f, l) => f.ResourceRegion = l),
        ["ComplianceStatus"] = new(static f => f.ComplianceStatus, static (f, l) => f.ComplianceStatus = l),
        ["ComplianceSecurityControlId"] = new(static f => f.ComplianceSecurityControlId, static (f, l) => f.ComplianceSecurityControlId = l),
        ["ComplianceAssociatedStandardsId"] = new(static f => f.ComplianceAssociatedStandardsId, static (f, l) => f.ComplianceAssociatedStandardsId = l),
        ["VerificationState"] = new(static f => f.VerificationState, static (f, l) => f.VerificationState = l),
        ["WorkflowStatus"] = new(static f => f.WorkflowStatus, static (f, l) => f.WorkflowStatus = l),
        ["RecordState"] = new(static f => f.RecordState, static (f, l) => f.RecordState = l),
        ["RelatedFindingsProductArn"] = new(static f => f.RelatedFindingsProductArn, static (f, l) => f.RelatedFindingsProductArn = l),
        ["RelatedFindingsId"] = new(static f => f.RelatedFindingsId, static (f, l) => f.RelatedFindingsId = l),
        ["NoteText"] = new(static f => f.NoteText, static (f, l) => f.NoteText = l),
        ["NoteUpdatedBy"] = new(static f => f.NoteUpdatedBy, static (f, l) => f.NoteUpdatedBy = l),
        ["ResourceApplicationArn"] = new(static f => f.ResourceApplicationArn, static (f, l) => f.ResourceApplicationArn = l),
        ["ResourceApplicationName"] = new(static f => f.ResourceApplicationName, static (f, l) => f.ResourceApplicationName = l),
        ["AwsAccountName"] = new(static f => f.AwsAccountName, static (f, l) => f.AwsAccountName = l),
    };

    private static readonly Dictionary<string, Accessor<MapFilter>> s_maps = new(StringComparer.Ordinal)
    {
        ["ResourceTags"] = new(static f => f.ResourceTags, static (f, l) => f.ResourceTags = l),
        ["ResourceDetailsOther"] = new(static f => f.ResourceDetailsOther, static (f, l) => f.ResourceDetailsOther = l),
        ["UserDefinedFields"] = new(static f => f.UserDefinedFields, static (f, l) => f.UserDefinedFields = l),
    };

    // Moments and numbers: this tool writes none, and shows those that others wrote.
    private static readonly (string Field, Func<AutomationRulesFindingFilters, int> Count)[] s_others =
    [
        ("FirstObservedAt", static f => f.FirstObservedAt?.Count ?? 0),
        ("LastObservedAt", static f => f.LastObservedAt?.Count ?? 0),
        ("CreatedAt", static f => f.CreatedAt?.Count ?? 0),
        ("UpdatedAt", static f => f.UpdatedAt?.Count ?? 0),
        ("Confidence", static f => f.Confidence?.Count ?? 0),
        ("Criticality", static f => f.Criticality?.Count ?? 0),
        ("NoteUpdatedAt", static f => f.NoteUpdatedAt?.Count ?? 0),
    ];

    /// <summary>All criteria, sorted.</summary>
    public static IReadOnlyList<CriterionAttributes> Read(AutomationRulesFindingFilters filters) => AutomationRuleKind.Sorted(
        s_text.SelectMany(field => (field.Value.Get(filters) ?? []).Select(each => new CriterionAttributes(field.Key, each.Comparison?.Value ?? "EQUALS", null, each.Value)))
            .Concat(s_maps.SelectMany(field => (field.Value.Get(filters) ?? []).Select(each => new CriterionAttributes(field.Key, each.Comparison?.Value ?? "EQUALS", each.Key, each.Value))))
            .Concat(s_others.Where(field => field.Count(filters) > 0).Select(field => new CriterionAttributes(field.Field, "OTHER", null, ""))));

    /// <summary>As AWS takes them.</summary>
    public static AutomationRulesFindingFilters Write(IEnumerable<CriterionAttributes> criteria)
    {
        var filters = new AutomationRulesFindingFilters();
        foreach (var field in criteria.GroupBy(each => each.Field, StringComparer.Ordinal))
        {
            if (s_maps.TryGetValue(field.Key, out var map))
            {
                map.Set(filters, [.. field.Select(each => new MapFilter { Key = each.MapKey, Value = each.Value, Comparison = MapFilterComparison.FindValue(each.Comparison) })]);
            }
            else
            {
                s_text[field.Key].Set(filters, [.. field.Select(each => new StringFilter { Value = each.Value, Comparison = StringFilterComparison.FindValue(each.Comparison) })]);
            }
        }

        return filters;
    }

    /// <summary>How one field is read and written.</summary>
    private sealed record Accessor<T>(Func<AutomationRulesFindingFilters, List<T>?> Get, Action<AutomationRulesFindingFilters, List<T>> Set);
}
