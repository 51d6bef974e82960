using System.Text.Json;
using System.Text.Json.Serialization;

namespace SecretScoops.Governance.Baseline.Resources.DefaultSecurityGroups;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DefaultSecurityGroupAttributes))]
internal sealed partial class DefaultSecurityGroupJson : JsonSerializerContext;
