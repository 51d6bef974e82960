using System.Collections.Frozen;

namespace SecretScoops.Governance.AwsNames;

/// <summary>One id per resource, whoever names it: Config has ids, names, URLs or ARNs, Security Hub ARNs, CloudTrail whatever the caller typed.</summary>
/// <remarks>
/// Where Config names a thing by its ARN and its last name alone would not find it again, the ARN is the id; elsewhere it is the last name or id. A queue is its name,
/// an API's stage is <c>API/STAGE</c>.
/// </remarks>
internal static class ResourceIds
{
    private static readonly FrozenSet<string> s_arns = FrozenSet.Create(
        StringComparer.Ordinal, ResourceTypes.Topic, ResourceTypes.LoadBalancer, ResourceTypes.Service, ResourceTypes.Secret, ResourceTypes.WebAcl);

    /// <summary>The id of a resource as named by anybody.</summary>
    public static string Of(string type, string named)
    {
        if (!Arn.TryParse(named, out var arn))
        {
            return OfName(type, named);
        }

        return s_arns.Contains(type) ? named : type switch
        {
            ResourceTypes.Bucket => arn.Resource.Split('/')[0],
            ResourceTypes.Function => OfFunction(arn.Resource),
            ResourceTypes.RestStage or ResourceTypes.HttpStage => OfStage(arn.Resource) ?? arn.Resource,
            // "task-definition/web:3": the revision alone names nothing.
            ResourceTypes.TaskDefinition => Behind(arn.Resource, "task-definition/"),
            ResourceTypes.Repository => Behind(arn.Resource, "repository/"),
            ResourceTypes.LogGroup => Behind(arn.Resource, "log-group:").Split(':')[0],
            // Automated snapshots have a colon in their names: "snapshot:rds:shop-2026-11-26".
            _ when arn.Service == "rds" => arn.Resource[(arn.Resource.IndexOf(':', StringComparison.Ordinal) + 1)..],
            _ => arn.LastName is { Length: > 0 } last ? last : arn.Resource,
        };
    }

    private static string OfName(string type, string named) => type switch
    {
        ResourceTypes.Account => Behind(named, $"{ResourceTypes.Account}:"),
        ResourceTypes.Function => OfFunction(named),
        ResourceTypes.Queue when named.StartsWith("http", StringComparison.Ordinal) => named[(named.LastIndexOf('/') + 1)..],
        _ => named,
    };

    /// <summary>Takes <c>NAME</c>, <c>NAME:QUALIFIER</c>, <c>ACCOUNT:function:NAME</c> and <c>function:NAME:QUALIFIER</c> (Lambda API Reference, FunctionName, read 2026-11).</summary>
    private static string OfFunction(string named)
    {
        var parts = named.Split(':');
        return parts[Math.Min(parts.Length - 1, Array.IndexOf(parts, "function") + 1)];
    }

    private static string? OfStage(string resource) => resource.Split('/') is ["", _, var api, "stages", var stage] ? $"{api}/{stage}" : null;

    private static string Behind(string text, string prefix) => text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text;
}
