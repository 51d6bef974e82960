using System.Text.Json;

namespace SecretScoops.Governance.Remediation.Events;

/// <summary>A resource as a finding names it.</summary>
internal sealed record FindingResource(string Type, string Id, string? Arn, string Region, IReadOnlyDictionary<string, string> Hints)
{
    private const string AccessKey = "AwsIamAccessKey";

    /// <summary>Null for types that no control is about.</summary>
    /// <param name="type">As the finding has it: <c>AwsEc2SecurityGroup</c>.</param>
    /// <param name="id">Mostly an ARN.</param>
    /// <param name="region">What the finding says; the ARN's is held against it later.</param>
    /// <param name="resource">The whole, for the details of access keys.</param>
    public static FindingResource? Of(string type, string id, string region, JsonElement resource)
    {
        if (type == AccessKey)
        {
            return OfKey(id, region, resource);
        }

        return ResourceTypes.OfFinding(type) is { } known
            ? new(known, ResourceIds.Of(known, id), id.StartsWith("arn:", StringComparison.Ordinal) ? id : null, region, new Dictionary<string, string>(StringComparer.Ordinal))
            : null;
    }

    /// <summary>A key is its user's: what is read and mended is the user.</summary>
    private static FindingResource? OfKey(string id, string region, JsonElement resource) =>
        GuardDutyEvents.Principal(
            Paths.Text(resource, "Details.AwsIamAccessKey.PrincipalType"),
            Paths.Text(resource, "Details.AwsIamAccessKey.PrincipalName"),
            Paths.Text(resource, "Details.AwsIamAccessKey.PrincipalId"),
            id[(id.LastIndexOf(':') + 1)..]) is { } found
            ? new(found.Type, found.Id, null, region, found.Hints)
            : null;
}
