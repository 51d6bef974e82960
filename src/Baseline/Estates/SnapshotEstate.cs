using System.Security.Cryptography;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Reports.Model;
using Evident = SecretScoops.Governance.Reports.Model.Evidence;

namespace SecretScoops.Governance.Baseline.Estates;

/// <summary>An estate as a snapshot has it: it can be read and planned against, never changed.</summary>
/// <param name="snapshot">What was seen.</param>
/// <param name="path">Where the snapshot lies, for faults.</param>
internal sealed class SnapshotEstate(Snapshot snapshot, string path) : IEstate
{
    private readonly ILookup<string, Resource> _byKind = snapshot.Resources
        .Select(r => new Resource(Address.Parse(r.Address), r.Attributes) { Owned = r.Owned })
        .ToLookup(r => r.Address.Kind);

    private readonly string _sha256 = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    /// <summary>When it was taken.</summary>
    public DateTimeOffset TakenAt => snapshot.TakenAt;

    /// <summary>Ids of accounts by their names.</summary>
    public IReadOnlyDictionary<string, string> AccountIds => snapshot.AccountIds;

    /// <inheritdoc/>
    public Task<Reading> ReadAsync(ResourceKind kind, CancellationToken cancel) => Task.FromResult(new Reading(
        [.. _byKind[kind.Name]],
        [.. snapshot.Unread.Select(Fault)])
    {
        NotRead = snapshot.NotRead?.Contains(kind.Name) ?? snapshot.Unread.Count > 0 ? [kind.Name] : [],
        OutOfReach = [.. snapshot.OutOfReach.Select(o => new OutOfReach(o.Kind, o.Account, o.Region, Fault(o.Why)))],
    });

    /// <summary>The file, as evidence of what lay in an account and region.</summary>
    public Evident Evidence(string accountId, string region) => new() { Source = EvidenceSource.Snapshot, Call = path, AccountId = accountId, Region = region, At = snapshot.TakenAt, Sha256 = _sha256 };

    private static Faults.Fault Fault(SnapshotUnread unread) => new() { Code = "unread-in-snapshot", What = unread.What, Where = new(unread.Where), Remedy = unread.Remedy };

    /// <inheritdoc/>
    public Task CarryOutAsync(Change change, Step step, CancellationToken cancel) => throw new FaultException(new()
    {
        Code = "read-only",
        What = "a snapshot cannot be changed",
        Where = new(path),
        Remedy = "leave --estate out to work on the organization itself",
    });
}
