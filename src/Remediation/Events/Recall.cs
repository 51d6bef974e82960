using System.Text.Json;
using SecretScoops.Governance.Ledger;

namespace SecretScoops.Governance.Remediation.Events;

/// <summary>
/// A message of ours that says: look at this incident again. The sweep rings so, and whoever approved or took back. It carries no decision, since anybody who may send to the
/// queue could write one: decisions stand in the ledger.
/// </summary>
internal static class Recall
{
    private const string Source = "secret-scoops.governance";
    private const string DetailType = "Incident";

    /// <summary>The message.</summary>
    public static string Message(Incident incident, EventSource source, string id, DateTimeOffset at)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("source"u8, Source);
            json.WriteString("detail-type"u8, DetailType);
            json.WriteString("id"u8, id);
            json.WriteString("time"u8, at);
            json.WriteStartObject("detail"u8);
            json.WriteString("incident"u8, incident.ToString());
            json.WriteString("by"u8, source.ToString());
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>The doorbell; null when the message is not one of ours, or names an account or region that is not.</summary>
    public static Doorbell? TryRead(ReadOnlyMemory<byte> body, Belief belief)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new() { MaxDepth = 8 });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || Text(root, "source") != Source || Text(root, "detail-type") != DetailType
                || !root.TryGetProperty("detail", out var detail) || Incident.Parse(Text(detail, "incident") ?? "") is not { } incident
                || !belief.Accounts.Contains(incident.AccountId) || !(belief.Regions.Contains(incident.Region) || incident.Region == ResourceTypes.GlobalRegion)
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
