using System.Text.Json.Serialization;

namespace SecretScoops.Governance.Sandbox.State;

/// <summary>The state's JSON, source-generated.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(SandboxState))]
internal sealed partial class StateJson : JsonSerializerContext;
