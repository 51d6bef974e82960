using SecretScoops.Governance.Aws.Resilience;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Guardrails;

namespace SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;

/// <summary>IAM's actions of calls that were made, whatever came of them: AWS looks at rights first. Thread-safe.</summary>
internal sealed class Called
{
    // They need no right (STS API Reference, GetCallerIdentity and GetSessionToken).
    private static readonly string[] free = ["GetCallerIdentity", "GetSessionToken"];

    private readonly HashSet<string> actions = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>All so far, sorted.</summary>
    public IReadOnlyList<string> Actions
    {
        get
        {
            lock (gate)
            {
                return [.. actions.Order(StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>Adds calls.</summary>
    public void Add(IEnumerable<TracedCall> calls)
    {
        // Whose role could not be assumed did not come to its call; nor, for all that is known, did what was called off, perhaps while it waited for its role and seemed to be the function's own.
        Add(calls.Where(call => call.Outcome is not (nameof(RoleNotAssumedException) or "Cancelled") && (call.Service != "sts" || !free.Contains(call.Operation))).Select(ActionOf));
    }

    /// <summary>Adds calls of another program.</summary>
    public void AddOperations(IEnumerable<(string Service, string Operation)> calls) =>
        Add(calls.Where(call => call.Service != "sts" || !free.Contains(call.Operation)).Select(call => ApiActions.ActionOf(call.Service, call.Operation)));

    private void Add(IEnumerable<string> made)
    {
        var read = made.ToList();
        lock (gate)
        {
            actions.UnionWith(read);
        }
    }

    /// <summary>The action of a call. S3 Control signs with S3's name, and both of API Gateway's services with one.</summary>
    public static string ActionOf(TracedCall call) => ApiActions.ActionOf(
        call.ServiceId switch
        {
            "S3 Control" => "s3control",
            "ApiGatewayV2" => "apigatewayv2",
            _ => call.Service,
        },
        call.Operation);
}
