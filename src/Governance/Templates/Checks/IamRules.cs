namespace SecretScoops.Governance.Templates.Checks;

/// <summary>What is asked of IAM.</summary>
internal static class IamRules
{
    private const string User = "AWS::IAM::User";

    private static readonly string[] s_withPolicies = ["AWS::IAM::ManagedPolicy", "AWS::IAM::Policy", "AWS::IAM::Role", "AWS::IAM::Group", User, "AWS::IAM::RolePolicy", "AWS::IAM::UserPolicy", "AWS::IAM::GroupPolicy", "AWS::Serverless::Function"];

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
        foreach (var own in names.Select(name => resource[name]).Where(own => own.IsUnknown || own.Items.Any()))
        {
            told.Fail(own, "a user has a policy of his own", "give it to a role or a permission set");
        }
    }

    private static IEnumerable<Element> Documents(Resource resource) =>
        [resource["PolicyDocument"], .. resource["Policies"].Items.Where(policy => policy.Knowledge == Knowledge.Map).Select(policy => policy["PolicyDocument"] is { IsAbsent: false } document ? document : policy)];

    private static void NoAdmin(Resource resource, Told told)
    {
        foreach (var arn in resource["ManagedPolicyArns"].Items.Concat(resource["Policies"].Items).Where(arn => arn.Written.EndsWith("policy/AdministratorAccess", StringComparison.Ordinal)))
        {
            told.Fail(arn, "AWS's AdministratorAccess allows everything", "allow the actions that are used, on the resources that are used");
        }

        foreach (var statement in Documents(resource).SelectMany(document => Told(document, told)))
        {
            if (Statements.Texts(statement["Action"]).Any(action => action is "*" or "*:*") && Statements.Texts(statement["Resource"]).Contains("*"))
            {
                told.Fail(statement, "the policy allows \"*\" on \"*\"", "allow the actions that are used, on the resources that are used");
            }
        }
    }

    private static void NoFullService(Resource resource, Told told)
    {
        foreach (var statement in Documents(resource).SelectMany(document => Statements.Allowing(document)))
        {
            foreach (var action in statement["Action"].Items.Where(action => action.Written.EndsWith(":*", StringComparison.Ordinal) && action.Written != "*:*"))
            {
                told.Fail(action, $"the policy allows every action of a service: \"{action.Written}\"", "allow the actions that are used");
            }
        }
    }

    private static IEnumerable<Element> Told(Element document, Told told)
    {
        if (document.IsUnknown || document["Statement"].IsUnknown)
        {
            told.Unknown(document.IsUnknown ? document : document["Statement"]);
        }

        return Statements.Allowing(document);
    }

    private static void NoInline(Resource resource, Told told)
    {
        const string what = "the policy is inline: nobody sees and reviews it by itself";
        const string remedy = "make it an AWS::IAM::ManagedPolicy, and name that in ManagedPolicyArns";
        if (resource.Type is "AWS::IAM::Role" or "AWS::IAM::Group" or User)
        {
            foreach (var policy in resource["Policies"].Items)
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
