using System.Text.RegularExpressions;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Kms;

namespace SecretScoops.Governance.Sandbox.Kms;

/// <summary>Aliases and tags.</summary>
internal sealed partial class KmsSandbox
{
    [GeneratedRegex("^alias/[A-Za-z0-9/_-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex AliasName { get; }

    public override CreateAliasResponse CreateAlias(CreateAliasRequest request, Call call)
    {
        if (!AliasName.IsMatch(request.AliasName!) || request.AliasName!.StartsWith("alias/aws/", StringComparison.Ordinal))
        {
            throw new InvalidAliasNameException($"Alias name {request.AliasName} is not valid.");
        }

        var key = ForChange(call, request.TargetKeyId!);
        if (!Kms(call).Aliases.TryAdd(request.AliasName, new() { KeyId = key.Id, CreatedAt = world.Now, UpdatedAt = world.Now }))
        {
            throw new AlreadyExistsException($"An alias with the name arn:aws:kms:{call.Region}:{call.AccountId}:{request.AliasName} already exists");
        }

        return new();
    }

    public override UpdateAliasResponse UpdateAlias(UpdateAliasRequest request, Call call)
    {
        var (alias, key) = (Alias(call, request.AliasName!), ForChange(call, request.TargetKeyId!));
        if (Kms(call).Keys.Find(each => each.Id == alias.KeyId) is { } old && (old.Spec == "SYMMETRIC_DEFAULT") != (key.Spec == "SYMMETRIC_DEFAULT"))
        {
            throw new KMSInvalidStateException("Alias must point to a key of the same type.");
        }

        (alias.KeyId, alias.UpdatedAt) = (key.Id, world.Now);
        return new();
    }

    public override DeleteAliasResponse DeleteAlias(DeleteAliasRequest request, Call call)
    {
        _ = Alias(call, request.AliasName!);
        Kms(call).Aliases.Remove(request.AliasName!);
        return new();
    }

    public override ListAliasesResponse ListAliases(ListAliasesRequest request, Call call)
    {
        var of = request.KeyId is null ? null : Key(call, request.KeyId).Id;
        var (page, next) = pages.Cut(Kms(call).Aliases.Where(alias => of is null || alias.Value.KeyId == of), request.Limit ?? 50, request.Marker);
        return new()
        {
            Aliases = page.ConvertAll(alias => new AliasListEntry
            {
                AliasName = alias.Key,
                AliasArn = $"arn:aws:kms:{call.Region}:{call.AccountId}:{alias.Key}",
                TargetKeyId = alias.Value.KeyId,
                CreationDate = alias.Value.CreatedAt,
                LastUpdatedDate = alias.Value.UpdatedAt,
            }),
            NextMarker = next,
            Truncated = next is not null,
        };
    }

    public override TagResourceResponse TagResource(TagResourceRequest request, Call call)
    {
        Tag(ForChange(call, request.KeyId!), request.Tags!);
        return new();
    }

    public override UntagResourceResponse UntagResource(UntagResourceRequest request, Call call)
    {
        var key = ForChange(call, request.KeyId!);
        request.TagKeys!.ForEach(tag => key.Tags.Remove(tag));
        return new();
    }

    public override ListResourceTagsResponse ListResourceTags(ListResourceTagsRequest request, Call call)
    {
        var (page, next) = pages.Cut(Key(call, request.KeyId!).Tags, request.Limit ?? 50, request.Marker);
        return new() { Tags = page.ConvertAll(tag => new Tag { TagKey = tag.Key, TagValue = tag.Value }), NextMarker = next, Truncated = next is not null };
    }

    private static void Tag(StoredKey key, List<Tag> tags)
    {
        if (tags.Exists(tag => tag.TagKey!.StartsWith("aws:", StringComparison.OrdinalIgnoreCase)))
        {
            throw new TagException("Tag keys must not begin with aws:.");
        }

        foreach (var tag in tags)
        {
            key.Tags[tag.TagKey!] = tag.TagValue ?? "";
        }
    }

    private StoredAlias Alias(Call call, string name) => Kms(call).Aliases.GetValueOrDefault(name)
        ?? throw new NotFoundException($"Alias arn:aws:kms:{call.Region}:{call.AccountId}:{name} is not found.");
}
