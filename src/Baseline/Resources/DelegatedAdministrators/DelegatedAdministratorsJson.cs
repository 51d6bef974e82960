using System.Text.Json;
using System.Text.Json.Serialization;

namespace SecretScoops.Governance.Baseline.Resources.DelegatedAdministrators;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DelegatedAdministratorAttributes))]
internal sealed partial class DelegatedAdministratorJson : JsonSerializerContext;
