using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.SecretsManager.Model;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Secrets;

/// <summary>
/// A secret is rotated by itself. Where rotation was on before and has a function, switching it on again costs nothing: nothing is rotated now, only tested. Where it never was, somebody's clients
/// may not know how to fetch a changed password: that is another class, and the policies' function must know the secret's kind. Secrets that a service keeps for itself it rotates itself.
/// </summary>
internal sealed class SecretsRotated : Remediation
{
    private const string Rotation = "/rotation";
    private const string Function = "/function";

    /// <inheritdoc/>
    public override string Control => "secrets-rotated";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.Secret;

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["SecretsManager.1"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["secretsmanager.amazonaws.com:CancelRotateSecret"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => Secret.Reads;

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes =>
    [
        new("secretsmanager:RotateSecret", Secret.Arn),
        new("secretsmanager:CancelRotateSecret", Secret.Arn),
        // Secrets Manager API Reference, RotateSecret, "Required permissions", read 2026-11.
        new("lambda:InvokeFunction", "arn:{partition}:lambda:{region}:{account}:function:*", "secretsmanager:RotateSecret"),
    ];

    /// <inheritdoc/>
    public override Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken) => Secret.ReadAsync(subject, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands)
    {
        var rotation = image["rotation"]!;
        if ((bool)rotation["on"]! || Secret.IsAnothers(image))
        {
            return [];
        }

        var planned = rotation["days"] is not null || rotation["schedule"] is not null;
        var should = planned ? rotation.DeepClone().AsObject() : new JsonObject { ["days"] = demands.Number("days", 30), ["schedule"] = null, ["duration"] = null };
        should["on"] = true;
        return image["function"] is not null
            ? [new(Rotation, "the secret's rotation is switched off", should)]
            :
            [
                new(Function, "the secret never had a function that rotates it", FunctionOf(image, demands)),
                new(Rotation, "the secret is never rotated", should),
            ];
    }

    /// <inheritdoc/>
    public override Outage OutageOf(JsonObject image, IReadOnlyList<Violation> violations) => violations.Any(v => v.Atom == Function) ? Outage.TrafficCut : Outage.None;

    /// <inheritdoc/>
    public override async Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken)
    {
        if (atom == Function)
        {
            // One call sets function and schedule, when the schedule's turn comes.
            if (value is null)
            {
                throw new NotUndoableException($"a secret does not forget the function that rotates it; aws secretsmanager cancel-rotate-secret --secret-id {subject.Id} ends its rotation");
            }

            return;
        }

        if ((bool?)value?["on"] != true)
        {
            await subject.Session.Secrets.CancelRotateSecretAsync(new() { SecretId = subject.Id }, cancellationToken);
            return;
        }

        await subject.Session.Secrets.RotateSecretAsync(
            new()
            {
                SecretId = subject.Id,
                RotationLambdaARN = (string?)image["function"] ?? FunctionOf(image, subject.Demands),
                RotateImmediately = false,
                RotationRules = new RotationRulesType
                {
                    // A schedule and days exclude each other.
                    AutomaticallyAfterDays = value["schedule"] is null ? (int?)value["days"] : null,
                    ScheduleExpression = (string?)value["schedule"],
                    Duration = (string?)value["duration"],
                },
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        "Make sure that the secret's clients fetch it anew when it is refused, and that a function for its kind is there",
        string.Create(CultureInfo.InvariantCulture, $"aws secretsmanager rotate-secret --secret-id {subject.Id} --rotation-lambda-arn FUNCTION_ARN --rotation-rules AutomaticallyAfterDays={subject.Demands.Number("days", 30)} --no-rotate-immediately"),
    ];

    private static string FunctionOf(JsonObject image, Demands demands)
    {
        // arn:PARTITION:secretsmanager:REGION:ACCOUNT:secret:NAME
        var parts = ((string)image["arn"]!).Split(':');
        return $"arn:{parts[1]}:lambda:{parts[3]}:{parts[4]}:function:{demands.Text("function", "secret-scoops-rotation")}";
    }
}
