using System.Text.Json.Nodes;
using Amazon.Lambda.Model;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Guardrails;

namespace SecretScoops.Governance.Remediation.Remediations.Lambda;

/// <summary>A function as every remediation of functions sees it: who may call it and how, for itself and for each alias. Nothing of its environment, where secrets are.</summary>
/// <remarks>Rights on single published versions are not looked at: there can be thousands, and each is a call.</remarks>
internal static class Function
{
    /// <summary>In place of an alias: the function itself.</summary>
    public const string Itself = "$LATEST";

    /// <summary>Of the function.</summary>
    public const string Arn = "arn:{partition}:lambda:{region}:{account}:function:{id}";

    /// <summary>Of its aliases.</summary>
    public const string AliasArn = Arn + ":*";

    /// <summary>What <see cref="ReadAsync"/> needs.</summary>
    public static IReadOnlyList<Need> Reads { get; } =
    [
        new("lambda:ListAliases", Arn), new("lambda:GetPolicy", Arn), new("lambda:GetPolicy", AliasArn), new("lambda:GetFunctionUrlConfig", Arn),
        new("lambda:GetFunctionUrlConfig", AliasArn), new("lambda:ListTags", Arn),
    ];

    /// <summary>Statements and addresses, by alias. Null when there is no such function.</summary>
    public static async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        try
        {
            var (statements, addresses) = (new JsonObject(), new JsonObject());
            var arn = $"arn:{subject.Partition}:lambda:{subject.Incident.Region}:{subject.Incident.AccountId}:function:{subject.Id}";
            var tags = (await subject.Session.Lambda.ListTagsAsync(new() { Resource = arn }, cancellationToken)).Tags ?? [];
            foreach (var alias in (string[])[Itself, .. await AliasesAsync(subject, cancellationToken)])
            {
                statements[alias] = OpenStatements.ById(await PolicyAsync(subject, alias, cancellationToken));
                if (await AddressAsync(subject, alias, cancellationToken) is { } address)
                {
                    addresses[alias] = address;
                }
            }

            return new()
            {
                ["statements"] = statements,
                ["addresses"] = addresses,
                ["tags"] = new JsonObject(tags.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => KeyValuePair.Create<string, JsonNode?>(t.Key, t.Value))),
            };
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }

    /// <summary>What the API takes for an alias.</summary>
    public static string? Qualifier(string alias) => alias == Itself ? null : alias;

    private static async Task<List<string>> AliasesAsync(Subject subject, CancellationToken cancellationToken)
    {
        var aliases = await Paged.AllAsync(async marker =>
        {
            var page = await subject.Session.Lambda.ListAliasesAsync(new() { FunctionName = subject.Id, Marker = marker }, cancellationToken);
            return (page.Aliases, page.NextMarker);
        });
        return [.. aliases.Select(alias => alias.Name)];
    }

    // Without a policy, and without an address, Lambda answers as if there were no function; whether there is one, its tags have told.
    private static async Task<JsonNode?> PolicyAsync(Subject subject, string alias, CancellationToken cancellationToken)
    {
        try
        {
            return JsonNode.Parse((await subject.Session.Lambda.GetPolicyAsync(new() { FunctionName = subject.Id, Qualifier = Qualifier(alias) }, cancellationToken)).Policy);
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }

    private static async Task<JsonObject?> AddressAsync(Subject subject, string alias, CancellationToken cancellationToken)
    {
        try
        {
            var url = await subject.Session.Lambda.GetFunctionUrlConfigAsync(new() { FunctionName = subject.Id, Qualifier = Qualifier(alias) }, cancellationToken);
            return new()
            {
                ["url"] = url.FunctionUrl,
                ["authType"] = url.AuthType?.Value,
                ["invokeMode"] = url.InvokeMode?.Value,
                ["origins"] = new JsonArray([.. (url.Cors?.AllowOrigins ?? []).Select(origin => JsonValue.Create(origin))]),
            };
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }
}
