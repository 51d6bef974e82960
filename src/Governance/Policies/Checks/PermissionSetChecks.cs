using System.Globalization;
using System.Xml;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Policies.Checks;

/// <summary>Quotas of permission sets.</summary>
internal static class PermissionSetChecks
{
    public static void Run(WrittenPolicies written, FaultLog faults)
    {
        foreach (var (file, content) in written.PermissionSets)
        {
            if (content is null)
            {
                continue;
            }

            ReservedTags.Refuse(content.Tags, faults);
            if (written.Limits is { } limits)
            {
                Check(file, content, limits, faults);
            }
        }
    }

    /// <summary>Of a text that its format has accepted: <c>PT8H</c>.</summary>
    public static TimeSpan Duration(string text) => XmlConvert.ToTimeSpan(text);

    private static void Check(PolicyFile file, PermissionSetFile set, Limits limits, FaultLog faults)
    {
        var named = $"permission set {Quoted.Value(file.Name)}";
        OverQuota.Check(file.Name.Length, limits.PermissionSetNameCharacters, file.Where, $"the name of {named} has", "characters", "rename the file", faults);
        OverQuota.Check(set.Description.Value.Length, limits.PermissionSetDescriptionCharacters, set.Description.Where, $"the description of {named} has", "characters", "shorten it", faults);
        if (!PermissionSetName(file.Name))
        {
            faults.Error(file.Where, "invalid-name", $"{Quoted.Value(file.Name)} is not a permission set's name", "rename the file: letters, digits and +=,.@_- only");
        }

        var minutes = (int)Duration(set.SessionDuration.Value).TotalMinutes;
        if (minutes < limits.SessionMinimumMinutes.Value || minutes > limits.SessionMaximumMinutes.Value)
        {
            faults.Error(
                set.SessionDuration.Where, "out-of-range",
                string.Create(CultureInfo.InvariantCulture, $"a session of {minutes} minutes is not between {limits.SessionMinimumMinutes.Value} and {limits.SessionMaximumMinutes.Value} ({limits.SessionMaximumMinutes.Source})"),
                "write a duration between them, such as \"PT8H\"");
        }

        var policies = set.ManagedPolicies.Count + set.CustomerManagedPolicies.Count;
        OverQuota.Check(policies, limits.ManagedPoliciesPerPermissionSet, file.Where, $"{named} has", "managed policies", "merge some into the inline policy", faults);
        if (policies > limits.ManagedPoliciesPerRole.Value && policies <= limits.ManagedPoliciesPerPermissionSet.Value)
        {
            faults.Warning(
                file.Where, "over-role-quota", $"{named} has {policies} managed policies; a role carries {limits.ManagedPoliciesPerRole.Value} unless the account's quota was raised ({limits.ManagedPoliciesPerRole.Source})",
                "have the quota raised in every account where it is assigned, or merge policies");
        }

        if (set.InlinePolicy is { } inline)
        {
            var characters = inline.Value.Minified.Count(character => !char.IsWhiteSpace(character));
            OverQuota.Check(characters, limits.InlinePolicyCharacters, inline.Where, $"the inline policy of {named} has", "characters", "move statements into a customer-managed policy", faults);
        }

        OverQuota.Check(set.Tags.Count + 1, limits.TagsPerResource, file.Where, $"{named} has, with the ownership tag,", "tags", "delete some", faults);
    }

    private static bool PermissionSetName(string name) => name.All(character => char.IsAsciiLetterOrDigit(character) || "+=,._-".Contains(character, StringComparison.Ordinal));
}
