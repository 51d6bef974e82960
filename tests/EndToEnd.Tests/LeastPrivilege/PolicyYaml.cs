using SecretScoops.Governance.Roles;

namespace SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;

/// <summary>Policies as templates of CloudFormation have them.</summary>
internal static class PolicyYaml
{
    // No parameters: PROD takes from the queue that all others get copies of, and deploys what belongs to any environment.
    private static readonly Dictionary<string, string> computed = new(StringComparer.Ordinal)
    {
        ["OwnQueue"] = "!If [Production, !Ref Queue, !Sub \"${Queue}-${Environment}\"]",
        ["Of"] = "!FindInMap [Names, !Ref Environment, Of]",
    };

    /// <summary>What a policy may have here: IAM counts values of parameters, which are longer than their names.</summary>
    public const int Longest = PolicyStatement.LongestManaged - 600;

    /// <summary>The lines of a role's block, without indentation.</summary>
    public static IEnumerable<string> Of(GeneratedRole role)
    {
        var statements = PolicyStatement.Of(role.Needs);
        return role.Policies is { } policies
            ? PolicyStatement.Split(statements, Longest).SelectMany((part, at) => Policy(role, policies, at + 1, part))
            : statements.SelectMany(statement => Statement(statement, role.IsRegional));
    }

    private static IEnumerable<string> Policy(GeneratedRole role, ManagedPolicies policies, int number, IEnumerable<PolicyStatement> statements) =>
    [
        $"{policies.LogicalId}{number}:",
        "  Type: AWS::IAM::ManagedPolicy",
        .. policies.Condition is { } condition ? [$"  Condition: {condition}"] : Array.Empty<string>(),
        "  Properties:",
        $"    ManagedPolicyName: {(policies.Suffix.Length > 0 ? "!Sub " : "")}SecretScoops{policies.LogicalId}{number}{policies.Suffix}",
        "    Path: !Ref Path",
        $"    Roles: [{string.Join(", ", policies.Roles.Select(each => $"!Ref {each}"))}]",
        "    PolicyDocument:",
        "      Version: \"2012-10-17\"",
        "      Statement:",
        .. statements.SelectMany(statement => Statement(statement, role.IsRegional)).Select(line => "        " + line),
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
            yield return $"  Condition: {{\"{only.Operator}\": {{\"{only.Key}\": [{string.Join(", ", only.Values.Select(value => Value(value, isRegional)))}]}}}}";
        }
    }

    private static string Resource(string arn, bool isRegional) => arn == "*" ? "\"*\"" : Substituted(arn, isRegional);

    // Variables of IAM begin with a dollar sign, parameters of ours get one.
    private static string Value(string value, bool isRegional) =>
        value.Contains("${", StringComparison.Ordinal) || !value.Contains('{', StringComparison.Ordinal) ? $"\"{value}\"" : Substituted(value, isRegional);

    private static string Substituted(string text, bool isRegional)
    {
        var written = text
            .Replace("{partition}", "{AWS::Partition}", StringComparison.Ordinal)
            .Replace("{region}", isRegional ? "{AWS::Region}" : "*", StringComparison.Ordinal)
            .Replace("{account}", "{AWS::AccountId}", StringComparison.Ordinal)
            .Replace("{", "${", StringComparison.Ordinal);
        return computed.Keys.FirstOrDefault(name => written.Contains($"${{{name}}}", StringComparison.Ordinal)) is { } name
            ? $"!Sub [\"{written}\", {{{name}: {computed[name]}}}]"
            : $"!Sub \"{written}\"";
    }
}
