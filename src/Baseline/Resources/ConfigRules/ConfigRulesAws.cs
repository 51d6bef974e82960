using Amazon.ConfigService;
using Amazon.ConfigService.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using Scope = SecretScoops.Governance.Addresses.Scope;

namespace SecretScoops.Governance.Baseline.Resources.ConfigRules;

/// <summary>
/// The calls of <see cref="ConfigRuleKind"/>. A rule is put whole, and followed until every account has it; two listings in each region read all rules and what became of them.
/// Names are unique, so a repeated put changes nothing.
/// </summary>
/// <param name="kind">The pure half.</param>
internal sealed class ConfigRulesAws(ConfigRuleKind kind) : ScopedThing<ConfigRuleAttributes>(kind, Places.Regions)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions =>
    [
        "config:DescribeOrganizationConfigRules", "config:DescribeOrganizationConfigRuleStatuses", "config:GetOrganizationCustomRulePolicy", .. ConfigAccess.ReadPermissions,
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions =>
    [
        "config:PutOrganizationConfigRule", "config:DeleteOrganizationConfigRule", "config:GetOrganizationConfigRuleDetailedStatus",
        Need.LinkedRole("config-multiaccountsetup.amazonaws.com", "config:PutOrganizationConfigRule"),
        new("iam:GetRole", "arn:{partition}:iam::{account}:role/aws-service-role/config-multiaccountsetup.amazonaws.com/*", "config:PutOrganizationConfigRule"), new("organizations:EnableAWSServiceAccess", For: "config:PutOrganizationConfigRule"),
    ];

    /// <inheritdoc/>
    protected override Task<IReadOnlyList<Scope>> ScopesAsync(AwsWorld world, CancellationToken cancel) => ConfigAccess.ScopesAsync(world, ConfigReach.MultiAccountSetup, cancel);

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Resource>> ReadInAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        var rules = await Paged.AllAsync(async token =>
        {
            var page = await session.Config.DescribeOrganizationConfigRulesAsync(new() { NextToken = token }, cancel);
            return (page.OrganizationConfigRules, page.NextToken);
        });
        var statuses = rules.Count == 0 ? [] : (await Paged.AllAsync(async token =>
        {
            var page = await session.Config.DescribeOrganizationConfigRuleStatusesAsync(new() { NextToken = token }, cancel);
            return (page.OrganizationConfigRuleStatuses, page.NextToken);
        })).ToDictionary(s => s.OrganizationConfigRuleName, s => s.OrganizationRuleStatus?.Value, StringComparer.Ordinal);
        return await Paged.EachAsync(rules, (rule, stop) => SeenAsync(scope, session, rule, statuses.GetValueOrDefault(rule.OrganizationConfigRuleName), world, stop), cancel);
    }

    /// <inheritdoc/>
    protected override async Task<Resource?> ReadOneAsync(Address address, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        try
        {
            var rule = (await session.Config.DescribeOrganizationConfigRulesAsync(new() { OrganizationConfigRuleNames = [address.Name] }, cancel)).OrganizationConfigRules?.FirstOrDefault();
            var status = rule is null ? null : (await RuleDeployment.StatusAsync(session, address.Name, cancel))?.OrganizationRuleStatus?.Value;
            return rule is null ? null : await SeenAsync(address.Within!.Value, session, rule, status, world, cancel);
        }
        catch (NoSuchOrganizationConfigRuleException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    protected override Task CreateAsync(Address address, ConfigRuleAttributes desired, Step step, AwsWorld world, CancellationToken cancel) => PutAsync(address, desired, world, cancel);

    /// <inheritdoc/>
    protected override Task UpdateAsync(Address address, ConfigRuleAttributes observed, ConfigRuleAttributes desired, AwsWorld world, CancellationToken cancel) => PutAsync(address, desired, world, cancel);

    /// <inheritdoc/>
    protected override async Task DeleteAsync(Address address, ConfigRuleAttributes observed, AwsWorld world, CancellationToken cancel)
    {
        var deployment = new RuleDeployment(address, world);
        await deployment.DoAsync(session => session.Config.DeleteOrganizationConfigRuleAsync(new() { OrganizationConfigRuleName = address.Name }, cancel), cancel);
        await deployment.FollowAsync("deleting", cancel);
    }

    private static async Task PutAsync(Address address, ConfigRuleAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var deployment = new RuleDeployment(address, world);
        await deployment.DoAsync(session => session.Config.PutOrganizationConfigRuleAsync(Request(address, desired, world), cancel), cancel);
        await deployment.FollowAsync("deploying", cancel);
    }

    private static PutOrganizationConfigRuleRequest Request(Address address, ConfigRuleAttributes desired, AwsWorld world)
    {
        var request = new PutOrganizationConfigRuleRequest
        {
            OrganizationConfigRuleName = address.Name,
            ExcludedAccounts = desired.ExcludedAccounts.Count > 0 ? [.. desired.ExcludedAccounts.Select(a => world.Ids.Of(a.To))] : null,
        };
        var (parameters, frequency) = (RuleParameters.Write(desired.Parameters), desired.Frequency is { } often ? MaximumExecutionFrequency.FindValue(often) : null);
        List<string>? types = desired.ResourceTypes.Count > 0 ? [.. desired.ResourceTypes] : null;
        if (desired.Managed is { } identifier)
        {
            request.OrganizationManagedRuleMetadata = new()
            {
                Description = desired.Description,
                RuleIdentifier = identifier,
                InputParameters = parameters,
                MaximumExecutionFrequency = frequency,
                ResourceTypesScope = types,
            };
        }
        else if (desired.Guard is { } policy)
        {
            request.OrganizationCustomPolicyRuleMetadata = new()
            {
                Description = desired.Description,
                PolicyRuntime = "guard-2.x.x",
                PolicyText = policy,
                OrganizationConfigRuleTriggerTypes = [.. desired.Triggers ?? []],
                InputParameters = parameters,
                ResourceTypesScope = types,
            };
        }
        else
        {
            request.OrganizationCustomRuleMetadata = new()
            {
                Description = desired.Description,
                LambdaFunctionArn = FunctionArn(desired.Function!, address, world),
                OrganizationConfigRuleTriggerTypes = [.. desired.Triggers ?? []],
                InputParameters = parameters,
                MaximumExecutionFrequency = frequency,
                ResourceTypesScope = types,
            };
        }

        return request;
    }

    private static string FunctionArn(string function, Address rule, AwsWorld world) => function.StartsWith("arn:", StringComparison.Ordinal)
        ? function
        : $"arn:{world.Session.Partition}:lambda:{rule.Region}:{world.AccountId(rule.Account!)}:function:{function}";

    private async Task<Resource> SeenAsync(Scope scope, AwsSession session, OrganizationConfigRule rule, string? status, AwsWorld world, CancellationToken cancel)
    {
        var owned = rule.OrganizationConfigRuleName.StartsWith(world.LandingZone.NamePrefix, StringComparison.Ordinal);
        var address = scope.Address(kind.Name, rule.OrganizationConfigRuleName);
        var (managed, function, guard) = (rule.OrganizationManagedRuleMetadata, rule.OrganizationCustomRuleMetadata, rule.OrganizationCustomPolicyRuleMetadata);
        var text = guard is not null && owned ? (await session.Config.GetOrganizationCustomRulePolicyAsync(new() { OrganizationConfigRuleName = address.Name }, cancel)).PolicyText : null;
        var triggers = function?.OrganizationConfigRuleTriggerTypes?.Select(t => t.ToString()) ?? guard?.OrganizationConfigRuleTriggerTypes?.Select(t => t.ToString());
        var frequency = managed?.MaximumExecutionFrequency ?? function?.MaximumExecutionFrequency;
        return kind.Of(
            address,
            new()
            {
                Reach = ConfigReach.Of(world.Policies, ConfigReach.MultiAccountSetup),
                Description = managed?.Description ?? function?.Description ?? guard?.Description ?? "",
                Managed = managed?.RuleIdentifier,
                Function = function?.LambdaFunctionArn is { } arn && arn == FunctionArn(arn[(arn.LastIndexOf(':') + 1)..], address, world) ? arn[(arn.LastIndexOf(':') + 1)..] : function?.LambdaFunctionArn,
                Guard = text ?? (guard is null ? null : ""),
                Triggers = triggers is null ? null : [.. triggers.Order(StringComparer.Ordinal)],
                Parameters = ConfigRuleAttributes.ParametersOf(managed?.RuleIdentifier, RuleParameters.Read(managed?.InputParameters ?? function?.InputParameters ?? guard?.InputParameters)),
                ResourceTypes = [.. (managed?.ResourceTypesScope ?? function?.ResourceTypesScope ?? guard?.ResourceTypesScope ?? []).Order(StringComparer.Ordinal)],
                Frequency = ConfigRuleAttributes.FrequencyOf(managed?.RuleIdentifier, frequency?.Value),
                ExcludedAccounts = [.. (rule.ExcludedAccounts ?? []).Select(id => world.Ids.AddressOf(id) ?? new Address(KindNames.Account, id)).Order().Select(a => new Reference(a))],
                Deployment = ConfigDeployment.Told(status),
            },
            owned);
    }
}
