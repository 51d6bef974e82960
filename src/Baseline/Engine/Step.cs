using System.Text.Json.Nodes;

namespace SecretScoops.Governance.Baseline.Engine;

/// <summary>What a change may use while it is being carried out.</summary>
/// <param name="Note">Writes a line to the journal at once and durably: for what AWS gives no client token for, such as the request id of a CreateAccount.</param>
/// <param name="Earlier">The last note an earlier, unfinished run left for this address; null when there is none.</param>
internal sealed record Step(Action<JsonObject> Note, JsonObject? Earlier)
{
    /// <summary>Nothing journaled, nothing remembered.</summary>
    public static Step Plain { get; } = new(_ => { }, null);
}
