using System.Text.Json;
using System.Text.Json.Serialization;

namespace SecretScoops.Governance.Baseline.Resources.GuardDutyAdministrators;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GuardDutyAdministratorAttributes))]
internal sealed partial class GuardDutyAdministratorJson : JsonSerializerContext;
