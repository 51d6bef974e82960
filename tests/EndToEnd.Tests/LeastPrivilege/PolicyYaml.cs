using SecretScoops.Governance.Roles;

namespace SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;

/// <summary>Policies as templates of CloudFormation have them.</summary>
internal static class PolicyYaml
{
    /// <summary>The lines of a role's block, without indentation.</summary>
    public static IEnumerable<string> Of(GeneratedRole role)
    {
        var statements = PolicyStatement.Of(role.Needs);
        return role.Policies is { } policies
            ? PolicyStatement.Split(statements, PolicyStatement.LongestManaged).SelectMany((part, at) => Policy(policies, at + 1, part))
            : statements.SelectMany(statement => Statement(statement, isRegional: true));
    }

    private static IEnumerable<string> Policy(ManagedPolicies policies, int number, IEnumerable<PolicyStatement> statements) =>
    [
        $"{policies.LogicalId}{number}:",
        "  Type: AWS::IAM::ManagedPolicy",
        .. policies.Condition is { } condition ? [$"  Condition: {condition}"] : Array.Empty<string>(),
        "  Properties:",
        $"    ManagedPolicyName: SecretScoops{policies.LogicalId}{number}",
        "    Path: !Ref Path",
        $"    Roles: [{string.Join(", ", policies.Roles.Select(role => $"!Ref {role}"))}]",
        "    PolicyDocument:",
        "      Version: \"2012-10-17\"",
        "      Statement:",
        .. statements.SelectMany(statement => Statement(statement, isRegional: false)).Select(line => "        " + line),
    ];

    private static IEnumerable<string> Statement(PolicyStatement statement, bool isRegional)
    {
        yield return "- Effect: Allow";
        yield return "  Action:";
        foreach (var action in statement.Actions)
        {
            yield return $"    - {action}";
        }

        yield return "  Resource:";
        foreach (var resource in statement.Resources)
        {
            yield return $"    - {Resource(resource, isRegional)}";
        }

        if (statement.Only is { } only)
        {
            yield return $"  Condition: {{\"{only.Operator}\": {{\"{only.Key}\": [{string.Join(", ", only.Values.Select(Value))}]}}}}";
        }
    }

    private static string Resource(string arn, bool isRegional)
    {
        if (arn == "*")
        {
            return "\"*\"";
        }

        var text = Parameters(arn
            .Replace("{partition}", "{AWS::Partition}", StringComparison.Ordinal)
            .Replace("{region}", isRegional ? "{AWS::Region}" : "*", StringComparison.Ordinal)
            .Replace("{account}", "{AWS::AccountId}", StringComparison.Ordinal));
        // PROD takes from the queue that all others get copies of.
        return text.Contains("${OwnQueue}", StringComparison.Ordinal)
            ? $"!Sub [\"{text}\", {{OwnQueue: !If [Production, !Ref Queue, !Sub \"${{Queue}}-${{Environment}}\"]}}]"
            : $"!Sub \"{text}\"";
    }

    // Variables of IAM begin with a dollar sign, parameters of ours get one.
    private static string Value(string value) => value.Contains("${", StringComparison.Ordinal) || !value.Contains('{', StringComparison.Ordinal) ? $"\"{value}\"" : $"!Sub \"{Parameters(value)}\"";

    private static string Parameters(string text) => text.Replace("{", "${", StringComparison.Ordinal);
}
