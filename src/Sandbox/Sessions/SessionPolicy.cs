using SecretScoops.Governance.Aws.Protocols;
using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Sandbox.Wire;

namespace SecretScoops.Governance.Sandbox.Sessions;

/// <summary>Holds a session to the policy that its AssumeRole was given. What the role itself may do is not looked at.</summary>
/// <remarks>
/// Resources are known where <see cref="CalledArns"/> knows them; elsewhere a statement fits whatever resource it names. Condition keys that need the resource
/// itself (its tags) are absent from the request.
/// </remarks>
internal sealed class SessionPolicy(World world)
{
    private readonly CalledArns arns = new(world);

    // They need no permission: STS API Reference, GetCallerIdentity and GetSessionToken.
    private static readonly string[] free = ["GetCallerIdentity", "GetSessionToken"];

    // REST-JSON and XML services answer 403, JSON services 400; EC2 and SNS have codes of their own.
    private static readonly string[] xml = ["s3", "s3control", "sts", "iam", "rds", "elbv2", "autoscaling", "cloudfront", "sqs"];
    private static readonly string[] restJson = ["account", "accessanalyzer", "apigateway", "apigatewayv2", "guardduty", "lambda", "securityhub"];

    /// <summary>Refuses what the session's policy does not allow, or denies.</summary>
    public void Require(Call call, string service, string operation, IShape asked)
    {
        if (call.SessionPolicy is not { } policy || (service == "sts" && free.Contains(operation)))
        {
            return;
        }

        var action = ApiActions.ActionOf(service, operation);
        var resources = arns.Of(call, service, operation, asked);
        foreach (var resource in resources.Count == 0 ? Enumerable.Repeat<string?>(null, 1) : resources)
        {
            var verdict = AccessPolicy.AskSession(policy, Request(call, action, resource));
            if (verdict != Verdict.Allowed)
            {
                throw Refusal(service, Message(call, action, resource, verdict));
            }
        }
    }

    private static PolicyRequest Request(Call call, string action, string? resource)
    {
        var request = PolicyRequest.OfCaller(call, action, resource ?? "");
        var context = new Dictionary<string, string>(request.Context, StringComparer.OrdinalIgnoreCase) { ["aws:RequestedRegion"] = call.Region };
        return request with { Context = context, IsResourceKnown = resource is not null };
    }

    // IAM User Guide, "Troubleshoot access denied error messages", read 2026-11.
    private static string Message(Call call, string action, string? resource, Verdict verdict)
    {
        var on = resource is null ? "" : $" on resource: {resource}";
        var why = verdict == Verdict.Denied ? "with an explicit deny in a session policy" : $"because no session policy allows the {action} action";
        return $"User: {call.PrincipalArn} is not authorized to perform: {action}{on} {why}";
    }

    private static WireException Refusal(string service, string message) => service switch
    {
        "ec2" => new("UnauthorizedOperation", "You are not authorized to perform this operation. " + message, 403),
        "sns" => new("AuthorizationError", message, 403),
        _ when xml.Contains(service) => new("AccessDenied", message, 403),
        _ => new("AccessDeniedException", message, restJson.Contains(service) ? 403 : 400),
    };
}
