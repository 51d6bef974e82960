using System.Text;
using System.Text.Json;

namespace SecretScoops.Governance.Ledger;

/// <summary>
/// A message of ours that says: look at this incident again. The sweep rings so, and whoever approved or took back. It carries no decision, since anybody who may send to the
/// queue could write one: decisions stand in the ledger.
/// </summary>
internal static class IncidentCall
{
    /// <summary>As EventBridge's events have it; no service of AWS's begins so.</summary>
    public const string Source = "secret-scoops.governance";

    public const string DetailType = "Incident";

    /// <summary>The message.</summary>
    /// <param name="incident">Which.</param>
    /// <param name="by">Who rings: <c>Sweep</c> or <c>Decision</c>.</param>
    /// <param name="id">Of this ringing.</param>
    /// <param name="at">When.</param>
    public static string Message(Incident incident, string by, string id, DateTimeOffset at)
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
            json.WriteString("by"u8, by);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
