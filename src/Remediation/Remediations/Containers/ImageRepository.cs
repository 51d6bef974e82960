using System.Text.Json.Nodes;
using Amazon.ECR.Model;

namespace SecretScoops.Governance.Remediation.Remediations.Containers;

/// <summary>A repository of images as every remediation of repositories sees it.</summary>
internal static class ImageRepository
{
    /// <summary>Of the repository.</summary>
    public const string Arn = "arn:{partition}:ecr:{region}:{account}:repository/{id}";

    /// <summary>What <see cref="ReadAsync"/> needs.</summary>
    public static IReadOnlyList<Need> Reads { get; } = [new("ecr:DescribeRepositories", Arn), new("ecr:ListTagsForResource", Arn)];

    /// <summary>Scanning, what tags may do, encryption, tags. Null when there is no such repository.</summary>
    public static async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        try
        {
            var found = await subject.Session.Ecr.DescribeRepositoriesAsync(new() { RepositoryNames = [subject.Id] }, cancellationToken);
            if (found.Repositories?.FirstOrDefault() is not { } repository)
            {
                return null;
            }

            var tags = (await subject.Session.Ecr.ListTagsForResourceAsync(new() { ResourceArn = repository.RepositoryArn }, cancellationToken)).Tags ?? [];
            return new()
            {
                ["arn"] = repository.RepositoryArn,
                ["scanOnPush"] = repository.ImageScanningConfiguration?.ScanOnPush ?? false,
                ["mutability"] = new JsonObject
                {
                    ["mode"] = repository.ImageTagMutability?.Value,
                    ["except"] = new JsonArray([.. (repository.ImageTagMutabilityExclusionFilters ?? []).Select(f => JsonValue.Create(f.Filter))]),
                },
                ["encryption"] = repository.EncryptionConfiguration?.EncryptionType?.Value,
                ["key"] = repository.EncryptionConfiguration?.KmsKey,
                ["tags"] = new JsonObject(tags.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => KeyValuePair.Create<string, JsonNode?>(t.Key, t.Value))),
            };
        }
        catch (RepositoryNotFoundException)
        {
            return null;
        }
    }
}
