using Amazon.SecurityHub;
using Amazon.SecurityHub.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using Resource = SecretScoops.Governance.Baseline.Engine.Resource;

namespace SecretScoops.Governance.Baseline.Resources.AutomationRules;

/// <summary>The calls of <see cref="AutomationRuleKind"/>, made by the administrator. AWS lets names repeat and has no client token: before a rule is made, it is looked for.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class AutomationRulesAws(AutomationRuleKind kind) : ScopedThing<AutomationRuleAttributes>(kind, Places.Regions)
{
    // BatchGetAutomationRules takes at most 100 (API Reference, read 2026-11).
    private const int LargestBatch = 100;

    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions =>
        ["securityhub:DescribeOrganizationConfiguration", "securityhub:ListAutomationRules", "securityhub:BatchGetAutomationRules", SecurityHubTags.ReadPermission];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions =>
        ["securityhub:CreateAutomationRule", "securityhub:BatchUpdateAutomationRules", "securityhub:BatchDeleteAutomationRules", .. SecurityHubTags.WritePermissions];

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Scope>> ScopesAsync(AwsWorld world, CancellationToken cancel) => SecurityHubSetup.Of(world.Policies) is { } setup
        ? [.. (await base.ScopesAsync(world, cancel)).Where(scope => scope.Account == setup.Administrator && AutomationRuleKind.RegionsRead(setup).Contains(scope.Region!))]
        : [];

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Resource>> ReadInAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel) =>
        await SecurityHubReading.SharedOrganizationAsync(scope, session, world, cancel) is null
            // No administrator yet, or no more: as a member of another it may not even list.
            ? []
            : await SeenAsync(scope, session, world, cancel);

    /// <summary>Where a rule was just made, there is an administrator, whatever this run saw at first.</summary>
    protected override async Task<Resource?> ReadOneAsync(Address address, AwsSession session, AwsWorld world, CancellationToken cancel) =>
        (await SeenAsync(address.Within!.Value, session, world, cancel)).Find(rule => rule.Address == address);

    private async Task<List<Resource>> SeenAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        var arns = (await ListAsync(session, cancel)).Select(each => each.RuleArn);
        var rules = await Paged.EachAsync([.. arns.Chunk(LargestBatch)], async (batch, stop) =>
            (await session.SecurityHub.BatchGetAutomationRulesAsync(new() { AutomationRulesArns = [.. batch] }, stop)).Rules ?? [], cancel);
        return await Paged.EachAsync([.. rules.SelectMany(each => each)], async (rule, stop) =>
        {
            world.Ids.Learn(scope.Address(kind.Name, rule.RuleName), rule.RuleArn);
            return Seen(scope, rule, await SecurityHubTags.ReadAsync(session, rule.RuleArn, stop), world);
        }, cancel);
    }

    /// <inheritdoc/>
    protected override async Task CreateAsync(Address address, AutomationRuleAttributes desired, Step step, AwsWorld world, CancellationToken cancel)
    {
        var session = world.SessionOf(address);
        if ((await ListAsync(session, cancel)).Find(each => each.RuleName == address.Name) is { } made)
        {
            // By a call whose answer was lost; the read-back decides whether it is as it should be.
            world.Ids.Learn(address, made.RuleArn);
            return;
        }

        var created = await session.SecurityHub.CreateAutomationRuleAsync(
            new()
            {
                RuleName = address.Name,
                Description = desired.Description,
                RuleOrder = desired.Order,
                RuleStatus = Status(desired.Enabled),
                IsTerminal = desired.Terminal,
                Criteria = FindingCriteria.Write(desired.Criteria),
                Actions = [Action(desired.Set, world)],
                Tags = new(desired.Tags),
            },
            cancel);
        world.Ids.Learn(address, created.RuleArn);
    }

    /// <inheritdoc/>
    protected override async Task UpdateAsync(Address address, AutomationRuleAttributes observed, AutomationRuleAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var (session, arn) = (world.SessionOf(address), world.Ids.Of(address));
        var answer = await session.SecurityHub.BatchUpdateAutomationRulesAsync(
            new()
            {
                UpdateAutomationRulesRequestItems =
                [
                    new()
                    {
                        RuleArn = arn,
                        Description = desired.Description,
                        RuleOrder = desired.Order,
                        RuleStatus = Status(desired.Enabled),
                        IsTerminal = desired.Terminal,
                        Criteria = FindingCriteria.Write(desired.Criteria),
                        Actions = [Action(desired.Set, world)],
                    },
                ],
            },
            cancel);
        Require(address, answer.UnprocessedAutomationRules);
        await SecurityHubTags.UpdateAsync(session, arn, observed.Tags, desired.Tags, cancel);
    }

    /// <inheritdoc/>
    protected override async Task DeleteAsync(Address address, AutomationRuleAttributes observed, AwsWorld world, CancellationToken cancel)
    {
        var answer = await world.SessionOf(address).SecurityHub.BatchDeleteAutomationRulesAsync(new() { AutomationRulesArns = [world.Ids.Of(address)] }, cancel);

        // One that is not found is gone already.
        Require(address, answer.UnprocessedAutomationRules?.FindAll(each => each.ErrorCode != 404));
    }

    private static RuleStatus Status(bool enabled) => enabled ? RuleStatus.ENABLED : RuleStatus.DISABLED;

    private static AutomationRulesAction Action(SetAttributes set, AwsWorld world) => new()
    {
        Type = AutomationRulesActionType.FINDING_FIELDS_UPDATE,
        FindingFieldsUpdate = new()
        {
            Severity = set.Severity is { } severity ? new() { Label = SeverityLabel.FindValue(severity) } : null,
            Workflow = set.Workflow is { } workflow ? new() { Status = WorkflowStatus.FindValue(workflow) } : null,
            Note = set.Note is { } note ? new() { Text = note, UpdatedBy = world.LandingZone.ManagedBy } : null,
            Criticality = set.Criticality,
            UserDefinedFields = set.UserDefinedFields is { } own ? new(own) : null,
        },
    };

    private static SetAttributes SetOf(List<AutomationRulesAction> actions)
    {
        var update = actions.Count == 0 ? null : actions[0].FindingFieldsUpdate;
        return new()
        {
            Severity = update?.Severity?.Label?.Value,
            Workflow = update?.Workflow?.Status?.Value,
            Note = update?.Note?.Text,
            Criticality = update?.Criticality,
            UserDefinedFields = update?.UserDefinedFields is { Count: > 0 } own ? new(own, StringComparer.Ordinal) : null,
            More = actions.Count > 1 || update is { Confidence: not null } or { VerificationState: not null } or { Types.Count: > 0 } or { RelatedFindings.Count: > 0 } ? true : null,
        };
    }

    private static Task<List<AutomationRulesMetadata>> ListAsync(AwsSession session, CancellationToken cancel) => Paged.AllAsync<AutomationRulesMetadata>(async token =>
    {
        var page = await session.SecurityHub.ListAutomationRulesAsync(new() { MaxResults = 100, NextToken = token }, cancel);
        return (page.AutomationRulesMetadata, page.NextToken);
    });

    private static void Require(Address address, List<UnprocessedAutomationRule>? unprocessed)
    {
        if (unprocessed is { Count: > 0 })
        {
            throw new FaultException(new()
            {
                Code = "partial-failure",
                What = $"AWS did not process the rule: {unprocessed[0].ErrorMessage}",
                Where = new(address.ToString()),
                Remedy = "mend what AWS names and run the command again",
            });
        }
    }

    private Resource Seen(Scope scope, AutomationRulesConfig rule, SortedDictionary<string, string> tags, AwsWorld world) => kind.Of(
        scope.Address(kind.Name, rule.RuleName),
        new()
        {
            Description = rule.Description,
            Order = rule.RuleOrder ?? 0,
            Enabled = rule.RuleStatus == RuleStatus.ENABLED,
            Terminal = rule.IsTerminal == true,
            Criteria = FindingCriteria.Read(rule.Criteria),
            Set = SetOf(rule.Actions ?? []),
            Tags = tags,
            Hub = new(SecurityHubSetup.HubAt(scope.Account, scope.Region!)),
        },
        world.IsOurs(tags));
}
