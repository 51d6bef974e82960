using System.Text.Json.Nodes;
using Amazon.Lambda.Model;

namespace SecretScoops.Governance.Remediation.Remediations.Lambda;

/// <summary>A statement of a function's policy as the request that makes it: Lambda takes no policy, only what goes into one.</summary>
internal static class Permission
{
    /// <summary>The request.</summary>
    /// <exception cref="NotUndoableException">The statement says what no request of today can say.</exception>
    public static AddPermissionRequest Of(JsonObject statement, string function, string? qualifier)
    {
        var request = new AddPermissionRequest
        {
            FunctionName = function,
            Qualifier = qualifier,
            StatementId = (string?)statement["Sid"],
            Action = Single(statement["Action"]),
            Principal = statement["Principal"] is JsonObject kinds ? Single(kinds.First().Value) : Single(statement["Principal"]),
        };
        foreach (var (test, keys) in statement["Condition"] as JsonObject ?? [])
        {
            foreach (var (key, value) in keys as JsonObject ?? [])
            {
                Add(request, $"{test} {key}", Single(value));
            }
        }

        return request;
    }

    // API_AddPermission, Request Body (read 2026-11 in botocore's model), and the conditions that Lambda makes of it.
    private static void Add(AddPermissionRequest request, string condition, string value)
    {
        switch (condition.ToUpperInvariant())
        {
            case "ARNLIKE AWS:SOURCEARN":
                request.SourceArn = value;
                break;
            case "STRINGEQUALS AWS:SOURCEACCOUNT":
                request.SourceAccount = value;
                break;
            case "STRINGEQUALS AWS:PRINCIPALORGID":
                request.PrincipalOrgID = value;
                break;
            case "STRINGEQUALS LAMBDA:FUNCTIONURLAUTHTYPE":
                request.FunctionUrlAuthType = value;
                break;
            case "STRINGEQUALS LAMBDA:EVENTSOURCETOKEN":
                request.EventSourceToken = value;
                break;
            case "BOOL LAMBDA:INVOKEDVIAFUNCTIONURL":
                request.InvokedViaFunctionUrl = bool.Parse(value);
                break;
            default:
                throw new NotUndoableException($"Lambda has no request for the condition \"{condition}\": the statement's text is in the ledger, if somebody wants it again");
        }
    }

    private static string Single(JsonNode? node) => node switch
    {
        JsonArray { Count: 1 } many => many[0]!.ToString(),
        JsonValue value => value.ToString(),
        _ => throw new NotUndoableException("Lambda has no request for a statement with several values: its text is in the ledger, if somebody wants it again"),
    };
}
