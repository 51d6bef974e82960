using Amazon;
using Amazon.SecurityHub;
using Amazon.SecurityHub.Model;
using Xunit;

namespace SecretScoops.Governance.Sandbox.Tests.SecurityHub;

/// <summary>Findings: who sees them, how they are found, and what people and rules do with them.</summary>
public sealed class FindingTests
{
    [Fact]
    public async Task The_administrator_sees_its_members_findings_and_the_home_region_those_of_linked_ones()
    {
        using var rig = await Watched();
        await rig.Finds(rig.Prod, "here", "HIGH");
        await rig.Finds(rig.Prod, "there", "LOW", RegionEndpoint.EUCentral1);

        Assert.Equal(["here", "there"], await Titles(rig.As(rig.Security), new()));
        Assert.Equal(["there"], await Titles(rig.As(rig.Security, RegionEndpoint.EUCentral1), new()));
        Assert.Equal(["here"], await Titles(rig.As(rig.Prod), new()));
    }

    [Fact]
    public async Task Filters_are_joined_by_and_over_fields_by_or_within_one_and_not_always_counts()
    {
        using var rig = await Watched();
        await rig.Finds(rig.Prod, "public bucket", "HIGH");
        await rig.Finds(rig.Prod, "old key", "LOW");
        await rig.Finds(rig.Prod, "open port", "CRITICAL");

        Assert.Equal(["open port", "public bucket"], await Titles(rig.As(rig.Security), new()
        {
            SeverityLabel = [Is("HIGH"), Is("CRITICAL")],
            AwsAccountId = [Is(rig.Prod)],
            ResourceTags = [new() { Key = "stage", Value = "prod", Comparison = MapFilterComparison.EQUALS }],
        }));
        Assert.Equal(["old key"], await Titles(rig.As(rig.Security), new() { Title = [new() { Value = "p", Comparison = StringFilterComparison.PREFIX_NOT_EQUALS }, new() { Value = "open", Comparison = StringFilterComparison.PREFIX_NOT_EQUALS }] }));
        Assert.Empty(await Titles(rig.As(rig.Security), new() { RecordState = [Is("ARCHIVED")] }));
    }

    [Fact]
    public async Task What_people_wrote_on_a_finding_stays_when_it_comes_again()
    {
        using var rig = await Watched();
        var finding = await rig.Finds(rig.Prod, "public bucket", "HIGH");
        var answer = await rig.As(rig.Security).BatchUpdateFindingsAsync(
            new()
            {
                FindingIdentifiers = [new() { Id = finding.Id, ProductArn = finding.ProductArn }, new() { Id = "no such", ProductArn = finding.ProductArn }],
                Workflow = new() { Status = WorkflowStatus.NOTIFIED },
                Note = new() { Text = "seen", UpdatedBy = "somebody" },
            },
            TestCloud.Cancel);

        await rig.Finds(rig.Prod, "public bucket", "CRITICAL", updated: "2026-11-24T12:00:01Z");
        // Taken, and ignored: it is no later than what is there.
        await rig.Finds(rig.Prod, "public bucket", "LOW", updated: "2026-11-24T12:00:01Z");

        Assert.Equal("FindingNotFound", Assert.Single(answer.UnprocessedFindings).ErrorCode);
        var seen = (await rig.As(rig.Prod).GetFindingsAsync(new(), TestCloud.Cancel)).Findings.Single();
        Assert.Equal((WorkflowStatus.NOTIFIED, "seen", SeverityLabel.CRITICAL), (seen.Workflow.Status, seen.Note.Text, seen.Severity.Label));
    }

    [Fact]
    public async Task A_finding_that_is_archived_is_so_until_its_provider_calls_it_active_and_is_new_then()
    {
        using var rig = await Watched();
        var finding = await rig.Finds(rig.Prod, "public bucket", "HIGH");
        await rig.As(rig.Security).BatchUpdateFindingsAsync(
            new() { FindingIdentifiers = [new() { Id = finding.Id, ProductArn = finding.ProductArn }], Workflow = new() { Status = WorkflowStatus.NOTIFIED } }, TestCloud.Cancel);

        await Again(RecordState.ARCHIVED, "2026-11-25T12:00:00Z");
        Assert.Equal((RecordState.ARCHIVED, WorkflowStatus.NOTIFIED), await Seen());
        await Again(null, "2026-11-25T12:00:01Z");
        Assert.Equal((RecordState.ARCHIVED, WorkflowStatus.NOTIFIED), await Seen());
        await Again(RecordState.ACTIVE, "2026-11-25T12:00:02Z");
        Assert.Equal((RecordState.ACTIVE, WorkflowStatus.NEW), await Seen());

        async Task Again(RecordState? state, string updated)
        {
            (finding.RecordState, finding.UpdatedAt) = (state, updated);
            await rig.As(rig.Prod).BatchImportFindingsAsync(new() { Findings = [finding] }, TestCloud.Cancel);
        }

        async Task<(RecordState, WorkflowStatus)> Seen()
        {
            var seen = (await rig.As(rig.Prod).GetFindingsAsync(new(), TestCloud.Cancel)).Findings.Single();
            return (seen.RecordState, seen.Workflow.Status);
        }
    }

    [Fact]
    public async Task Rules_of_the_administrator_change_new_findings_in_their_order()
    {
        using var rig = await Watched();
        var administrator = rig.As(rig.Security);
        await Rule(administrator, 2, "raise", new() { Title = [Is("public bucket")] }, new() { Severity = new() { Label = SeverityLabel.CRITICAL } });
        var arn = await Rule(administrator, 1, "suppress", new() { AwsAccountName = [Is("prod")] }, new() { Workflow = new() { Status = WorkflowStatus.SUPPRESSED } });

        await rig.Finds(rig.Prod, "public bucket", "LOW", RegionEndpoint.EUCentral1);
        var deleted = await administrator.BatchDeleteAutomationRulesAsync(new() { AutomationRulesArns = [arn, arn + "0"] }, TestCloud.Cancel);

        var seen = (await administrator.GetFindingsAsync(new(), TestCloud.Cancel)).Findings.Single();
        Assert.Equal((SeverityLabel.CRITICAL, WorkflowStatus.SUPPRESSED), (seen.Severity.Label, seen.Workflow.Status));
        Assert.Single(deleted.UnprocessedAutomationRules);
        await Assert.ThrowsAsync<AccessDeniedException>(() => rig.As(rig.Prod).ListAutomationRulesAsync(new(), TestCloud.Cancel));
    }

    private static StringFilter Is(string value) => new() { Value = value, Comparison = StringFilterComparison.EQUALS };

    private static async Task<string> Rule(IAmazonSecurityHub hub, int order, string name, AutomationRulesFindingFilters criteria, AutomationRulesFindingFieldsUpdate update) => (await hub.CreateAutomationRuleAsync(
        new() { RuleName = name, Description = name, RuleOrder = order, Criteria = criteria, Actions = [new() { Type = AutomationRulesActionType.FINDING_FIELDS_UPDATE, FindingFieldsUpdate = update }] },
        TestCloud.Cancel)).RuleArn;

    private static async Task<HubRig> Watched()
    {
        var rig = await HubRig.Administered();
        foreach (var region in (RegionEndpoint[])[RegionEndpoint.EUWest1, RegionEndpoint.EUCentral1])
        {
            await rig.As(rig.Security, region).CreateMembersAsync(new() { AccountDetails = [new() { AccountId = rig.Prod }] }, TestCloud.Cancel);
        }

        return rig;
    }

    private static async Task<List<string>> Titles(IAmazonSecurityHub hub, AwsSecurityFindingFilters filters) =>
        [.. (await hub.GetFindingsAsync(new() { Filters = filters }, TestCloud.Cancel)).Findings.Select(each => each.Title).Order(StringComparer.Ordinal)];
}
