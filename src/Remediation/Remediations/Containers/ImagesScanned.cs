using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Containers;

/// <summary>Images are scanned when they are pushed. Nothing waits for the scan.</summary>
/// <remarks>
/// AWS means to replace the setting of a repository by one of the registry (ECR API Reference, PutImageScanningConfiguration, read 2026-11 in botocore's model); the Config rule
/// still looks at the repository's.
/// </remarks>
internal sealed class ImagesScanned : Remediation
{
    /// <inheritdoc/>
    public override string Control => "images-scanned";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.Repository;

    /// <inheritdoc/>
    public override Outage Outage => Outage.None;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["ECR.1"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["ecr.amazonaws.com:CreateRepository", "ecr.amazonaws.com:PutImageScanningConfiguration"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => ImageRepository.Reads;

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => [new("ecr:PutImageScanningConfiguration", ImageRepository.Arn)];

    /// <inheritdoc/>
    public override Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken) => ImageRepository.ReadAsync(subject, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
        !(bool)image["scanOnPush"]! ? [new("/scanOnPush", "nobody scans the repository's images", true)] : [];

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        subject.Session.Ecr.PutImageScanningConfigurationAsync(
            new() { RegistryId = subject.Incident.AccountId, RepositoryName = subject.Id, ImageScanningConfiguration = new() { ScanOnPush = (bool)value! } }, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"aws ecr put-image-scanning-configuration --repository-name {subject.Id} --image-scanning-configuration scanOnPush=true",
        $"What was pushed before: aws ecr start-image-scan --repository-name {subject.Id} --image-id imageTag=TAG",
    ];
}
