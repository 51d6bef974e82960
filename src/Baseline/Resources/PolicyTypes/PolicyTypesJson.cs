using System.Text.Json;
using System.Text.Json.Serialization;

namespace SecretScoops.Governance.Baseline.Resources.PolicyTypes;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PolicyTypeAttributes))]
internal sealed partial class PolicyTypeJson : JsonSerializerContext;
