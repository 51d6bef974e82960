using System.Text.Json.Nodes;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.SecurityHub;

namespace SecretScoops.Governance.Sandbox.SecurityHub;

/// <summary>Rules that change new findings.</summary>
internal sealed partial class SecurityHubSandbox
{
    // User Guide, "Quotas": automation rules per administrator account, read 2026-11.
    private const int MostRules = 100;

    /// <remarks>Names may repeat. Members have none, and with cross-region aggregation only the home region has (User Guide, "Understanding automation rules", read 2026-11).</remarks>
    public override CreateAutomationRuleResponse CreateAutomationRule(CreateAutomationRuleRequest request, Call call)
    {
        var hub = ForRules(call);
        if (hub.Rules.Count >= MostRules)
        {
            throw new LimitExceededException("You have reached the maximum number of automation rules");
        }

        var rule = new StoredAutomationRule
        {
            Id = world.Ids.Uuid(),
            Name = request.RuleName!,
            Description = request.Description!,
            Order = request.RuleOrder!.Value,
            Status = request.RuleStatus ?? "ENABLED",
            Terminal = request.IsTerminal ?? false,
            Criteria = StoredShapes.Keep(request.Criteria!),
            Actions = request.Actions!.ConvertAll(StoredShapes.Keep),
            CreatedBy = call.PrincipalArn,
            CreatedAt = world.Now,
            UpdatedAt = world.Now,
        };
        Set(rule.Tags, request.Tags ?? []);
        hub.Rules.Add(rule);
        return new CreateAutomationRuleResponse { RuleArn = RuleArn(rule, call) };
    }

    public override BatchGetAutomationRulesResponse BatchGetAutomationRules(BatchGetAutomationRulesRequest request, Call call)
    {
        var hub = ForRules(call);
        return new BatchGetAutomationRulesResponse
        {
            Rules = [.. hub.Rules.Where(each => request.AutomationRulesArns!.Contains(RuleArn(each, call))).Select(each => Shown(each, call))],
            UnprocessedAutomationRules = Unknown(hub, request.AutomationRulesArns!, call),
        };
    }

    public override ListAutomationRulesResponse ListAutomationRules(ListAutomationRulesRequest request, Call call)
    {
        var (page, next) = pages.Cut(ForRules(call).Rules.OrderBy(each => each.Order), request.MaxResults, request.NextToken);
        return new ListAutomationRulesResponse
        {
            AutomationRulesMetadata =
            [
                .. page.Select(each => new AutomationRulesMetadata
                {
                    RuleArn = RuleArn(each, call), RuleName = each.Name, RuleOrder = each.Order, RuleStatus = each.Status, Description = each.Description,
                    IsTerminal = each.Terminal, CreatedAt = each.CreatedAt, UpdatedAt = each.UpdatedAt, CreatedBy = each.CreatedBy,
                }),
            ],
            NextToken = next,
        };
    }

    public override BatchUpdateAutomationRulesResponse BatchUpdateAutomationRules(BatchUpdateAutomationRulesRequest request, Call call)
    {
        var hub = ForRules(call);
        var arns = request.UpdateAutomationRulesRequestItems!.ConvertAll(each => each.RuleArn!);
        foreach (var item in request.UpdateAutomationRulesRequestItems)
        {
            if (hub.Rules.Find(each => RuleArn(each, call) == item.RuleArn) is { } rule)
            {
                rule.Name = item.RuleName ?? rule.Name;
                rule.Description = item.Description ?? rule.Description;
                rule.Order = item.RuleOrder ?? rule.Order;
                rule.Status = item.RuleStatus ?? rule.Status;
                rule.Terminal = item.IsTerminal ?? rule.Terminal;
                rule.Criteria = item.Criteria is { } criteria ? StoredShapes.Keep(criteria) : rule.Criteria;
                rule.Actions = item.Actions?.ConvertAll(StoredShapes.Keep) ?? rule.Actions;
                rule.UpdatedAt = world.Now;
            }
        }

        var unknown = Unknown(hub, arns, call);
        return new BatchUpdateAutomationRulesResponse { ProcessedAutomationRules = [.. arns.Except(unknown.Select(each => each.RuleArn!))], UnprocessedAutomationRules = unknown };
    }

    public override BatchDeleteAutomationRulesResponse BatchDeleteAutomationRules(BatchDeleteAutomationRulesRequest request, Call call)
    {
        var hub = ForRules(call);
        var unknown = Unknown(hub, request.AutomationRulesArns!, call);
        hub.Rules.RemoveAll(each => request.AutomationRulesArns!.Contains(RuleArn(each, call)));
        return new BatchDeleteAutomationRulesResponse
        {
            ProcessedAutomationRules = [.. request.AutomationRulesArns!.Except(unknown.Select(each => each.RuleArn!))], UnprocessedAutomationRules = unknown,
        };
    }

    private static string RuleArn(StoredAutomationRule rule, Call call) => $"arn:aws:securityhub:{call.Region}:{call.AccountId}:automation-rule/{rule.Id}";

    private static AutomationRulesConfig Shown(StoredAutomationRule rule, Call call) => new()
    {
        RuleArn = RuleArn(rule, call),
        RuleName = rule.Name,
        RuleOrder = rule.Order,
        RuleStatus = rule.Status,
        Description = rule.Description,
        IsTerminal = rule.Terminal,
        Criteria = StoredShapes.Take<AutomationRulesFindingFilters>(rule.Criteria),
        Actions = rule.Actions.ConvertAll(StoredShapes.Take<AutomationRulesAction>),
        CreatedAt = rule.CreatedAt,
        UpdatedAt = rule.UpdatedAt,
        CreatedBy = rule.CreatedBy,
    };

    private static List<UnprocessedAutomationRule> Unknown(StoredSecurityHub hub, List<string> arns, Call call) =>
    [
        .. arns.Where(arn => !hub.Rules.Exists(each => RuleArn(each, call) == arn))
            .Select(arn => new UnprocessedAutomationRule { RuleArn = arn, ErrorCode = 404, ErrorMessage = "Automation rule not found" }),
    ];

    private StoredSecurityHub ForRules(Call call)
    {
        var hub = Hub(call);
        if (AdministratorOf(call.AccountId, call.Region) is not null)
        {
            throw new AccessDeniedException("Automation rules are managed by the Security Hub administrator account");
        }

        return HomeOf(call.AccountId) is { } home && home != call.Region && Linked(call.AccountId, home).Contains(call.Region)
            ? throw new AccessDeniedException("Automation rules are managed in the home Region")
            : hub;
    }

    /// <summary>A finding as the rules in force leave it.</summary>
    private void RunRules(JsonObject finding, string accountId, string region)
    {
        var owner = AdministratorOf(accountId, region) ?? accountId;
        var place = HomeOf(owner) is { } home && Linked(owner, home).Contains(region) ? home : region;
        foreach (var rule in (Find(owner, place)?.Rules ?? []).Where(each => each.Status == "ENABLED").OrderBy(each => each.Order))
        {
            if (!FindingFilter.Matches(finding, JsonNode.Parse(rule.Criteria)!.AsObject()))
            {
                continue;
            }

            foreach (var action in rule.Actions)
            {
                FindingEdit.Apply(finding, JsonNode.Parse(action)!["FindingFieldsUpdate"]?.AsObject() ?? [], world.Now);
            }

            if (rule.Terminal)
            {
                return;
            }
        }
    }
}
