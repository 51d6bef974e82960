using System.Text.Json;
using System.Text.Json.Serialization;

namespace SecretScoops.Governance.Baseline.Resources.Guardrails;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GuardrailAttributes))]
internal sealed partial class GuardrailJson : JsonSerializerContext;
