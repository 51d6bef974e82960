using System.Text.Json.Nodes;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Baseline.Resources.KmsKeys;

/// <summary>A KMS key, known by its alias.</summary>
internal sealed record KmsKeyAttributes
{
    /// <summary>The state of a key that can be used.</summary>
    public const string Enabled = "Enabled";

    /// <summary>The state of a key that is on its way to be deleted.</summary>
    public const string PendingDeletion = "PendingDeletion";

    /// <summary>What it encrypts.</summary>
    public required string Description { get; init; }

    /// <summary><c>SYMMETRIC_DEFAULT</c>; AWS can never change it.</summary>
    public required string Spec { get; init; }

    /// <summary>Declared keys are <c>Enabled</c>.</summary>
    public required string State { get; init; }

    /// <summary>In canonical form, with names for ids.</summary>
    public JsonNode? Policy { get; init; }

    /// <summary>Days between rotations; null where it is not rotated.</summary>
    public int? RotationDays { get; init; }

    /// <summary>Days that its deletion will wait. The key carries it in a tag: when it is to be deleted, the policies no longer say.</summary>
    public int? DeletionWindowDays { get; init; }

    /// <summary>All its tags but those that are kept for the attributes above.</summary>
    public required SortedDictionary<string, string> Tags { get; init; }

    /// <summary>Accounts and the organization, where the policy names them.</summary>
    public IReadOnlyList<Reference> Mentions => PlacedText.Mentions(Policy?.ToJsonString() ?? "");
}

/// <summary>KMS keys: <c>kms-key/logs@root/eu-west-1</c>. Whoever encrypts with one refers to it by that address.</summary>
internal sealed class KmsKeyKind() : ResourceKind<KmsKeyAttributes>(KindNames.KmsKey, Nature.Thing, KmsKeyJson.Default.KmsKeyAttributes)
{
    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) =>
        from entry in policies.Find(KeysFile.Area)?.Value.Keys ?? []
        let key = entry.Value.Resolved(policies.LandingZone)
        from place in key.Places(policies.LandingZone)
        select Of(
            place.Address(KindNames.KmsKey, key.Name),
            new()
            {
                Description = key.Description,
                Spec = "SYMMETRIC_DEFAULT",
                State = KmsKeyAttributes.Enabled,
                Policy = KeyDocument.Of(key, place, policies),
                RotationDays = key.RotationDays,
                DeletionWindowDays = key.DeletionWindowDays,
                Tags = Resources.Tags.Owned(policies.LandingZone.ManagedBy, key.Tags),
            },
            declaredAt: entry.Where);

    /// <inheritdoc/>
    public override Fault? Refuse(Change change) => change is { Before: { } before, After: { } after } && Typed(before).Spec != Typed(after).Spec
        ? new()
        {
            Code = "immutable",
            What = $"refused: the alias of {change.Address} stands for a key of spec {Typed(before).Spec}, and {Typed(after).Spec} is needed; AWS never changes a key's spec",
            Where = after.DeclaredAt ?? new(change.Address.ToString()),
            Remedy = "give that alias another name (kms:CreateAlias, kms:DeleteAlias), so that a key of its own is made here",
        }
        : null;
}
