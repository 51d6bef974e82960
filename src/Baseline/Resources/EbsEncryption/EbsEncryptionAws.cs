using System.Text.Json.Nodes;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Environments;

namespace SecretScoops.Governance.Baseline.Resources.EbsEncryption;

/// <summary>The calls of <see cref="EbsEncryptionKind"/>.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class EbsEncryptionAws(EbsEncryptionKind kind)
    : AccountSetting<EbsEncryptionDefaults, EbsEncryptionAttributes>(kind, Places.Regions, static defaults => defaults.EbsEncryption)
{
    private const string AwsAlias = "alias/aws/ebs";

    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions => ["ec2:GetEbsEncryptionByDefault", "ec2:GetEbsDefaultKmsKeyId", "kms:ListAliases"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions =>
        ["ec2:EnableEbsEncryptionByDefault", "ec2:DisableEbsEncryptionByDefault", "ec2:ModifyEbsDefaultKmsKeyId", "ec2:ResetEbsDefaultKmsKeyId", "kms:DescribeKey"];

    /// <inheritdoc/>
    protected override async Task<EbsEncryptionAttributes> SeenAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        bool? enabled = world.LandingZone.IsRetired(scope.Region!) ? null : (await session.Ec2.GetEbsEncryptionByDefaultAsync(new(), cancel)).EbsEncryptionByDefault ?? false;
        if (world.Without.Contains(EbsEncryptionKind.KeyFacet.Name))
        {
            return new(enabled, null);
        }

        var key = (await session.Ec2.GetEbsDefaultKmsKeyIdAsync(new(), cancel)).KmsKeyId;
        return new(enabled, await NamedAsync(key, scope, session, world, cancel));
    }

    /// <remarks>The key first: whoever makes a volume in between shall have the right one.</remarks>
    protected override async Task SetAsync(Address address, EbsEncryptionAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var ec2 = world.SessionOf(address).Ec2;
        switch (desired.Key)
        {
            case JsonObject reference when Reference.TryRead(reference) is { } key:
                await ec2.ModifyEbsDefaultKmsKeyIdAsync(new() { KmsKeyId = Alias(key, world) }, cancel);
                break;
            case JsonValue text when text.GetValue<string>() is var arn && arn != EbsEncryptionDefaults.AwsManaged:
                await ec2.ModifyEbsDefaultKmsKeyIdAsync(new() { KmsKeyId = arn }, cancel);
                break;
            case null:
                break;
            default:
                await ec2.ResetEbsDefaultKmsKeyIdAsync(new(), cancel);
                break;
        }

        if (desired.Enabled == true)
        {
            await ec2.EnableEbsEncryptionByDefaultAsync(new(), cancel);
        }
        else if (desired.Enabled == false)
        {
            await ec2.DisableEbsEncryptionByDefaultAsync(new(), cancel);
        }
    }

    private static string Alias(Address key, AwsWorld world) => $"alias/{world.LandingZone.NamePrefix}{key.Name}";

    // AWS tells a key by its ARN, and AWS's own by its alias; ours is known by the alias that it has.
    private static async Task<JsonNode> NamedAsync(string? key, Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        if (key is null || key.EndsWith(AwsAlias, StringComparison.Ordinal))
        {
            return EbsEncryptionAttributes.KeyNamed(null, scope);
        }

        var ours = $"alias/{world.LandingZone.NamePrefix}";
        if (key.IndexOf($":{ours}", StringComparison.Ordinal) is > 0 and var at)
        {
            return EbsEncryptionAttributes.KeyNamed(key[(at + 1 + ours.Length)..], scope);
        }

        var aliases = await Paged.AllAsync(async token =>
        {
            var page = await session.Kms.ListAliasesAsync(new() { KeyId = key, Marker = token }, cancel);
            return (page.Aliases, page.Truncated == true ? page.NextMarker : null);
        });
        var names = aliases.ConvertAll(alias => alias.AliasName);
        return names.Contains(AwsAlias) ? EbsEncryptionAttributes.KeyNamed(null, scope)
            : names.Find(name => name.StartsWith(ours, StringComparison.Ordinal)) is { } alias ? EbsEncryptionAttributes.KeyNamed(alias[ours.Length..], scope)
            : JsonValue.Create(key);
    }
}
