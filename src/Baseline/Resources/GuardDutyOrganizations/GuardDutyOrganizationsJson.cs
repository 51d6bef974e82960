using System.Text.Json;
using System.Text.Json.Serialization;

namespace SecretScoops.Governance.Baseline.Resources.GuardDutyOrganizations;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GuardDutyOrganizationAttributes))]
internal sealed partial class GuardDutyOrganizationJson : JsonSerializerContext;
