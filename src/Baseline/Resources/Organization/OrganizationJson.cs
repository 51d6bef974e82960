using System.Text.Json;
using System.Text.Json.Serialization;

namespace SecretScoops.Governance.Baseline.Resources.Organization;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OrganizationAttributes))]
internal sealed partial class OrganizationJson : JsonSerializerContext;
