using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Estates;

/// <summary>An organization as it was at one moment, as <c>baseline snapshot</c> writes it and <c>--estate</c> reads it.</summary>
/// <param name="FormatVersion">1.</param>
/// <param name="TakenAt">When the reading was finished, in UTC.</param>
/// <param name="Resources">Everything read, ours or not, by address.</param>
/// <param name="Unread">What could not be read, as told to the person who took it.</param>
/// <param name="NotRead">Kinds of which a part could not be read; null in snapshots that do not say.</param>
internal sealed record Snapshot(
    int FormatVersion, DateTimeOffset TakenAt, IReadOnlyList<SnapshotResource> Resources, IReadOnlyList<SnapshotUnread> Unread, IReadOnlyList<string>? NotRead = null)
{
    /// <summary>Accounts and regions that could not be read.</summary>
    public IReadOnlyList<SnapshotOutOfReach> OutOfReach { get; init; } = [];

    /// <summary>Ids of accounts by their names, for reports; empty in snapshots that do not say.</summary>
    public IReadOnlyDictionary<string, string> AccountIds { get; init; } = new Dictionary<string, string>();
}

/// <summary>An account, or a region of it, that could not be read, for one kind or for all.</summary>
internal sealed record SnapshotOutOfReach(string? Kind, string Account, string? Region, SnapshotUnread Why);

/// <summary>One resource.</summary>
/// <param name="Address">Its name.</param>
/// <param name="Owned">Whether it carried our mark.</param>
/// <param name="Attributes">As observed.</param>
internal sealed record SnapshotResource(string Address, bool Owned, JsonObject Attributes);

/// <summary>One part that could not be read.</summary>
/// <param name="Where">Account, region and call.</param>
/// <param name="What">What happened.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record SnapshotUnread(string Where, string What, string? Remedy);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Snapshot))]
internal sealed partial class SnapshotJson : JsonSerializerContext;

/// <summary>Writing and reading snapshots.</summary>
internal static class SnapshotFile
{
    private const int Version = 1;

    /// <summary>A reading as a snapshot, in the order of addresses.</summary>
    /// <param name="reading">What was read.</param>
    /// <param name="takenAt">When the reading was finished.</param>
    /// <param name="accountIds">Ids of accounts by their names.</param>
    public static Snapshot Of(Reading reading, DateTimeOffset takenAt, IReadOnlyDictionary<string, string> accountIds) => new(
        Version,
        takenAt,
        [.. reading.Resources.OrderBy(r => r.Address).Select(r => new SnapshotResource(r.Address.ToString(), r.Owned, r.Attributes))],
        [.. reading.Unread.Where(f => f.Severity == Faults.Severity.Error).Select(Told)],
        reading.NotRead)
    {
        OutOfReach = [.. reading.OutOfReach.Select(o => new SnapshotOutOfReach(o.Kind, o.Account, o.Region, Told(o.Why)))],
        AccountIds = accountIds,
    };

    /// <summary>Writes a snapshot; the file is there whole or not at all.</summary>
    public static async Task WriteAsync(string path, Snapshot snapshot, CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var draft = path + ".draft";
        await using (var file = File.Create(draft))
        {
            await JsonSerializer.SerializeAsync(file, snapshot, SnapshotJson.Default.Snapshot, cancel);
        }

        File.Move(draft, path, overwrite: true);
    }

    /// <summary>Reads a snapshot.</summary>
    /// <exception cref="FaultException">There is no such file, or it is not a snapshot.</exception>
    public static Snapshot Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var snapshot = JsonSerializer.Deserialize(file, SnapshotJson.Default.Snapshot);
            return snapshot?.FormatVersion == Version && snapshot.Resources.All(r => Address.TryParse(r.Address, out _))
                ? snapshot
                : throw Broken(path, $"is not a snapshot of format version {Version}", null);
        }
        catch (JsonException e)
        {
            throw Broken(path, $"is not a snapshot: line {e.LineNumber + 1} of it cannot be read", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Broken(path, $"cannot be read: {e.Message}", e);
        }
    }

    private static SnapshotUnread Told(Faults.Fault fault) => new(fault.Where.ToString(), fault.What, fault.Remedy);

    private static FaultException Broken(string path, string what, Exception? cause) => new(
        new() { Code = "bad-snapshot", What = $"\"{path}\" {what}", Where = new(path), Remedy = "take one with: baseline snapshot --out FILE" },
        cause);
}
