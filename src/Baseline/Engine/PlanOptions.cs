using System.Text.Json.Serialization;
using SecretScoops.Governance.Addresses;

namespace SecretScoops.Governance.Baseline.Engine;

/// <summary>What the command line narrows or permits. Saved with a plan, so that applying it means the same.</summary>
internal sealed record PlanOptions
{
    /// <summary>Kinds to change; empty for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Accounts to change; empty for all, and for what belongs to no account, unless <see cref="Organization"/> asks for that alone.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>Whether what belongs to no account is to be changed, and of accounts only those that are named.</summary>
    public bool Organization { get; init; }

    /// <summary>Facets left out, by <see cref="Facet.Name"/>, and kinds, by their names.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>Guards waived, by <see cref="Guards.Guard.Name"/>.</summary>
    public IReadOnlyList<string> Allow { get; init; } = [];

    /// <summary>Addresses of existing resources to take into ownership; <c>all</c> for every declared one.</summary>
    public IReadOnlyList<string> Adopt { get; init; } = [];

    /// <summary>Whether changes that need something which is neither there nor part of the run are left for a later one, instead of being refused.</summary>
    public bool Defer { get; init; }

    /// <summary>Whether anything is narrowed or permitted at all.</summary>
    [JsonIgnore]
    public bool SaysAnything => Organization || Defer || Only.Count + Accounts.Count + Without.Count + Allow.Count + Adopt.Count > 0;

    /// <summary>Whether an existing resource is to be taken over.</summary>
    public bool Adopts(Address address) => Adopt.Contains("all") || Adopt.Contains(address.ToString());

    /// <summary>Whether changes of an account, or of what belongs to none, are wanted.</summary>
    /// <param name="account">By name; null for none.</param>
    public bool Reaches(string? account) => IsWhole || (account is null ? Organization : Accounts.Contains(account, StringComparer.Ordinal));

    private bool IsWhole => Accounts.Count == 0 && !Organization;

    /// <summary>Accounts to be read: those that are named, and the management account in any case, which the others lean on; empty for all.</summary>
    /// <param name="managementAccount">By name.</param>
    public IReadOnlyList<string> Read(string managementAccount) => IsWhole ? [] : [.. Accounts.Append(managementAccount).Distinct()];

    /// <summary>Whether changes of this kind are wanted.</summary>
    public bool Wants(string kind) => (Only.Count == 0 || Only.Contains(kind, StringComparer.Ordinal)) && !LeavesOut(kind);

    /// <summary>Whether the kind is left out altogether: neither read, compared nor written, and taken to be as whatever needs it wants it.</summary>
    public bool LeavesOut(string kind) => Without.Contains(kind, StringComparer.Ordinal);
}
