namespace SecretScoops.Governance.Templates.Checks;

/// <summary>What is asked of Lambda functions.</summary>
internal static class FunctionRules
{
    private const string Serverless = "AWS::Serverless::Function";

    private static readonly string[] s_restrictions = ["SourceArn", "SourceAccount", "PrincipalOrgID", "OrganizationId"];
    private static readonly string[] s_services = ["s3.amazonaws.com", "sns.amazonaws.com", "events.amazonaws.com", "apigateway.amazonaws.com"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("functions-private", ["AWS::Lambda::Permission", "AWS::Lambda::LayerVersionPermission"], Private),
        new("function-urls-authorized", ["AWS::Lambda::Url", Serverless], UrlAuthorized),
        new("functions-in-vpc", ["AWS::Lambda::Function", Serverless], (function, told) =>
        {
            var subnets = function["VpcConfig"]["SubnetIds"];
            if (subnets.IsAbsent || (subnets.Knowledge == Knowledge.List && !subnets.Items.Any()))
            {
                told.Fail(function["VpcConfig"] is { IsAbsent: false } config ? config : function.Properties, $"function {function.Name} runs outside of our networks", "set VpcConfig with SubnetIds and SecurityGroupIds");
            }
            else if (subnets.IsUnknown && function["VpcConfig"].IsUnknown)
            {
                told.Unknown(subnets);
            }
        }),
    ];

    private static void Private(Resource permission, Told told)
    {
        var isRestricted = Array.Exists(s_restrictions, name => !permission[name].IsAbsent);
        // A signature that the address asks for restricts as well.
        if (!isRestricted && permission["FunctionUrlAuthType"].Text != "AWS_IAM")
        {
            told.Refuse(permission["Principal"], text => text == "*", "everybody may call the function", "name who may call it in Principal, or restrict it by SourceArn, SourceAccount or PrincipalOrgID");
        }

        // Whoever of AWS's services that anybody can use is let in, is anybody (confused deputy).
        if (!isRestricted && permission["Principal"].Text is { } service && s_services.Contains(service))
        {
            told.Fail(permission["Principal"], $"anybody's {service[..^".amazonaws.com".Length]} may call the function", "add SourceArn, or SourceAccount");
        }
    }

    private static void UrlAuthorized(Resource resource, Told told)
    {
        var asked = told.Parameter("authType", "AWS_IAM");
        if (resource.Type != Serverless)
        {
            told.RequireOne(resource["AuthType"], "everybody may call the function by its address", $"set AuthType: {asked}", asked);
        }
        else if (!resource["FunctionUrlConfig"].IsAbsent)
        {
            told.RequireOne(resource["FunctionUrlConfig"]["AuthType"], "everybody may call the function by its address", $"set AuthType: {asked}", asked);
        }
    }
}
