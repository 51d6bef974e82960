using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.Sandbox.Config.Checks;

/// <summary>What customer managed policies of IAM allow, each by its default version. Inline policies and AWS's own are not looked at, nor are conditions.</summary>
/// <remarks>
/// Config Developer Guide, "iam-policy-no-statements-with-admin-access" and "iam-policy-no-statements-with-full-access", read 2026-11: all actions on all resources; all actions of a service, on whatever resource.
/// That <c>"NotAction": "service:*"</c> counts for the second is Security Hub's IAM.21, which asks this rule (from memory).
/// </remarks>
internal sealed class PermissionChecks : IConfigCheck
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Identifiers => ["IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS", "IAM_POLICY_NO_STATEMENTS_WITH_FULL_ACCESS"];

    /// <inheritdoc/>
    public IEnumerable<CheckedResource> Evaluate(CheckRequest request)
    {
        var iam = request.Account.Iam ?? new();
        Func<Statement, bool> isWrong = request.Identifier == "IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS" ? IsAdministrator : IsWholeService;
        var boundaries = request.Flag("excludePermissionBoundaryPolicy")
            ? iam.Users.Select(user => user.BoundaryArn).Concat(iam.Roles.Select(role => role.BoundaryArn)).OfType<string>().ToHashSet(StringComparer.Ordinal)
            : [];
        return iam.Policies
            .Where(policy => !boundaries.Contains($"arn:aws:iam::{request.Account.Id}:policy{policy.Path}{policy.Name}"))
            .Select(policy => new CheckedResource("AWS::IAM::Policy", policy.Id, !Statements(policy).Any(isWrong), $"Policy {policy.Name} allows too much."));
    }

    private static IEnumerable<Statement> Statements(StoredIamPolicy policy) =>
        PolicyDocument.Parse(policy.Versions.Find(version => version.Id == policy.DefaultVersion)!.Document).Statements.Where(statement => statement.Effect == Effect.Allow);

    private static bool IsAdministrator(Statement statement) => statement is { Action.Not: false, Resource.Not: false } && statement.Action.Patterns.Contains("*") && statement.Resource.Patterns.Contains("*");

    private static bool IsWholeService(Statement statement) => statement.Action.Patterns.Any(pattern => (pattern == "*" && !statement.Action.Not) || pattern.EndsWith(":*", StringComparison.Ordinal));
}
