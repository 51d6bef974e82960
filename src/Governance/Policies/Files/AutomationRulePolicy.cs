using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Files;

/// <summary>What Security Hub does with new findings by itself.</summary>
internal sealed record AutomationRulePolicy
{
    public required Sourced<string> Name { get; init; }

    public required string Description { get; init; }

    /// <summary>1 comes first; a later rule overrides an earlier one.</summary>
    public required Sourced<int> Order { get; init; }

    public required bool Enabled { get; init; }

    /// <summary>Whether no later rule looks at a finding that this one matched.</summary>
    public required bool Terminal { get; init; }

    /// <summary>Fields that must all match; of several criteria for one field, one must.</summary>
    public required IReadOnlyList<Sourced<FindingCriterion>> Criteria { get; init; }

    public required FindingUpdate Set { get; init; }

    /// <summary>Tags on the rule; the ownership tag is added.</summary>
    public required IReadOnlyList<SourcedEntry<string>> Tags { get; init; }

    public static Shape<AutomationRulePolicy> Shape { get; } = Shapes.Shape.Object<AutomationRulePolicy>(rule =>
    {
        var name = rule.Required("name", Shapes.Shape.Sourced(Shapes.Shape.Text(Formats.Slug, 200)), "The rule's name", "suppress-dev-noise");
        var description = rule.Required("description", Shapes.Shape.Text(1_024), "What it does and why");
        var order = rule.Required("order", Shapes.Shape.Sourced(Shapes.Shape.Integer(1, 1_000)), "Its place in the order; a later rule overrides an earlier one", 1);
        var enabled = rule.Optional("enabled", Shapes.Shape.Boolean, true, "Whether it is on", () => true);
        var terminal = rule.Optional("terminal", Shapes.Shape.Boolean, false, "Whether no later rule looks at a finding that this one matched", () => false);
        var criteria = rule.Required(
            "criteria", Shapes.Shape.List(FindingCriterion.Shape, minimum: 1), "Which findings: every field that is named must match, of several criteria for one field any");
        var set = rule.Required("set", FindingUpdate.Shape, "What is changed on them");
        var tags = rule.Optional("tags", Shapes.Shape.Map(Formats.TagKey, Shapes.Shape.Text(256)), [], "Tags on the rule; the ownership tag is added");
        return fields => new()
        {
            Name = name.Of(fields),
            Description = description.Of(fields),
            Order = order.Of(fields),
            Enabled = enabled.Of(fields),
            Terminal = terminal.Of(fields),
            Criteria = criteria.Of(fields),
            Set = set.Of(fields),
            Tags = tags.Of(fields),
        };
    });
}

/// <summary>One condition on a finding.</summary>
internal sealed record FindingCriterion
{
    public required string Field { get; init; }

    public required string Comparison { get; init; }

    /// <summary>For fields that are maps; null for the others.</summary>
    public string? Key { get; init; }

    public required string Value { get; init; }

    /// <summary>Fields that hold a text (Security Hub API Reference, AutomationRulesFindingFilters, StringFilter, read 2026-11).</summary>
    public static IReadOnlyList<string> TextFields { get; } =
    [
        "AwsAccountId", "AwsAccountName", "CompanyName", "ComplianceAssociatedStandardsId", "ComplianceSecurityControlId", "ComplianceStatus", "Description",
        "GeneratorId", "Id", "NoteText", "NoteUpdatedBy", "ProductArn", "ProductName", "RecordState", "RelatedFindingsId", "RelatedFindingsProductArn",
        "ResourceApplicationArn", "ResourceApplicationName", "ResourceId", "ResourcePartition", "ResourceRegion", "ResourceType", "SeverityLabel", "SourceUrl", "Title",
        "Type", "VerificationState", "WorkflowStatus",
    ];

    /// <summary>Fields that hold keys with values (the same reference, MapFilter).</summary>
    public static IReadOnlyList<string> MapFields { get; } = ["ResourceDetailsOther", "ResourceTags", "UserDefinedFields"];

    private static readonly string[] s_textComparisons = ["EQUALS", "PREFIX", "NOT_EQUALS", "PREFIX_NOT_EQUALS", "CONTAINS", "NOT_CONTAINS"];
    private static readonly string[] s_mapComparisons = ["EQUALS", "NOT_EQUALS", "CONTAINS", "NOT_CONTAINS"];

    public static Shape<FindingCriterion> Shape { get; } = Shapes.Shape.Object<FindingCriterion>(criterion =>
    {
        var field = criterion.Required("field", Shapes.Shape.Choice([.. TextFields.Concat(MapFields).Select(name => (name, name))]), "The finding's field", "SeverityLabel");
        var comparison = criterion.Optional(
            "comparison", Shapes.Shape.Choice([.. s_textComparisons.Select(name => (name, name))]), "EQUALS", "How it is compared", () => "EQUALS");
        var key = criterion.Optional<string?>("key", Shapes.Shape.Text(128)!, null, "The key, for fields with keys such as ResourceTags");
        var value = criterion.Required("value", Shapes.Shape.Text(512), "What it is compared with", "LOW");
        return fields =>
        {
            var isMap = MapFields.Contains(field.Of(fields));
            if (isMap == key.Of(fields) is not null && (!isMap || s_mapComparisons.Contains(comparison.Of(fields))))
            {
                return new() { Field = field.Of(fields), Comparison = comparison.Of(fields), Key = key.Of(fields), Value = value.Of(fields) };
            }

            fields.Faults.Error(
                fields.Node.Where, "conflicting-properties",
                isMap ? $"\"{field.Of(fields)}\" has keys, and is compared with {string.Join(", ", s_mapComparisons)} only" : $"\"{field.Of(fields)}\" has no keys",
                isMap ? "write \"key\", and one of these comparisons" : "delete \"key\"");
            return null;
        };
    });
}

/// <summary>What an automation rule sets; what is not named stays.</summary>
internal sealed record FindingUpdate
{
    public string? Severity { get; init; }

    public string? Workflow { get; init; }

    public string? Note { get; init; }

    public int? Criticality { get; init; }

    public required IReadOnlyList<SourcedEntry<string>> UserDefinedFields { get; init; }

    public static Shape<FindingUpdate> Shape { get; } = Shapes.Shape.Object<FindingUpdate>(update =>
    {
        var severity = update.Optional<string?>("severity", Words("INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL")!, null, "Severity");
        var workflow = update.Optional<string?>("workflow", Words("NEW", "NOTIFIED", "RESOLVED", "SUPPRESSED")!, null, "Workflow status");
        var note = update.Optional<string?>("note", Shapes.Shape.Text(512)!, null, "A note for people");
        var criticality = update.Optional("criticality", Shapes.Shape.Integer(0, 100).Select(number => (int?)number), null, "How much the resource matters, 0 to 100");
        var own = update.Optional("userDefinedFields", Shapes.Shape.Map(Formats.TagKey, Shapes.Shape.Text(1_024)), [], "Fields of your own");
        return fields =>
        {
            var read = new FindingUpdate
            {
                Severity = severity.Of(fields),
                Workflow = workflow.Of(fields),
                Note = note.Of(fields),
                Criticality = criticality.Of(fields),
                UserDefinedFields = own.Of(fields),
            };
            if (read is not { Severity: null, Workflow: null, Note: null, Criticality: null, UserDefinedFields.Count: 0 })
            {
                return read;
            }

            fields.Faults.Error(fields.Node.Where, "nothing-set", "the rule changes nothing", "name at least one of \"severity\", \"workflow\", \"note\", \"criticality\", \"userDefinedFields\"");
            return null;
        };
    });

    private static Shape<string> Words(params string[] words) => Shapes.Shape.Choice([.. words.Select(word => (word, word))]);
}
