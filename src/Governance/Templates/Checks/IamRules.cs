using System.Text.Json.Nodes;
using SecretScoops.Governance.Guardrails;

namespace SecretScoops.Governance.Templates.Checks;

/// <summary>What is asked of IAM.</summary>
internal static class IamRules
{
    private const string User = "AWS::IAM::User";
    private const string GitHub = "token.actions.githubusercontent.com";

    private static readonly string[] s_withPolicies = ["AWS::IAM::ManagedPolicy", "AWS::IAM::Policy", "AWS::IAM::Role", "AWS::IAM::Group", User, "AWS::IAM::RolePolicy", "AWS::IAM::UserPolicy", "AWS::IAM::GroupPolicy", "AWS::Serverless::Function", "AWS::Serverless::StateMachine"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("iam-no-users", User, (user, told) => told.Fail(user.Properties, $"{user.Name} is an IAM user", "let people come through Identity Center, pipelines through OpenID Connect, and programs by a role")),
        new("iam-no-access-keys", "AWS::IAM::AccessKey", (key, told) => told.Fail(key.Properties, $"{key.Name} is an access key that lasts", "use a role")),
        new("iam-no-console-password", User, (user, told) =>
        {
            if (user["LoginProfile"] is { IsAbsent: false } profile)
            {
                told.Fail(profile, "the user has a password for the console", "take LoginProfile out; people come through Identity Center");
            }
        }),
        new("iam-user-no-policies", [User, "AWS::IAM::UserPolicy", "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"], UserPolicies),
        new("iam-no-admin-policies", s_withPolicies, NoAdmin),
        new("iam-no-full-service-policies", s_withPolicies, NoFullService),
        new("roles-trust-named", "AWS::IAM::Role", (role, told) => Statements.Refuse(
            role["AssumeRolePolicyDocument"], told, statement => OpenStatements.IsOpen(statement) || TrustsAnyRepository(statement), "everybody may take the role",
            "name who may in Principal, or add a condition on aws:PrincipalOrgID; for GitHub, one on token.actions.githubusercontent.com:sub that names owner and repository")),
        new("iam-no-inline-policies", ["AWS::IAM::Role", "AWS::IAM::Group", User, "AWS::IAM::Policy", "AWS::IAM::RolePolicy", "AWS::IAM::UserPolicy", "AWS::IAM::GroupPolicy"], NoInline),
    ];

    private static void UserPolicies(Resource resource, Told told)
    {
        string[] names = resource.Type switch
        {
            User => ["Policies", "ManagedPolicyArns"],
            "AWS::IAM::UserPolicy" => ["PolicyDocument"],
            _ => ["Users"],
        };
        foreach (var own in names.Select(name => resource[name]))
        {
            if (told.Each(own).Any())
            {
                told.Fail(own, "a user has a policy of his own", "give it to a role or a permission set");
            }
        }
    }

    private static IEnumerable<Element> Documents(Resource resource, Told told) =>
        [resource["PolicyDocument"], .. told.Each(resource["Policies"]).Where(policy => policy.Knowledge == Knowledge.Map).Select(policy => policy["PolicyDocument"] is { IsAbsent: false } document ? document : policy)];

    private static void NoAdmin(Resource resource, Told told)
    {
        const string remedy = "allow the actions that are used, on the resources that are used";
        foreach (var policy in told.Each(resource["ManagedPolicyArns"]).Concat(resource["Policies"].Items))
        {
            // SAM takes names of AWS's policies as well as ARNs.
            if (policy.Written.EndsWith("policy/AdministratorAccess", StringComparison.Ordinal) || policy.Text == "AdministratorAccess")
            {
                told.Fail(policy, "AWS's AdministratorAccess allows everything", remedy);
            }
            else if (policy.MayBeAnything)
            {
                told.Unknown(policy);
            }
        }

        foreach (var document in Documents(resource, told))
        {
            Statements.Refuse(document, told, IsAdmin, "the policy allows \"*\" on \"*\"", remedy);
        }
    }

    private static bool IsAdmin(JsonObject statement) => OpenStatements.Texts(statement["Action"]).Any(action => action is "*" or "*:*") && OpenStatements.Texts(statement["Resource"]).Contains("*");

    private static void NoFullService(Resource resource, Told told)
    {
        foreach (var action in Documents(resource, told).SelectMany(document => Statements.Allowing(document, told)).SelectMany(statement => told.Each(statement["Action"])))
        {
            if (action.Written.EndsWith(":*", StringComparison.Ordinal) && action.Written != "*:*")
            {
                told.Fail(action, $"the policy allows every action of a service: \"{action.Written}\"", "allow the actions that are used");
            }
            else if (action.MayBeAnything)
            {
                told.Unknown(action);
            }
        }
    }

    // Whoever has a repository at GitHub has a token of its issuer (GitHub Docs, "Configuring OpenID Connect in Amazon Web Services", read in quotations, 2026-11).
    private static bool TrustsAnyRepository(JsonObject statement) =>
        OpenStatements.Texts((statement["Principal"] as JsonObject)?["Federated"]).Any(issuer => issuer.EndsWith(GitHub, StringComparison.Ordinal))
        && !(statement["Condition"] as JsonObject ?? []).Any(test => !test.Key.StartsWith("ForAllValues:", StringComparison.OrdinalIgnoreCase)
            && test.Key.Split(':')[^1].ToUpperInvariant() is "STRINGEQUALS" or "STRINGLIKE" or "STRINGEQUALSIGNORECASE"
            && (test.Value as JsonObject ?? []).Any(key => key.Key.Equals(GitHub + ":sub", StringComparison.OrdinalIgnoreCase) && OpenStatements.Texts(key.Value) is { Count: > 0 } values && values.All(NamesRepository)));

    // "repo:owner/name:…": a wildcard before the name's end lets in others.
    private static bool NamesRepository(string subject) => subject.IndexOfAny(['*', '?']) is var wildcard && (wildcard < 0 || subject[..wildcard].Count(c => c is ':' or '/') >= 3);

    private static void NoInline(Resource resource, Told told)
    {
        const string what = "the policy is inline: nobody sees and reviews it by itself";
        const string remedy = "make it an AWS::IAM::ManagedPolicy, and name that in ManagedPolicyArns";
        if (resource.Type is "AWS::IAM::Role" or "AWS::IAM::Group" or User)
        {
            foreach (var policy in told.Each(resource["Policies"]))
            {
                told.Fail(policy, what, remedy);
            }
        }
        else
        {
            told.Fail(resource.Properties, what, remedy);
        }
    }
}
