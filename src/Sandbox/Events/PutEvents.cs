using System.Text;
using SecretScoops.Governance.Sandbox.Access;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Events;

namespace SecretScoops.Governance.Sandbox.Events;

/// <summary>Events that callers send.</summary>
internal sealed partial class EventsSandbox
{
    // API Reference, PutEvents: a request of at most 1 MiB since 2025-11, with ten entries.
    private const int LargestEntry = 1_048_576;

    public override PutEventsResponse PutEvents(PutEventsRequest request, Call call)
    {
        var results = request.Entries!.Select(entry => Put(entry, call)).ToList();
        return new PutEventsResponse { FailedEntryCount = results.Count(result => result.ErrorCode is not null), Entries = results };
    }

    private PutEventsResultEntry Put(PutEventsRequestEntry entry, Call call)
    {
        if (entry is not { Source.Length: > 0, DetailType.Length: > 0, Detail.Length: > 0 })
        {
            return Failed("InvalidArgument", "Parameter Source, DetailType or Detail is not valid. Reason: it is required.");
        }

        if (entry.Source.StartsWith("aws.", StringComparison.Ordinal))
        {
            return Failed("NotAuthorizedForSourceException", $"Not authorized for the source {entry.Source}.");
        }

        if (EventDelivery.Parse(entry.Detail) is not { } detail)
        {
            return Failed("MalformedDetail", "Detail is malformed.");
        }

        if (Encoding.UTF8.GetByteCount(entry.Detail) > LargestEntry)
        {
            return Failed("InvalidArgument", "Total size of the entries in the request is over the limit.");
        }

        // A bus that is not there takes events and loses them, as AWS's does; one of another account must let the caller in.
        var bus = BusName.Of(entry.EventBusName, call);
        if (bus?.Find(world) is { } found)
        {
            if (bus.AccountId != call.AccountId && !ResourcePolicy.Allows(found.Policy, Asker.OfAccount(call.AccountId, call.PrincipalArn, world.State.Organization?.Id), "events:PutEvents", bus.Arn))
            {
                return Failed("AccessDeniedException", $"User: {call.PrincipalArn} is not authorized to perform: events:PutEvents on resource: {bus.Arn}");
            }

            return new() { EventId = EventDelivery.Put(world, bus, new(entry.Source, entry.DetailType, detail) { AccountId = call.AccountId, Region = call.Region, Resources = entry.Resources ?? [], At = entry.Time }) };
        }

        return new() { EventId = world.Ids.Uuid() };
    }

    private static PutEventsResultEntry Failed(string code, string message) => new() { ErrorCode = code, ErrorMessage = message };
}
