using System.Globalization;
using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Baseline.Resources.KmsKeys;

/// <summary>The calls of <see cref="KmsKeyKind"/>.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class KmsKeysAws(KmsKeyKind kind) : ScopedThing<KmsKeyAttributes>(kind, Places.Regions)
{
    /// <summary>The tag that keeps <see cref="KmsKeyAttributes.DeletionWindowDays"/>.</summary>
    public const string WindowTag = "governance:deletion-window-days";

    /// <summary>The tag that says which name a key was made for, so that one without its alias is found again.</summary>
    public const string NameTag = "governance:key";

    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions => ["kms:ListAliases", "kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListResourceTags"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions =>
    [
        "kms:ListKeys", "kms:CreateKey", "kms:CreateAlias", "kms:UpdateAlias", "kms:DeleteAlias", "kms:EnableKey", "kms:DisableKey", "kms:CancelKeyDeletion", "kms:UpdateKeyDescription",
        "kms:PutKeyPolicy", "kms:EnableKeyRotation", "kms:DisableKeyRotation", "kms:TagResource", "kms:UntagResource", "kms:ScheduleKeyDeletion",
    ];

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Scope>> ScopesAsync(AwsWorld world, CancellationToken cancel)
    {
        if (world.Policies.Find(KeysFile.Area) is not { Value: var file })
        {
            return [];
        }

        var declared = file.Keys.SelectMany(key => key.Value.Resolved(world.LandingZone).Places(world.LandingZone)).ToHashSet();
        return await world.ScopesOfAsync(declared, cancel);
    }

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Resource>> ReadInAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        var aliases = await KeyAliases.OfAsync(scope, world, cancel);
        var keys = await Paged.EachAsync([.. aliases.Keys], (key, stop) => SeenAsync(scope.Address(KindNames.KmsKey, key.Key), key.Value, session.Kms, world, stop), cancel);
        return [.. keys.OfType<Resource>()];
    }

    /// <inheritdoc/>
    protected override async Task<Resource?> ReadOneAsync(Address address, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        var aliases = await KeyAliases.ReadAsync(address.Within!.Value, world, cancel);
        return aliases.Keys.TryGetValue(address.Name, out var id) ? await SeenAsync(address, id, session.Kms, world, cancel) : null;
    }

    /// <inheritdoc/>
    protected override async Task CreateAsync(Address address, KmsKeyAttributes desired, Step step, AwsWorld world, CancellationToken cancel)
    {
        var kms = world.SessionOf(address).Kms;
        if (await LeftBehindAsync(address, kms, world, cancel) is { } id)
        {
            // Made by a run that was killed, or deleted lately and still waiting for its end: then it is taken back.
            await new KeyEdit(id, kms, world).CarryOutAsync(kind.Typed((await SeenAsync(address, id, kms, world, cancel))!), desired, cancel);
        }
        else
        {
            var made = (await kms.CreateKeyAsync(
                new() { Description = desired.Description, Policy = await PlacedIds.UploadAsync(desired.Policy!, world, cancel), Tags = TagsOf(desired, address.Name) }, cancel)).KeyMetadata;
            id = made.KeyId;
            world.Ids.Learn(address, made.Arn);
            await new KeyEdit(id, kms, world).CarryOutAsync(desired with { RotationDays = null }, desired, cancel);
        }

        await PointAsync(KeyAliases.Alias(world, address.Name), id, kms, cancel);
    }

    /// <inheritdoc/>
    protected override Task UpdateAsync(Address address, KmsKeyAttributes observed, KmsKeyAttributes desired, AwsWorld world, CancellationToken cancel) =>
        new KeyEdit(world.Ids.Of(address), world.SessionOf(address).Kms, world).CarryOutAsync(observed, desired, cancel);

    /// <summary>The key first, the alias after it: a run that is killed between them finds the alias, and so the key, again.</summary>
    protected override async Task DeleteAsync(Address address, KmsKeyAttributes observed, AwsWorld world, CancellationToken cancel)
    {
        var kms = world.SessionOf(address).Kms;
        if (observed.State != KmsKeyAttributes.PendingDeletion)
        {
            try
            {
                await kms.ScheduleKeyDeletionAsync(new ScheduleKeyDeletionRequest { KeyId = world.Ids.Of(address), PendingWindowInDays = observed.DeletionWindowDays }, cancel);
            }
            catch (KMSInvalidStateException)
            {
                // Already on its way.
            }
        }

        try
        {
            await kms.DeleteAliasAsync(new DeleteAliasRequest { AliasName = KeyAliases.Alias(world, address.Name) }, cancel);
        }
        catch (NotFoundException)
        {
            // Gone already.
        }
    }

    /// <summary>The tags that carry the attributes, beside those that are managed.</summary>
    public static List<Tag> TagsOf(KmsKeyAttributes key, string name) =>
    [
        .. key.Tags.Select(tag => new Tag { TagKey = tag.Key, TagValue = tag.Value }),
        new() { TagKey = NameTag, TagValue = name },
        new() { TagKey = WindowTag, TagValue = (key.DeletionWindowDays ?? 30).ToString(CultureInfo.InvariantCulture) },
    ];

    // The alias may stand for a key that is not ours and is being deleted: that one has no use for it any more.
    private static async Task PointAsync(string alias, string keyId, IAmazonKeyManagementService kms, CancellationToken cancel)
    {
        try
        {
            await kms.CreateAliasAsync(new CreateAliasRequest { AliasName = alias, TargetKeyId = keyId }, cancel);
        }
        catch (AlreadyExistsException)
        {
            await kms.UpdateAliasAsync(new() { AliasName = alias, TargetKeyId = keyId }, cancel);
        }
    }

    // CreateKey knows no token that would make a repetition harmless: a key of ours that was made for this name is looked for by its tags.
    private static async Task<string?> LeftBehindAsync(Address address, IAmazonKeyManagementService kms, AwsWorld world, CancellationToken cancel)
    {
        var keys = await Paged.AllAsync(async marker =>
        {
            var page = await kms.ListKeysAsync(new() { Marker = marker, Limit = 1000 }, cancel);
            return (page.Keys, page.Truncated == true ? page.NextMarker : null);
        });
        var tagged = await Paged.EachAsync(keys, async (key, stop) => (Key: key, Tags: await ShownTagsAsync(key.KeyId, kms, stop)), cancel);
        var found = tagged.FirstOrDefault(key => world.IsOurs(key.Tags) && key.Tags.GetValueOrDefault(NameTag) == address.Name).Key;
        if (found is not null)
        {
            world.Ids.Learn(address, found.KeyArn);
        }

        return found?.KeyId;
    }

    private async Task<Resource?> SeenAsync(Address address, string keyId, IAmazonKeyManagementService kms, AwsWorld world, CancellationToken cancel)
    {
        var key = (await kms.DescribeKeyAsync(new DescribeKeyRequest { KeyId = keyId }, cancel)).KeyMetadata;
        var tags = await TagsAsync(keyId, kms, cancel);
        var owned = world.IsOurs(tags);
        if (key.KeyState?.Value == KmsKeyAttributes.PendingDeletion && !owned)
        {
            return null;
        }

        world.Ids.Learn(address, key.Arn);
        var policy = (await kms.GetKeyPolicyAsync(new() { KeyId = keyId, PolicyName = "default" }, cancel)).Policy;
        var window = tags.Remove(WindowTag, out var days) && int.TryParse(days, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        tags.Remove(NameTag);
        return kind.Of(
            address,
            new()
            {
                Description = key.Description ?? "",
                Spec = key.KeySpec?.Value ?? "",
                State = key.KeyState?.Value ?? "",
                Policy = await PlacedIds.ReadAsync(policy, world, cancel),
                RotationDays = await RotationAsync(key, kms, cancel),
                DeletionWindowDays = window,
                Tags = tags,
            },
            owned);
    }

    // Only symmetric keys with AWS's own material rotate: for others the question is an error.
    private static async Task<int?> RotationAsync(KeyMetadata key, IAmazonKeyManagementService kms, CancellationToken cancel)
    {
        if (key.KeySpec?.Value != "SYMMETRIC_DEFAULT")
        {
            return null;
        }

        var rotation = await kms.GetKeyRotationStatusAsync(new GetKeyRotationStatusRequest { KeyId = key.KeyId }, cancel);
        return rotation.KeyRotationEnabled == true ? rotation.RotationPeriodInDays ?? 365 : null;
    }

    // Among all keys of an account are AWS's own, which do not show their tags, and one may go while the others are read.
    private static async Task<SortedDictionary<string, string>> ShownTagsAsync(string keyId, IAmazonKeyManagementService kms, CancellationToken cancel)
    {
        try
        {
            return await TagsAsync(keyId, kms, cancel);
        }
        catch (AmazonKeyManagementServiceException e) when (e.ErrorCode is "AccessDeniedException" or "NotFoundException")
        {
            return [];
        }
    }

    private static async Task<SortedDictionary<string, string>> TagsAsync(string keyId, IAmazonKeyManagementService kms, CancellationToken cancel)
    {
        var tags = await Paged.AllAsync(async marker =>
        {
            var page = await kms.ListResourceTagsAsync(new() { KeyId = keyId, Marker = marker }, cancel);
            return (page.Tags, page.Truncated == true ? page.NextMarker : null);
        });
        return Resources.Tags.Read(tags.Select(tag => KeyValuePair.Create(tag.TagKey, tag.TagValue)));
    }
}
