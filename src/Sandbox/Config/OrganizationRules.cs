using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Config;

namespace SecretScoops.Governance.Sandbox.Config;

/// <summary>Rules that an administrator deploys to every account of the organization, its own included.</summary>
internal sealed partial class ConfigSandbox
{
    public override PutOrganizationConfigRuleResponse PutOrganizationConfigRule(PutOrganizationConfigRuleRequest request, Call call)
    {
        var organization = ForOrganization(call);
        var (config, name, content) = (Config(call), request.OrganizationConfigRuleName!, RuleContents.Of(request));
        EnableAccess(organization, call, MultiAccountSetup);
        var present = config.OrganizationRules.Find(each => each.Name == name);
        if (present?.Deployment.Waiting is not null)
        {
            throw new ResourceInUseException($"The organization config rule {name} is in progress. Try your request again later.");
        }

        if (present is null)
        {
            if (config.OrganizationRules.Count >= MostRules)
            {
                throw new MaxNumberOfOrganizationConfigRulesExceededException("You have reached the limit of the number of organization Config rules you can create.");
            }

            present = new StoredOrganizationRule
            {
                Name = name,
                Arn = Arn(call.Region, call.AccountId, $"organization-config-rule/{name}-{world.Ids.Letters(8)}"),
                Content = content,
                Deployment = new StoredDeployment { Doing = "CREATE" },
            };
            config.OrganizationRules.Add(present);
        }
        else
        {
            present.Deployment.Doing = "UPDATE";
        }

        (present.Content, present.ExcludedAccounts) = (content, request.ExcludedAccounts ?? []);
        (present.Deployment.Waiting, present.Deployment.UpdatedAt) = (world.Begin(), world.Now);
        return new PutOrganizationConfigRuleResponse { OrganizationConfigRuleArn = present.Arn };
    }

    public override DeleteOrganizationConfigRuleResponse DeleteOrganizationConfigRule(DeleteOrganizationConfigRuleRequest request, Call call)
    {
        var rule = OrganizationRule(request.OrganizationConfigRuleName!, call);
        if (rule.Deployment.Waiting is not null)
        {
            throw new ResourceInUseException($"The organization config rule {rule.Name} is in progress. Try your request again later.");
        }

        (rule.Deployment.Doing, rule.Deployment.Waiting, rule.Deployment.UpdatedAt) = ("DELETE", world.Begin(), world.Now);
        return new DeleteOrganizationConfigRuleResponse();
    }

    public override DescribeOrganizationConfigRulesResponse DescribeOrganizationConfigRules(DescribeOrganizationConfigRulesRequest request, Call call)
    {
        var (rules, next) = Listed(OrganizationRules(request.OrganizationConfigRuleNames, call), request.OrganizationConfigRuleNames, request.Limit, request.NextToken);
        return new DescribeOrganizationConfigRulesResponse { OrganizationConfigRules = [.. rules.Select(Shown)], NextToken = next };
    }

    public override DescribeOrganizationConfigRuleStatusesResponse DescribeOrganizationConfigRuleStatuses(DescribeOrganizationConfigRuleStatusesRequest request, Call call)
    {
        var (rules, next) = Listed(OrganizationRules(request.OrganizationConfigRuleNames, call), request.OrganizationConfigRuleNames, request.Limit, request.NextToken);
        return new DescribeOrganizationConfigRuleStatusesResponse
        {
            OrganizationConfigRuleStatuses =
            [
                .. rules.Select(each => new OrganizationConfigRuleStatus
                {
                    OrganizationConfigRuleName = each.Name,
                    OrganizationRuleStatus = Deployments.Status(each.Deployment),
                    ErrorCode = Deployments.FirstFailure(each.Deployment)?.ErrorCode,
                    ErrorMessage = Deployments.FirstFailure(each.Deployment)?.ErrorMessage,
                    LastUpdateTime = each.Deployment.UpdatedAt,
                }),
            ],
            NextToken = next,
        };
    }

    public override GetOrganizationConfigRuleDetailedStatusResponse GetOrganizationConfigRuleDetailedStatus(GetOrganizationConfigRuleDetailedStatusRequest request, Call call)
    {
        var rule = OrganizationRule(request.OrganizationConfigRuleName!, call);
        var all = rule.Deployment.Members
            .Select(each => new MemberAccountStatus
            {
                AccountId = each.Key,
                ConfigRuleName = each.Value.Name,
                MemberAccountRuleStatus = Deployments.Status(rule.Deployment, each.Value),
                ErrorCode = each.Value.ErrorCode,
                ErrorMessage = each.Value.ErrorMessage,
                LastUpdateTime = each.Value.UpdatedAt,
            })
            .Where(each => request.Filters?.AccountId is not { } account || each.AccountId == account)
            .Where(each => request.Filters?.MemberAccountRuleStatus is not { } status || each.MemberAccountRuleStatus == status);
        var (members, next) = wide.Cut(all, request.Limit, request.NextToken);
        return new GetOrganizationConfigRuleDetailedStatusResponse { OrganizationConfigRuleDetailedStatus = members, NextToken = next };
    }

    public override GetOrganizationCustomRulePolicyResponse GetOrganizationCustomRulePolicy(GetOrganizationCustomRulePolicyRequest request, Call call) =>
        new() { PolicyText = OrganizationRule(request.OrganizationConfigRuleName!, call).Content.PolicyText };

    private List<StoredOrganizationRule> OrganizationRules(List<string>? names, Call call)
    {
        _ = ForOrganization(call);
        return names is { Count: > 0 } ? [.. names.Select(name => OrganizationRule(name, call))] : Config(call).OrganizationRules;
    }

    private StoredOrganizationRule OrganizationRule(string name, Call call)
    {
        _ = ForOrganization(call);
        return Config(call).OrganizationRules.Find(each => each.Name == name)
            ?? throw new NoSuchOrganizationConfigRuleException($"The Config rule '{name}' in the request is not valid. The rule is not an organization Config Process Check rule.");
    }

    /// <summary>Ends what is over, and brings rules to accounts that joined since. True where anything changed.</summary>
    private bool SettleRules(string region, StoredConfig config, bool isRead)
    {
        var settled = false;
        foreach (var rule in config.OrganizationRules.ToList())
        {
            var ends = rule.Deployment.Waiting is { } waiting && world.IsOver(waiting, isRead);
            if (rule.Deployment.Waiting is not null && !ends)
            {
                continue;
            }

            rule.Deployment.Waiting = null;
            if (rule.Deployment.Doing == "DELETE")
            {
                foreach (var member in rule.Deployment.Members)
                {
                    RemoveRule(member.Key, region, member.Value.Name);
                }

                config.OrganizationRules.Remove(rule);
                settled = true;
                continue;
            }

            settled |= Deployments.Bring(
                world, rule.Deployment, rule.ExcludedAccounts, region, ends,
                (account, member) => Deploy(account, region, rule, member),
                (account, member) => RemoveRule(account, region, member.Name));
        }

        return settled;
    }

    private void Deploy(string accountId, string region, StoredOrganizationRule rule, StoredMemberStatus member)
    {
        var config = Config(accountId, region);
        if (config.Rules.Find(each => each.Name == member.Name) is { } present)
        {
            present.Content = rule.Content;
        }
        else
        {
            member.Name = $"OrgConfigRule-{rule.Name}-{world.Ids.Letters(8)}";
            Add(config, accountId, region, member.Name, rule.Content, MultiAccountSetup);
        }
    }

    private void RemoveRule(string accountId, string region, string name) => world.State.Accounts.Find(each => each.Id == accountId)?.Regions.GetValueOrDefault(region)?.Config?.Rules.RemoveAll(each => each.Name == name);

    private static OrganizationConfigRule Shown(StoredOrganizationRule rule)
    {
        var (content, shown) = (rule.Content, new OrganizationConfigRule
        {
            OrganizationConfigRuleName = rule.Name,
            OrganizationConfigRuleArn = rule.Arn,
            ExcludedAccounts = rule.ExcludedAccounts.Count > 0 ? rule.ExcludedAccounts : null,
            LastUpdateTime = rule.Deployment.UpdatedAt,
        });
        List<string>? types = content.ResourceTypes.Count > 0 ? content.ResourceTypes : null;
        switch (content.Owner)
        {
            case "AWS":
                shown.OrganizationManagedRuleMetadata = new()
                {
                    RuleIdentifier = content.Identifier,
                    Description = content.Description,
                    InputParameters = content.Parameters,
                    MaximumExecutionFrequency = content.Frequency,
                    ResourceTypesScope = types,
                    ResourceIdScope = content.ResourceId,
                    TagKeyScope = content.TagKey,
                    TagValueScope = content.TagValue,
                };
                break;
            case "CUSTOM_LAMBDA":
                shown.OrganizationCustomRuleMetadata = new()
                {
                    LambdaFunctionArn = content.Identifier,
                    Description = content.Description,
                    OrganizationConfigRuleTriggerTypes = content.Triggers,
                    InputParameters = content.Parameters,
                    MaximumExecutionFrequency = content.Frequency,
                    ResourceTypesScope = types,
                    ResourceIdScope = content.ResourceId,
                    TagKeyScope = content.TagKey,
                    TagValueScope = content.TagValue,
                };
                break;
            default:
                shown.OrganizationCustomPolicyRuleMetadata = new()
                {
                    Description = content.Description,
                    OrganizationConfigRuleTriggerTypes = content.Triggers,
                    InputParameters = content.Parameters,
                    MaximumExecutionFrequency = content.Frequency,
                    ResourceTypesScope = types,
                    ResourceIdScope = content.ResourceId,
                    TagKeyScope = content.TagKey,
                    TagValueScope = content.TagValue,
                    PolicyRuntime = content.PolicyRuntime,
                };
                break;
        }

        return shown;
    }
}
