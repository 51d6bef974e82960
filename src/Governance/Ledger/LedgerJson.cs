using System.Text.Json;
using System.Text.Json.Serialization;

namespace SecretScoops.Governance.Ledger;

/// <summary>Lines of the ledger as JSON. Members stand in the order of the record, so that the same line is the same text.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, RespectNullableAnnotations = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LedgerEntry))]
internal sealed partial class LedgerJson : JsonSerializerContext;
