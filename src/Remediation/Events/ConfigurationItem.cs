using System.Text.Json;

namespace SecretScoops.Governance.Remediation.Events;

/// <summary>What Config recorded of a resource.</summary>
internal sealed record ConfigurationItem
{
    /// <summary>As CloudFormation spells it.</summary>
    public required string ResourceType { get; init; }

    /// <summary>As Config has it; PutEvaluations wants it back unchanged.</summary>
    public required string ResourceId { get; init; }

    /// <summary>The resource's name, where it has one besides.</summary>
    public string? ResourceName { get; init; }

    /// <summary>Null for what has no ARN.</summary>
    public string? ResourceArn { get; init; }

    /// <summary>Equal to the rule's account.</summary>
    public required string AccountId { get; init; }

    /// <summary>Where it is; <c>global</c> for IAM.</summary>
    public required string Region { get; init; }

    /// <summary>The ordering timestamp that PutEvaluations wants.</summary>
    public required DateTimeOffset CapturedAt { get; init; }

    /// <summary><c>OK</c>, <c>ResourceDiscovered</c>, <c>ResourceDeleted</c> and others.</summary>
    public required string Status { get; init; }

    /// <summary>All settings, as Config writes them; null when the item was too large to be sent, or the resource is gone.</summary>
    public JsonElement? Configuration { get; init; }

    /// <summary>Only a summary came: GetResourceConfigHistory has the rest.</summary>
    public required bool IsSummary { get; init; }

    /// <summary>Nothing is left to judge.</summary>
    public bool IsGone => Status is "ResourceDeleted" or "ResourceDeletedNotRecorded" or "ResourceNotRecorded";

    /// <summary>Reads <c>configurationItem</c>, or <c>configurationItemSummary</c>, which an oversized notification has instead.</summary>
    public static ConfigurationItem Of(Fields item, bool isSummary) => new()
    {
        ResourceType = item.Need("resourceType"),
        ResourceId = item.Need("resourceId"),
        ResourceName = item.Text("resourceName"),
        ResourceArn = item.Text("ARN") is { Length: > 0 } arn ? arn : null,
        AccountId = item.NeedAccount("awsAccountId"),
        Region = item.Need("awsRegion"),
        CapturedAt = item.NeedTime("configurationItemCaptureTime"),
        Status = item.Need("configurationItemStatus"),
        Configuration = !isSummary && item.Element.TryGetProperty("configuration", out var configuration) && configuration.ValueKind != JsonValueKind.Null ? configuration : null,
        IsSummary = isSummary,
    };
}
