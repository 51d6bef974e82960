using System.Text.Json;
using System.Text.Json.Serialization;

namespace SecretScoops.Governance.Baseline.Resources.Placements;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PlacementAttributes))]
internal sealed partial class PlacementJson : JsonSerializerContext;
