using System.Globalization;

namespace SecretScoops.Governance.Templates.Checks;

/// <summary>What is asked of API Gateway and of AWS WAF.</summary>
internal static class ApiRules
{
    private const string RestStage = "AWS::ApiGateway::Stage";
    private const string HttpStage = "AWS::ApiGatewayV2::Stage";
    private const string ServerlessRest = "AWS::Serverless::Api";
    private const string ServerlessHttp = "AWS::Serverless::HttpApi";
    private const string WebAcl = "AWS::WAFv2::WebACL";

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("apis-authorized", ["AWS::ApiGateway::Method", "AWS::ApiGatewayV2::Route", ServerlessRest, ServerlessHttp], Authorized),
        new("apis-behind-waf", [RestStage, ServerlessRest], BehindWaf),
        new("apis-throttled", [RestStage, HttpStage, ServerlessRest, ServerlessHttp], Throttled),
        new("apis-logged", [RestStage, ServerlessRest], Logged),
        new("http-apis-logged", [HttpStage, ServerlessHttp], (stage, told) => told.RequireAny(
            stage["AccessLogSettings"]["DestinationArn"], "nobody logs who calls the API", "set AccessLogSettings with DestinationArn and Format")),
        new("apis-traced", [RestStage, ServerlessRest], (stage, told) => told.RequireTrue(stage["TracingEnabled"], "requests cannot be traced", "set TracingEnabled: true")),
        new("waf-not-empty", WebAcl, (acl, told) =>
        {
            if (!told.Each(acl["Rules"]).Any() && !acl["Rules"].IsUnknown)
            {
                told.Fail(acl["Rules"], "the web ACL has no rule", "add AWS's managed rules and a rate limit");
            }
        }),
        new("waf-logged", WebAcl, (acl, told) =>
        {
            var loggings = acl.World.Of("AWS::WAFv2::LoggingConfiguration").Where(logging => logging.Exists).Select(logging => logging["ResourceArn"]).ToList();
            if (loggings.Exists(named => acl.IsNamedBy(named)))
            {
                return;
            }

            if (loggings.Find(named => named is { IsUnknown: true, Target: null }) is { } unknown)
            {
                told.Unknown(unknown);
            }
            else
            {
                told.Fail(acl.Properties, $"nothing logs what web ACL {acl.Name} sees", "add an AWS::WAFv2::LoggingConfiguration with its ARN");
            }
        }),
    ];

    private static void Authorized(Resource resource, Told told)
    {
        const string what = "everybody may call it: it asks for no token and no signature";
        switch (resource.Type)
        {
            case "AWS::ApiGateway::Method":
                if (resource["HttpMethod"].Text != "OPTIONS")
                {
                    told.Require(resource["AuthorizationType"], text => text != "NONE", what, "set AuthorizationType: COGNITO_USER_POOLS, CUSTOM or AWS_IAM");
                }

                break;
            case "AWS::ApiGatewayV2::Route":
                Route(resource, told, what);
                break;
            default:
                told.RequireAny(resource["Auth"]["DefaultAuthorizer"], what, "set Auth: DefaultAuthorizer");
                told.Refuse(resource["Auth"]["DefaultAuthorizer"], text => text == "NONE", what, "set Auth: DefaultAuthorizer");
                break;
        }
    }

    private static void Route(Resource route, Told told, string what)
    {
        var key = route["RouteKey"].Written;
        // Preflights carry no token, and a WebSocket asks once, when it is opened.
        var isSocket = route.World.Of("AWS::ApiGatewayV2::Api").Any(api => api.IsNamedBy(route["ApiId"]) && api["ProtocolType"].Text == "WEBSOCKET");
        if (key.StartsWith("OPTIONS ", StringComparison.Ordinal) || (isSocket && key != "$connect"))
        {
            return;
        }

        var wanted = isSocket ? "" : told.Parameter("authorizationType", "");
        told.Require(
            route["AuthorizationType"], text => text != "NONE" && (wanted.Length == 0 || text == wanted), wanted.Length == 0 ? what : $"it does not ask for a token ({wanted})",
            $"set AuthorizationType: {(wanted.Length == 0 ? "JWT" : wanted)} and AuthorizerId");
    }

    private static void BehindWaf(Resource stage, Told told)
    {
        var names = new[] { $"${{{stage.Name}}}", stage["StageName"].Written }.Where(name => name.Length > 0).ToList();
        var api = stage.Type == ServerlessRest ? $"${{{stage.Name}}}" : stage["RestApiId"].Written;
        var associations = stage.World.Of("AWS::WAFv2::WebACLAssociation").Where(each => each.Exists).ToList();
        if (!associations.Exists(each => IsOf(each["ResourceArn"].Written)))
        {
            if (associations.Find(each => each["ResourceArn"] is { IsUnknown: true, Target: null } arn && (arn.Written.Length == 0 || arn.Parameter is not null)) is { } unknown)
            {
                told.Unknown(unknown["ResourceArn"]);
                return;
            }

            told.Fail(stage.Properties, $"stage {stage.Name} does not stand behind AWS WAF", "add an AWS::WAFv2::WebACLAssociation with ResourceArn: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis/API/stages/STAGE");
        }

        bool IsOf(string arn) => arn.Contains($"/restapis/{api}/stages/", StringComparison.Ordinal) && names.Exists(name => arn.EndsWith($"/stages/{name}", StringComparison.Ordinal));
    }

    private static void Throttled(Resource stage, Told told)
    {
        if (stage.Type is HttpStage or ServerlessHttp)
        {
            Bounds(stage["DefaultRouteSettings"], stage, told);
            return;
        }

        var settings = stage["MethodSettings"];
        if (settings.IsUnknown)
        {
            told.Unknown(settings);
        }
        else if (settings.Items.ToList() is { Count: > 0 } all && ForAll(all) is { } whole)
        {
            Bounds(whole, stage, told);
        }
        else
        {
            told.Fail(settings, $"nothing bounds how often stage {stage.Name} may be called", Remedy(told));
        }
    }

    private static Element? ForAll(List<Element> settings) => settings.Find(each => each["ResourcePath"].Text is "/*" or "*" && each["HttpMethod"].Text == "*");

    private static void Bounds(Element settings, Resource stage, Told told)
    {
        foreach (var (name, limit) in new[] { ("ThrottlingRateLimit", told.Parameter("rateLimit", "1000")), ("ThrottlingBurstLimit", told.Parameter("burstLimit", "2000")) })
        {
            var most = double.Parse(limit, CultureInfo.InvariantCulture);
            told.Require(
                settings[name], text => double.TryParse(text, CultureInfo.InvariantCulture, out var bound) && bound >= 0 && bound <= most,
                $"stage {stage.Name} may be called more than {limit} {(name == "ThrottlingRateLimit" ? "times a second" : "times at once")}", Remedy(told));
        }
    }

    private static string Remedy(Told told) => $"set ThrottlingRateLimit and ThrottlingBurstLimit, {told.Parameter("rateLimit", "1000")} and {told.Parameter("burstLimit", "2000")} at most, for every method and route";

    private static void Logged(Resource stage, Told told)
    {
        var settings = stage["MethodSettings"];
        if (settings.IsUnknown)
        {
            told.Unknown(settings);
            return;
        }

        if (ForAll([.. settings.Items]) is not { } whole)
        {
            told.Fail(settings, "API Gateway does not log what it executes", "add MethodSettings with ResourcePath: /*, HttpMethod: \"*\" and LoggingLevel: ERROR");
            return;
        }

        told.RequireOne(whole["LoggingLevel"], "API Gateway does not log what it executes", "set LoggingLevel: ERROR", "ERROR", "INFO");
        told.RefuseTrue(whole["DataTraceEnabled"], "whole requests and answers stand in the log", "set DataTraceEnabled: false");
    }
}
