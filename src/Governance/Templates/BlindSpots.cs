using SecretScoops.Governance.Source;
using SecretScoops.Governance.Templates.Checks;

namespace SecretScoops.Governance.Templates;

/// <summary>Parts of a template whose resources stand elsewhere, or are made at deployment: no rule sees them.</summary>
internal static class BlindSpots
{
    private static readonly string[] s_bodies = ["Body", "BodyS3Location", "DefinitionBody", "DefinitionUri"];

    /// <summary>Each, with what is not looked at; in the order of the file's parts.</summary>
    public static IEnumerable<Remark> Of(Template template) =>
    [
        .. template.Loops.Select(loop => new Remark(loop.Where, $"{loop.Key} makes resources that are not looked at", "")),
        .. template.Macros.Select(macro => new Remark(macro.Where, "a macro may make anything of this template", "")),
        .. template.Resources.SelectMany(Within),
    ];

    private static IEnumerable<Remark> Within(SourceNode resource)
    {
        var (type, properties) = (resource.Find("Type")!.Text, resource.Find("Properties"));
        switch (type)
        {
            case "AWS::CloudFormation::Stack" or "AWS::CloudFormation::StackSet" or "AWS::Serverless::Application":
                return [new(resource.WhereKey, "the template of a nested stack is not looked at: name it too", "")];
            case "AWS::ApiGateway::RestApi" or "AWS::ApiGatewayV2::Api" or "AWS::Serverless::Api" or "AWS::Serverless::HttpApi":
                return s_bodies.Select(name => properties?.Find(name)).OfType<SourceNode>().Select(body => new Remark(body.WhereKey, "what the API's OpenAPI document asks of callers is not looked at", ""));
            case "AWS::Serverless::Function":
                return (properties?.Find("Events")?.Children ?? []).Where(IsOfImpliedApi).Select(call => new Remark(call.WhereKey, "the API that SAM makes for this event is not looked at: declare it, and name it in the event", ""));
            default:
                return type.EndsWith("::MODULE", StringComparison.Ordinal) ? [new(resource.WhereKey, "what a module makes is not looked at", "")] : [];
        }
    }

    // SAM's ServerlessRestApi and ServerlessHttpApi, which no template declares (SAM Developer Guide, "Api" and "HttpApi" of functions, read in quotations, 2026-11).
    private static bool IsOfImpliedApi(SourceNode call) => call.Find("Type")?.Text switch
    {
        "Api" => call.Find("Properties")?.Find("RestApiId") is null,
        "HttpApi" => call.Find("Properties")?.Find("ApiId") is null,
        _ => false,
    };
}
