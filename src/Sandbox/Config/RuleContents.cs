using System.Text.Json;
using SecretScoops.Governance.ConfigRules;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire.Config;

namespace SecretScoops.Governance.Sandbox.Config;

/// <summary>What rules check: from requests, held against what managed rules there are, and back.</summary>
internal static class RuleContents
{
    /// <summary>The content of an organization's rule.</summary>
    public static StoredRuleContent Of(PutOrganizationConfigRuleRequest request)
    {
        var (managed, function, policy) = (request.OrganizationManagedRuleMetadata, request.OrganizationCustomRuleMetadata, request.OrganizationCustomPolicyRuleMetadata);
        if (new object?[] { managed, function, policy }.Count(each => each is not null) != 1)
        {
            throw new InvalidParameterValueException("Specify one of either OrganizationCustomPolicyRuleMetadata, OrganizationCustomRuleMetadata, or OrganizationManagedRuleMetadata.");
        }

        var content = managed is not null
            ? new StoredRuleContent
            {
                Owner = "AWS",
                Identifier = managed.RuleIdentifier,
                Description = managed.Description,
                Parameters = managed.InputParameters,
                Frequency = managed.MaximumExecutionFrequency,
                ResourceTypes = managed.ResourceTypesScope ?? [],
                ResourceId = managed.ResourceIdScope,
                TagKey = managed.TagKeyScope,
                TagValue = managed.TagValueScope,
            }
            : function is not null
                ? new StoredRuleContent
                {
                    Owner = "CUSTOM_LAMBDA",
                    Identifier = function.LambdaFunctionArn,
                    Description = function.Description,
                    Triggers = function.OrganizationConfigRuleTriggerTypes ?? [],
                    Parameters = function.InputParameters,
                    Frequency = function.MaximumExecutionFrequency,
                    ResourceTypes = function.ResourceTypesScope ?? [],
                    ResourceId = function.ResourceIdScope,
                    TagKey = function.TagKeyScope,
                    TagValue = function.TagValueScope,
                }
                : new StoredRuleContent
                {
                    Owner = "CUSTOM_POLICY",
                    PolicyText = policy!.PolicyText,
                    PolicyRuntime = policy.PolicyRuntime,
                    Description = policy.Description,
                    Triggers = policy.OrganizationConfigRuleTriggerTypes ?? [],
                    Parameters = policy.InputParameters,
                    Frequency = policy.MaximumExecutionFrequency,
                    ResourceTypes = policy.ResourceTypesScope ?? [],
                    ResourceId = policy.ResourceIdScope,
                    TagKey = policy.TagKeyScope,
                    TagValue = policy.TagValueScope,
                };
        Require(content);
        return content;
    }

    /// <summary>The content of an account's own rule.</summary>
    public static StoredRuleContent Of(ConfigRule rule)
    {
        var source = rule.Source!;
        var content = new StoredRuleContent
        {
            Owner = source.Owner!,
            Identifier = source.SourceIdentifier,
            PolicyText = source.CustomPolicyDetails?.PolicyText,
            PolicyRuntime = source.CustomPolicyDetails?.PolicyRuntime,
            Description = rule.Description,
            Triggers = [.. (source.SourceDetails ?? []).Select(each => each.MessageType).OfType<string>()],
            Parameters = rule.InputParameters,
            Frequency = rule.MaximumExecutionFrequency,
            ResourceTypes = rule.Scope?.ComplianceResourceTypes ?? [],
            ResourceId = rule.Scope?.ComplianceResourceId,
            TagKey = rule.Scope?.TagKey,
            TagValue = rule.Scope?.TagValue,
        };
        Require(content);
        return content;
    }

    /// <summary>As an account sees its rule.</summary>
    public static ConfigRule Shown(StoredConfigRule rule) => new()
    {
        ConfigRuleName = rule.Name,
        ConfigRuleId = rule.Id,
        ConfigRuleArn = rule.Arn,
        Description = rule.Content.Description,
        ConfigRuleState = "ACTIVE",
        CreatedBy = rule.CreatedBy,
        InputParameters = rule.Content.Parameters ?? "{}",
        MaximumExecutionFrequency = rule.Content.Frequency,
        Scope = rule.Content is { ResourceTypes.Count: 0, ResourceId: null, TagKey: null }
            ? null
            : new() { ComplianceResourceTypes = rule.Content.ResourceTypes, ComplianceResourceId = rule.Content.ResourceId, TagKey = rule.Content.TagKey, TagValue = rule.Content.TagValue },
        Source = new()
        {
            Owner = rule.Content.Owner,
            SourceIdentifier = rule.Content.Identifier,
            SourceDetails = rule.Content.Triggers.Count == 0
                ? null
                : [.. rule.Content.Triggers.Select(each => new SourceDetail { EventSource = "aws.config", MessageType = each, MaximumExecutionFrequency = each == "ScheduledNotification" ? rule.Content.Frequency : null })],
            CustomPolicyDetails = rule.Content.PolicyRuntime is { } runtime ? new() { PolicyRuntime = runtime, PolicyText = null, EnableDebugLogDelivery = false } : null,
        },
    };

    /// <summary>Parameters by name.</summary>
    /// <exception cref="InvalidParameterValueException">They are no JSON object.</exception>
    public static IReadOnlyDictionary<string, string> Parameters(string? given)
    {
        if (string.IsNullOrWhiteSpace(given))
        {
            return new Dictionary<string, string>();
        }

        try
        {
            using var document = JsonDocument.Parse(given);
            return document.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ValueKind == JsonValueKind.String ? p.Value.GetString()! : p.Value.GetRawText(), StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidParameterValueException("InputParameters is not a valid JSON object.");
        }
    }

    private static void Require(StoredRuleContent content)
    {
        var parameters = Parameters(content.Parameters);
        if (content.Owner != "AWS")
        {
            return;
        }

        if (content.Identifier is null || ManagedRules.Embedded.Find(content.Identifier) is not { } rule)
        {
            throw new InvalidParameterValueException($"The sourceIdentifier {content.Identifier} is invalid. Please refer to the documentation for a list of valid sourceIdentifiers that can be used when AWS is the Owner.");
        }

        if (parameters.Keys.FirstOrDefault(name => rule.Find(name) is null) is { } unknown)
        {
            throw new InvalidParameterValueException($"Unknown parameters provided in the inputParameters: {{\"{unknown}\":\"{parameters[unknown]}\"}}.");
        }

        if (rule.Parameters.FirstOrDefault(p => p is { Required: true, Default: null } && !parameters.ContainsKey(p.Name)) is { } missing)
        {
            throw new InvalidParameterValueException($"The required parameter [{missing.Name}] is not present in the inputParameters.");
        }

        if (content.Frequency is not null && !rule.Periodic)
        {
            throw new InvalidParameterValueException($"A maximum execution frequency is not allowed because the rule {content.Identifier} is not a periodic rule.");
        }
    }
}
