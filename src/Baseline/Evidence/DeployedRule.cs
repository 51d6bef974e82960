using System.Text.Json.Nodes;
using SecretScoops.Governance.Baseline.Resources;
using SecretScoops.Governance.Baseline.Resources.ConfigRules;
using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Baseline.Evidence;

/// <summary>What tells a rule's evaluations apart.</summary>
/// <param name="Rule">The rule's name as it was declared to AWS, without what AWS adds.</param>
/// <param name="AccountId">Where it evaluates.</param>
/// <param name="Region">Where it evaluates.</param>
internal readonly record struct RuleKey(string Rule, string AccountId, string Region);

/// <summary>A Config rule as the policies have it in one account and region.</summary>
/// <param name="Key">Its name there.</param>
/// <param name="Account">Where it evaluates.</param>
/// <param name="Region">Where it evaluates.</param>
/// <param name="Controls">What it says something about.</param>
/// <param name="Parameters">What it is told to ask for; null for none.</param>
internal sealed record DeployedRule(RuleKey Key, ReportAccount Account, string Region, IReadOnlyList<Control> Controls, JsonObject? Parameters)
{
    /// <summary>Every declared rule that a control rests upon, wherever it is deployed.</summary>
    public static IReadOnlyList<DeployedRule> Of(Inquiry inquiry)
    {
        if (inquiry.Policies.Find(ConfigRulesFile.Area) is not { } file)
        {
            return [];
        }

        var keys = file.Value.Rules
            .SelectMany(rule => RuleVariant.Of(rule.Key, rule.Value.Parameters, rule.Value.Environments, file.Value.ExcludedAccounts.Select(a => a.Value), inquiry.Policies).Select(variant => (variant, rule.Key)))
            .ToDictionary(pair => pair.variant.Name, pair => (pair.Key, pair.variant), StringComparer.Ordinal);
        return
        [
            .. from resource in new ConfigRuleKind().Declare(inquiry.Policies)
               let rule = keys[resource.Address.Name]
               let controls = inquiry.Controls.Values.Where(control => control.Homes.ConfigRules.Contains(rule.Key)).ToList()
               where controls.Count > 0
               from account in inquiry.Accounts
               where !rule.variant.Excluded.Contains(account.Name)
               let asked = controls.Where(control => Inquiry.Asks(control, account)).ToList()
               where asked.Count > 0
               let region = resource.Address.Within!.Value.Region!
               select new DeployedRule(new(resource.Address.Name, account.Id, region), account, region, asked, ParametersOf(rule.variant)),
        ];
    }

    private static JsonObject? ParametersOf(RuleVariant variant) =>
        variant.Parameters.Count == 0 ? null : new(variant.Parameters.Select(parameter => KeyValuePair.Create(parameter.Key, (JsonNode?)parameter.Value)));
}
