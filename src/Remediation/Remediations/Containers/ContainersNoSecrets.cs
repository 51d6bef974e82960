using System.Text.Json.Nodes;

namespace SecretScoops.Governance.Remediation.Remediations.Containers;

/// <summary>Task definitions carry no secrets in their environment. Only names are looked at, and told.</summary>
internal sealed class ContainersNoSecrets : TaskDefinitionRemediation
{
    /// <inheritdoc/>
    public override string Control => "containers-no-secrets";

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["ECS.8"];

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands)
    {
        var keys = demands.List("secretKeys", "AWS_ACCESS_KEY_ID,AWS_SECRET_ACCESS_KEY,ECS_ENGINE_AUTH_DATA").ToHashSet(StringComparer.Ordinal);
        return
        [
            .. image["containers"]!.AsObject().SelectMany(c => c.Value!["environment"]!.AsObject().Where(e => keys.Contains(e.Key)).Select(e => new Violation(
                $"/containers/{Images.Escape(c.Key)}/environment/{Images.Escape(e.Key)}", $"container \"{c.Key}\" is given \"{e.Key}\" in plain text, for whoever may read task definitions", null))),
        ];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        "Take what is in them for known: issue new ones, and put those into Secrets Manager: aws secretsmanager create-secret --name NAME --secret-string file://secret",
        .. NewRevision(
            subject,
            $"Move {string.Join(", ", violations.Select(v => $"\"{Images.Keys(v.Atom)[3]}\" of \"{ContainerIn(v)}\""))} from environment to secrets: {{\"name\": NAME, \"valueFrom\": ARN OF THE SECRET}}; the execution role needs secretsmanager:GetSecretValue. Keys of AWS go altogether: the task role has rights of its own"),
        "Withdraw the old ones: older revisions keep them for ever, even deregistered",
    ];
}
