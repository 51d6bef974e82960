using System.Text.Json.Nodes;
using Amazon.ECR.Model;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Containers;

/// <summary>
/// A tag means one image for ever. A pipeline that pushes "latest" again and again is refused from then on. Immutable with exceptions keeps the rule: somebody chose which tags may
/// move.
/// </summary>
internal sealed class ImagesImmutable : Remediation
{
    /// <inheritdoc/>
    public override string Control => "images-immutable";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.Repository;

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["ECR.2"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["ecr.amazonaws.com:CreateRepository", "ecr.amazonaws.com:PutImageTagMutability"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => ImageRepository.Reads;

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => [new("ecr:PutImageTagMutability", ImageRepository.Arn)];

    /// <inheritdoc/>
    public override Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken) => ImageRepository.ReadAsync(subject, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
        ((string?)image["mutability"]!["mode"])?.StartsWith("IMMUTABLE", StringComparison.Ordinal) == true
            ? []
            : [new("/mutability", "a tag of the repository may mean another image tomorrow", new JsonObject { ["mode"] = "IMMUTABLE", ["except"] = new JsonArray() })];

    /// <summary>Exceptions are wildcards: ECR has no other sort (ECR API Reference, ImageTagMutabilityExclusionFilter, read 2026-11 in botocore's model).</summary>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken)
    {
        var except = value!["except"]!.AsArray().Select(f => new ImageTagMutabilityExclusionFilter { Filter = (string)f!, FilterType = "WILDCARD" }).ToList();
        return subject.Session.Ecr.PutImageTagMutabilityAsync(
            new()
            {
                RegistryId = subject.Incident.AccountId,
                RepositoryName = subject.Id,
                ImageTagMutability = (string)value["mode"]!,
                ImageTagMutabilityExclusionFilters = except.Count == 0 ? null : except,
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        "Let pipelines push a tag of their own each time, such as the commit",
        $"aws ecr put-image-tag-mutability --repository-name {subject.Id} --image-tag-mutability IMMUTABLE",
    ];
}
