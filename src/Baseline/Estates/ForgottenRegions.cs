using System.Text.Json.Nodes;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Baseline.Estates;

/// <summary>
/// Regions that were governed until now and are neither governed nor retired: a plan reads nothing there, and would say nothing of what goes on there. What is read anyway tells of them
/// until an apply has brought it to what is declared: the regions that Security Hub's home region is linked with, and those that our guardrails let people work in. Pure.
/// </summary>
internal static class ForgottenRegions
{
    private const string RequestedRegion = "aws:RequestedRegion";

    /// <summary>A note for each such region.</summary>
    public static IEnumerable<Fault> In(LandingZone landingZone, IReadOnlyList<Resource> desired, IReadOnlyList<Resource> observed)
    {
        var declared = desired.DistinctBy(resource => resource.Address).ToDictionary(resource => resource.Address);
        return from resource in observed
               let wanted = declared.GetValueOrDefault(resource.Address)
               where wanted is not null && resource.Owned
               from region in RegionsOf(resource).Except(RegionsOf(wanted)).Except(landingZone.AllRegions)
               group resource.Address by region into known
               orderby known.Key
               select new Fault
               {
                   Severity = Severity.Note,
                   Code = "region-forgotten",
                   What = $"region {Quoted.Value(known.Key)} was governed, as {string.Join(" and ", known.Order())} {(known.Count() == 1 ? "tells" : "tell")}, and is neither governed nor retired: what this tool made there goes on, and nobody looks after it",
                   Where = new(known.Order().First().ToString()),
                   Remedy = $"add {Quoted.Value(known.Key)} to retiredRegions in landing-zone.json to have what is there removed",
               };
    }

    // A setting of Security Hub is nobody's, and so counts as ours. Management policies have no such condition.
    private static IEnumerable<string> RegionsOf(Resource resource) => resource.Address.Kind switch
    {
        KindNames.SecurityHubAggregator when resource.Attributes["mode"]?.GetValue<string>() == "SPECIFIED_REGIONS" => Texts(resource.Attributes["regions"]),
        KindNames.Scp or KindNames.Rcp => Statements(resource).SelectMany(Spared),
        _ => [],
    };

    private static IEnumerable<JsonObject> Statements(Resource guardrail) =>
        guardrail.Attributes["content"] is JsonObject content && content["Statement"] is JsonArray statements ? statements.OfType<JsonObject>() : [];

    // Denied wherever it is not one of these.
    private static IEnumerable<string> Spared(JsonObject statement) =>
        from @operator in statement["Effect"]?.GetValue<string>() == "Deny" && statement["Condition"] is JsonObject conditions ? conditions : []
        where @operator.Key.StartsWith("StringNot", StringComparison.Ordinal) && @operator.Value is JsonObject
        from key in @operator.Value!.AsObject()
        where key.Key.Equals(RequestedRegion, StringComparison.OrdinalIgnoreCase)
        from region in Texts(key.Value)
        where Formats.Region.Pattern.IsMatch(region)
        select region;

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(Texts),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };
}
