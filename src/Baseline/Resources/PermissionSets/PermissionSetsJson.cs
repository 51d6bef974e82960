using System.Text.Json;
using System.Text.Json.Serialization;

namespace SecretScoops.Governance.Baseline.Resources.PermissionSets;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PermissionSetAttributes))]
internal sealed partial class PermissionSetJson : JsonSerializerContext;
