using SecretScoops.Governance.Sandbox.Access;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Events;

namespace SecretScoops.Governance.Sandbox.Events;

/// <summary>EventBridge, without schedules, archives and partners. This part finds buses and says who may use them; the others hold a topic each.</summary>
/// <remarks>Amazon EventBridge API Reference and User Guide, read 2026-11.</remarks>
internal sealed partial class EventsSandbox(World world) : EventsOperations, IBehaviour
{
    // The API's largest page.
    private readonly Pages pages = new(world.Options, 100, static () => new WireException("ValidationException", "Invalid NextToken.", 400));

    /// <inheritdoc/>
    public bool Settle(bool isRead) => false;

    /// <inheritdoc/>
    public WireException Throttled() => new("ThrottlingException", "Rate exceeded", 400);

    /// <inheritdoc/>
    public WireException Conflict() => new ConcurrentModificationException("There is concurrent modification on a rule, target, archive, or replay.");

    private static WireException Invalid(string message) => new("ValidationException", message, 400);

    /// <summary>The bus that a name or an ARN names; the default bus where nothing is named. The owner's principals may always use it, others as its policy says.</summary>
    private (BusName Name, StoredBus Bus) Find(string? nameOrArn, string action, Call call)
    {
        var name = BusName.Of(nameOrArn, call) ?? throw Invalid($"Provided Arn is not in correct format. {nameOrArn}");
        if (name.Find(world) is not { } bus)
        {
            throw new ResourceNotFoundException($"Event bus {name.Name} does not exist.");
        }

        var asker = Asker.OfAccount(call.AccountId, call.PrincipalArn, world.State.Organization?.Id);
        return name.AccountId == call.AccountId || ResourcePolicy.Allows(bus.Policy, asker, $"events:{action}", name.Arn)
            ? (name, bus)
            : throw new WireException("AccessDeniedException", $"User: {call.PrincipalArn} is not authorized to perform: events:{action} on resource: {name.Arn} because no resource-based policy allows the events:{action} action", 400);
    }
}
