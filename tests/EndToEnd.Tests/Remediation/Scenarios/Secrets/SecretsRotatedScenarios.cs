using System.Text.Json.Nodes;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.Secrets;

/// <summary>Somebody switched a secret's rotation off, and CloudTrail saw it. Its function and its days are its own.</summary>
internal sealed class SecretRotationSwitchedOff : Scenario
{
    /// <inheritdoc/>
    public override string Control => "secrets-rotated";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["secretsmanager/FakeSecret"];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        var function = await Made.FunctionAsync(member, "shop-rotation", cancel);
        var secret = (await member.Secrets.CreateSecretAsync(new() { Name = "shop/db", SecretString = "-" }, cancel)).ARN;
        await member.Secrets.RotateSecretAsync(new() { SecretId = secret, RotationLambdaARN = function, RotateImmediately = false, RotationRules = new() { AutomaticallyAfterDays = 14 } }, cancel);
        await member.Secrets.CancelRotateSecretAsync(new() { SecretId = secret }, cancel);
        return secret;
    }

    /// <inheritdoc/>
    public override string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region) =>
        Calls.Event("secretsmanager", "CancelRotateSecret", accountId, region, new JsonObject { ["secretId"] = resourceId });
}

/// <summary>A secret that was never rotated: whoever takes that back must do it himself, since its function stays known.</summary>
internal sealed class SecretNeverRotated : Scenario
{
    /// <inheritdoc/>
    public override string Control => "secrets-rotated";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["secretsmanager/FakeSecret"];

    /// <inheritdoc/>
    public override bool CanBeUndone => false;

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await Made.FunctionAsync(member, "secret-scoops-rotation", cancel);
        return (await member.Secrets.CreateSecretAsync(new() { Name = "shop/db", SecretString = "-" }, cancel)).ARN;
    }
}
