using System.Text.Json.Nodes;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.Secrets;

/// <summary>AWS's own key encrypts the secret.</summary>
internal sealed class SecretWithKeyOfAws : Scenario
{
    /// <inheritdoc/>
    public override string Control => "secrets-encrypted";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["secretsmanager/FakeSecret"];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        var key = (await member.Kms.CreateKeyAsync(new(), cancel)).KeyMetadata.KeyId;
        await member.Kms.CreateAliasAsync(new() { AliasName = "alias/secret-scoops-data", TargetKeyId = key }, cancel);
        _ = await member.Secrets.CreateSecretAsync(new() { Name = "shop/neighbour", SecretString = "-" }, cancel);
        return (await member.Secrets.CreateSecretAsync(new() { Name = "shop/db", SecretString = "-", Tags = [new() { Key = "team", Value = "shop" }] }, cancel)).ARN;
    }
}

/// <summary>A secret that nobody ever fetched.</summary>
internal sealed class SecretUnused : Scenario
{
    /// <inheritdoc/>
    public override string Control => "secrets-used";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => [];

    /// <inheritdoc/>
    public override bool CanBeFixed => false;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Parameters => new Dictionary<string, string> { ["unusedForDays"] = "0" };

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel) =>
        (await member.Secrets.CreateSecretAsync(new() { Name = "shop/forgotten", SecretString = "-" }, cancel)).ARN;
}

/// <summary>Somebody put a password into Parameter Store, and CloudTrail saw it.</summary>
internal sealed class PasswordInParameter : Scenario
{
    /// <inheritdoc/>
    public override string Control => "credentials-in-secrets-manager";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => [];

    /// <inheritdoc/>
    public override bool CanBeFixed => false;

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        foreach (var name in new[] { "/shop/db/Password", "/shop/db/host" })
        {
            await member.Ssm.PutParameterAsync(new() { Name = name, Value = "-", Type = "SecureString" }, cancel);
        }

        return "/shop/db/Password";
    }

    /// <inheritdoc/>
    public override string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region) =>
        Calls.Event("ssm", "PutParameter", accountId, region, new JsonObject { ["name"] = resourceId, ["type"] = "SecureString", ["value"] = "HIDDEN_DUE_TO_SECURITY_REASONS" });
}
