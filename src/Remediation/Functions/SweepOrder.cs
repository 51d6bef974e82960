using System.Globalization;
using System.Text.Json;
using SecretScoops.Governance.Remediation.Events;

namespace SecretScoops.Governance.Remediation.Functions;

/// <summary>
/// What a sweep is called for: all of it at once, or one step of it. <c>deploy/state-machines/sweep.asl.json</c> calls for the steps, in the organizations that one invocation cannot
/// go through.
/// </summary>
internal abstract record SweepOrder
{
    /// <summary>Everything, in one invocation: what a schedule calls for, whatever it sends along.</summary>
    internal sealed record Whole : SweepOrder;

    /// <summary>What belongs to no account; the answer names the accounts.</summary>
    /// <param name="Begun">When the sweep began; null for now.</param>
    internal sealed record Begin(DateTimeOffset? Begun) : SweepOrder;

    /// <summary>These accounts and nothing else. Whoever is called for them twice rings twice, by the same ids.</summary>
    /// <param name="Accounts">Twelve digits each.</param>
    /// <param name="Begun">When the sweep began; null for now.</param>
    internal sealed record Some(IReadOnlyList<string> Accounts, DateTimeOffset? Begun) : SweepOrder;

    /// <summary>Every account was called for: what went wrong is told, and the sweep has come.</summary>
    /// <param name="Bucket">Where Step Functions has written what the accounts answered.</param>
    /// <param name="Key">Of the manifest there.</param>
    internal sealed record End(string Bucket, string Key) : SweepOrder;

    /// <summary>Reads it. Whoever names no step wants everything.</summary>
    /// <exception cref="FormatException">It names a step and not what belongs to it.</exception>
    public static SweepOrder Read(ReadOnlySpan<byte> payload)
    {
        if (!JsonBody.TryRead(payload, "the payload", out var root, out _) || !root.TryGetProperty("step"u8, out var step))
        {
            return new Whole();
        }

        return step.ValueKind == JsonValueKind.String ? step.GetString() switch
        {
            "begin" => new Begin(BegunIn(root)),
            "accounts" => new Some(AccountsIn(root), BegunIn(root)),
            "end" => EndIn(root),
            _ => throw Unknown(),
        }
        : throw Unknown();

        static FormatException Unknown() => new("step is none that a sweep has: say \"begin\", \"accounts\" or \"end\", or leave it out for the whole sweep");
    }

    private static DateTimeOffset? BegunIn(JsonElement root) => !root.TryGetProperty("begun"u8, out var begun) ? null
        : begun.ValueKind == JsonValueKind.String && DateTimeOffset.TryParse(begun.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at
        : throw new FormatException("begun is no time: say it as Step Functions does, 2026-11-27T03:00:00Z");

    private static List<string> AccountsIn(JsonElement root)
    {
        var accounts = root.TryGetProperty("accounts"u8, out var array) && array.ValueKind == JsonValueKind.Array
            ? array.EnumerateArray().Select(each => each.ValueKind == JsonValueKind.String ? each.GetString()! : "").ToList()
            : [];
        return accounts.Count > 0 && accounts.TrueForAll(IsAccount) ? accounts : throw new FormatException("accounts is no list of account ids: name at least one, each as text of twelve digits");
    }

    private static bool IsAccount(string text) => text.Length == 12 && text.All(char.IsAsciiDigit);

    // As a Map state with a ResultWriter answers it.
    private static End EndIn(JsonElement root) =>
        root.TryGetProperty("results"u8, out var results) && results.ValueKind == JsonValueKind.Object && TextIn(results, "Bucket") is { } bucket && TextIn(results, "Key") is { } key
            ? new(bucket, key)
            : throw new FormatException("results says not where they are: hand over the ResultWriterDetails of the Map state, with Bucket and Key");

    private static string? TextIn(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
