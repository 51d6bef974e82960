using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Secrets;

/// <summary>
/// A secret is encrypted with a key of ours. Whoever fetches it needs kms:Decrypt then, which is why a person decides. A secret that a service keeps for itself gets its key from there.
/// </summary>
internal sealed class SecretsEncrypted : Remediation
{
    private const string DefaultKey = "alias/secret-scoops-data";
    private const string AwsKey = "alias/aws/secretsmanager";
    private const string Keys = "arn:{partition}:kms:{region}:{account}:key/*";
    private const string Update = "secretsmanager:UpdateSecret";

    /// <inheritdoc/>
    public override string Control => "secrets-encrypted";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.Secret;

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => Secret.Reads;

    /// <inheritdoc/>
    /// <remarks>The rights on keys are Secrets Manager's, in our name; without them the versions that are there stay with the old key (API Reference, UpdateSecret, read 2026-11).</remarks>
    public override IReadOnlyList<Need> Writes =>
        [new(Update, Secret.Arn), new("kms:Decrypt", Keys, Update), new("kms:Encrypt", Keys, Update), new("kms:GenerateDataKey", Keys, Update)];

    /// <inheritdoc/>
    public override Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken) => Secret.ReadAsync(subject, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) => image["key"] is not null || Secret.IsAnothers(image)
        ? []
        : [new("/key", "the secret is encrypted with AWS's own key, which we cannot withdraw", demands.Text("key", DefaultKey))];

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        subject.Session.Secrets.UpdateSecretAsync(new() { SecretId = subject.Id, KmsKeyId = (string?)value ?? AwsKey }, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"Make sure that the policy of {subject.Demands.Text("key", DefaultKey)} lets those decrypt who fetch the secret: aws kms get-key-policy --key-id KEY_ID",
        $"aws secretsmanager update-secret --secret-id {subject.Id} --kms-key-id {subject.Demands.Text("key", DefaultKey)}",
    ];
}
