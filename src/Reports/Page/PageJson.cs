using System.Text.Json;
using System.Text.Json.Serialization;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Page;

/// <summary>What the page needs of a finding only once it is opened.</summary>
/// <param name="ObservedAt">When AWS was asked.</param>
/// <param name="Tags">Of the resource.</param>
/// <param name="Evidence">What the verdict rests upon.</param>
/// <param name="Repairs">What the ledger says.</param>
internal sealed record FindingDetail(DateTimeOffset ObservedAt, IReadOnlyDictionary<string, string> Tags, IReadOnlyList<Evidence> Evidence, IReadOnlyList<Repair> Repairs);

/// <summary>What the page's script reads. The encoder is the strict one: nothing in it ends a script element.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FindingDetail))]
[JsonSerializable(typeof(ReportHeader))]
internal sealed partial class PageJson : JsonSerializerContext;
