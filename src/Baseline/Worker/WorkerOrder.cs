using System.Text.Json;
using System.Text.Json.Serialization;

namespace SecretScoops.Governance.Baseline.Worker;

/// <summary>What a state machine of <c>deploy/state-machines</c> calls a worker for.</summary>
internal sealed record WorkerOrder
{
    /// <summary><c>begin</c>, <c>accounts</c> or <c>end</c>.</summary>
    public required string Step { get; init; }

    /// <summary>Name of the execution: what one run keeps lies under it.</summary>
    public required string Run { get; init; }

    /// <summary>What the execution was started with; only of the step <c>begin</c>.</summary>
    public WorkerInput? Input { get; init; }

    /// <summary>Names of accounts; only of the step <c>accounts</c>.</summary>
    public IReadOnlyList<string>? Accounts { get; init; }

    /// <summary>Where the answers of the accounts are; only of the step <c>end</c>.</summary>
    public MapResultsPlace? Results { get; init; }

    /// <summary>Reads it.</summary>
    /// <exception cref="FormatException">It is none; the message says what it lacks.</exception>
    public static WorkerOrder Read(ReadOnlySpan<byte> payload)
    {
        try
        {
            var order = JsonSerializer.Deserialize(payload, WorkerJson.Default.WorkerOrder) ?? throw new FormatException("the payload is null: say step and run");
            return order switch
            {
                { Run: "" } => throw new FormatException("run is empty: hand over the execution's name"),
                { Input.Accounts.Count: 0 } => throw new FormatException("the input's accounts name none: name at least one, as the policies call it, or leave accounts away for all"),
                { Step: "begin" } or { Step: "accounts", Accounts.Count: > 0 } or { Step: "end", Results: not null } => order,
                { Step: "accounts" } => throw new FormatException("accounts names none: say at least one, as the policies call it"),
                { Step: "end" } => throw new FormatException("results says not where they are: hand over the ResultWriterDetails of the Map state, with Bucket and Key"),
                _ => throw new FormatException("step is none that there is: say \"begin\", \"accounts\" or \"end\""),
            };
        }
        catch (JsonException fault)
        {
            throw new FormatException($"the payload is no order: {fault.Message}", fault);
        }
    }
}

/// <summary>What whoever starts an execution may ask for.</summary>
/// <param name="Accounts">Names of the accounts that are meant, beside what belongs to none; null for all.</param>
// What is asked for by a name that is mistyped would else be all.
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record WorkerInput(IReadOnlyList<string>? Accounts = null);

/// <summary>As a Map state with a ResultWriter answers it.</summary>
/// <param name="Bucket">By name.</param>
/// <param name="Key">Of the manifest.</param>
internal sealed record MapResultsPlace([property: JsonPropertyName("Bucket")] string Bucket, [property: JsonPropertyName("Key")] string Key);

/// <summary>What a worker answers.</summary>
internal sealed record WorkerAnswer
{
    /// <summary>Names of accounts, so many together as one invocation takes; only of the step <c>begin</c>.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? Shards { get; init; }

    /// <summary>What did not end as it should: where, and what.</summary>
    public IReadOnlyDictionary<string, string> Troubles { get; init; } = new Dictionary<string, string>();

    /// <summary>How many of these there are, for a state machine to ask.</summary>
    public int Troubled => Troubles.Count;
}

/// <summary>Orders and answers as JSON.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WorkerOrder))]
[JsonSerializable(typeof(WorkerAnswer))]
internal sealed partial class WorkerJson : JsonSerializerContext;
