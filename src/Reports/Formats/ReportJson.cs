using System.Text.Json;
using System.Text.Json.Serialization;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Formats;

/// <summary>The report's own types as JSON: camelCase, words for enums, nothing for null. Members stand in the order of the records, so that the same report is the same text.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, UseStringEnumConverter = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReportHeader))]
[JsonSerializable(typeof(Finding))]
[JsonSerializable(typeof(SummaryLine[]))]
[JsonSerializable(typeof(Evidence))]
[JsonSerializable(typeof(IReadOnlyList<Repair>))]
internal sealed partial class ReportJson : JsonSerializerContext;
