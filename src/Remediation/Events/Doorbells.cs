using System.Text;
using System.Text.Json;

namespace SecretScoops.Governance.Remediation.Events;

/// <summary>Reads one message: an EventBridge envelope, one that SNS wrapped, or the invocation of a custom Config rule.</summary>
/// <remarks>Pure, and never throws, whatever the bytes are: what throws would be delivered again and again.</remarks>
internal static class Doorbells
{
    /// <summary>What the message says, as far as it agrees with what we know of ourselves.</summary>
    public static Reading Read(ReadOnlySpan<byte> body, Belief belief)
    {
        if (body.Length > belief.MaxBodyBytes)
        {
            return new Reading.Refused(Refusals.Oversized, $"the message has {body.Length} bytes, and no queue delivers more than {belief.MaxBodyBytes}: find out what put it here");
        }

        if (!JsonBody.TryRead(body, "the message", out var root, out var refused))
        {
            return refused;
        }

        return IsNotification(root) ? ReadNotification(root, belief) : ReadDocument(root, belief);
    }

    /// <summary>SNS wraps unless the subscription has raw message delivery.</summary>
    private static bool IsNotification(JsonElement root) =>
        root.TryGetProperty("Type", out var type) && type.ValueKind == JsonValueKind.String && !root.TryGetProperty("detail-type", out _);

    private static Reading ReadNotification(JsonElement root, Belief belief)
    {
        var notification = Fields.Of(root, "notification");
        if (notification.Text("Type") is var type && type != "Notification")
        {
            return new Reading.Refused(Refusals.Unknown, $"SNS sent a {type}, not a notification: confirm the subscription by hand if it is wanted");
        }

        var message = notification.Document("Message");
        return notification.Refusal is { } refusal ? refusal
            : JsonBody.TryRead(Encoding.UTF8.GetBytes(message!), "the message in the notification", out var inner, out var refused) ? ReadDocument(inner, belief)
            : refused;
    }

    private static Reading ReadDocument(JsonElement root, Belief belief)
    {
        if (root.TryGetProperty("invokingEvent", out _))
        {
            return RuleInvocation.TryRead(root, belief, out var invocation, out var refused) ? invocation.Ring(belief) : refused;
        }

        var fields = Fields.Of(root, "event");
        var envelope = Envelope.Of(fields);
        var detail = fields.NeedObject("detail");
        return fields.Refusal
            ?? Admission.Refuse(belief, envelope.Account, "the event's account")
            ?? ReadEvent(envelope, detail, belief);
    }

    private static Reading ReadEvent(Envelope envelope, Fields detail, Belief belief) => (envelope.Source, envelope.Kind) switch
    {
        ("aws.config", "Config Rules Compliance Change") => ConfigEvents.Read(envelope, detail, belief),
        ("aws.securityhub", "Security Hub Findings - Imported") => SecurityHubEvents.Read(envelope, detail, belief, asked: false),
        ("aws.securityhub", "Security Hub Findings - Custom Action") => SecurityHubEvents.Read(envelope, detail, belief, asked: true),
        ("aws.securityhub", "Findings Imported V2") => OcsfFindings.Read(envelope, detail, belief),
        ("aws.guardduty", "GuardDuty Finding") => GuardDutyEvents.Read(envelope, detail, belief),
        (_, "AWS API Call via CloudTrail" or "AWS Service Event via CloudTrail") when IsFromAws(envelope) => CloudTrailEvents.Read(envelope, detail, belief),
        // After the calls: those that stop Config itself have its source too.
        ("aws.config", _) => new Reading.Ignored($"Config's \"{envelope.Kind}\" says nothing about compliance"),
        (_, "Config Rules Compliance Change" or "Security Hub Findings - Imported" or "Security Hub Findings - Custom Action" or "Findings Imported V2" or "GuardDuty Finding"
            or "AWS API Call via CloudTrail" or "AWS Service Event via CloudTrail") =>
            new Reading.Refused(Refusals.Forged, $"\"{envelope.Kind}\" came from {envelope.Source}, and AWS's own comes from another source: find out who may put events on the bus"),
        _ => new Reading.Refused(Refusals.Unknown, $"nothing reads \"{envelope.Kind}\" from {envelope.Source}: narrow the event rule that sends it here"),
    };

    private static bool IsFromAws(Envelope envelope) => envelope.Source.StartsWith("aws.", StringComparison.Ordinal);
}
