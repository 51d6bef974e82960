using System.Text.Json;
using SecretScoops.Governance.Ledger;

namespace SecretScoops.Governance.Remediation.Events;

/// <summary>Reads messages of ours: <see cref="IncidentCall"/>.</summary>
internal static class Recall
{
    /// <summary>The doorbell; null when the message is not one of ours, or names an account or region that is not.</summary>
    public static Doorbell? TryRead(ReadOnlyMemory<byte> body, Belief belief)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new() { MaxDepth = 8 });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || Text(root, "source") != IncidentCall.Source || Text(root, "detail-type") != IncidentCall.DetailType
                || !root.TryGetProperty("detail", out var detail) || Incident.Parse(Text(detail, "incident") ?? "") is not { } incident
                || !belief.IsOurs(incident.AccountId) || !(belief.Regions.Contains(incident.Region) || incident.Region == ResourceTypes.GlobalRegion)
                || !Enum.TryParse<EventSource>(Text(detail, "by"), out var source) || !DateTimeOffset.TryParse(Text(root, "time"), System.Globalization.CultureInfo.InvariantCulture, out var at))
            {
                return null;
            }

            return new()
            {
                Source = source,
                EventId = Text(root, "id") ?? "",
                At = at,
                AccountId = incident.AccountId,
                Region = incident.Region,
                ResourceType = incident.ResourceType,
                ResourceId = incident.ResourceId,
                Trigger = new(TriggerKind.ConfigRule, incident.Control),
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
