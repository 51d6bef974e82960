using System.Globalization;
using System.Text.Json;
using SecretScoops.Governance.Sandbox.History;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.CloudTrail;

namespace SecretScoops.Governance.Sandbox.CloudTrail;

/// <summary>The event history: what was called in the account and region, the newest first. Data events are not in it, as at AWS.</summary>
internal sealed partial class CloudTrailSandbox
{
    // CloudTrail User Guide, "Working with CloudTrail event history", read 2026-11.
    private static readonly TimeSpan kept = TimeSpan.FromDays(90);

    public override LookupEventsResponse LookupEvents(LookupEventsRequest request, Call call)
    {
        if (request.LookupAttributes is { Count: > 1 })
        {
            throw new InvalidLookupAttributesException("You can only use one lookup attribute.");
        }

        if (request.StartTime > request.EndTime)
        {
            throw new InvalidTimeRangeException("The start time must not be after the end time.");
        }

        var attribute = request.LookupAttributes is [var only] ? only : null;
        var from = request.StartTime is { } start && start > world.Now - kept ? start : world.Now - kept;
        var found = request.EventCategory == "insight" ? [] : world.History.NewestFirst().Select(Past.Read)
            .Where(past => past.IsManagement && past.AccountId == call.AccountId && past.Region == call.Region)
            .Where(past => past.Time >= from && past.Time <= (request.EndTime ?? DateTimeOffset.MaxValue))
            .Where(past => attribute is null || past.Fits(attribute));
        var (page, next) = pages.Cut(found, request.MaxResults ?? 50, request.NextToken);
        return new() { Events = page.ConvertAll(past => past.Shown()), NextToken = next };
    }

    /// <summary>A recorded call, as far as it is looked up by.</summary>
    private sealed record Past(JsonElement Event, string Text)
    {
        public string AccountId => Find("recipientAccountId");

        public string Region => Find("awsRegion");

        public bool IsManagement => Event.GetProperty("managementEvent").GetBoolean();

        public DateTimeOffset Time => DateTimeOffset.Parse(Find("eventTime"), CultureInfo.InvariantCulture);

        private string Caller => Event.GetProperty("userIdentity").GetProperty("arn").GetString() is { } arn ? arn[(arn.LastIndexOf('/') + 1)..] : "";

        private string KeyId => Event.GetProperty("userIdentity").TryGetProperty("accessKeyId", out var key) ? key.GetString()! : "";

        private string IsReadOnly => Event.GetProperty("readOnly").GetBoolean() ? "true" : "false";

        private IEnumerable<CalledResource> Resources => CalledResource.In(Find("eventSource"), Event.GetProperty("requestParameters"));

        public static Past Read(string line)
        {
            using var document = JsonDocument.Parse(line);
            return new(document.RootElement.Clone(), line);
        }

        public bool Fits(LookupAttribute attribute) => attribute.AttributeKey switch
        {
            "EventId" => Find("eventID") == attribute.AttributeValue,
            "EventName" => Find("eventName") == attribute.AttributeValue,
            "EventSource" => Find("eventSource") == attribute.AttributeValue,
            "ReadOnly" => IsReadOnly == attribute.AttributeValue,
            "Username" => Caller == attribute.AttributeValue,
            "AccessKeyId" => KeyId == attribute.AttributeValue,
            "ResourceName" => Resources.Any(resource => resource.Name == attribute.AttributeValue),
            "ResourceType" => Resources.Any(resource => resource.Type == attribute.AttributeValue),
            _ => false,
        };

        public Event Shown() => new()
        {
            EventId = Find("eventID"),
            EventName = Find("eventName"),
            EventSource = Find("eventSource"),
            EventTime = Time,
            ReadOnly = IsReadOnly,
            Username = Caller,
            AccessKeyId = KeyId,
            Resources = [.. Resources.Select(resource => new Resource { ResourceName = resource.Name, ResourceType = resource.Type })],
            CloudTrailEvent = Text,
        };

        private string Find(string name) => Event.GetProperty(name).GetString() ?? "";
    }
}
