using SecretScoops.Governance.Aws.Protocols;
using SecretScoops.Governance.Sandbox.Doors;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;

namespace SecretScoops.Governance.Sandbox;

/// <summary>
/// The sandbox: an AWS organization that answers requests from memory. Both doors lead here, and calls go through one at a time.
/// What a write changed is on the disk before it is answered.
/// </summary>
internal sealed class LocalCloud
{
    private readonly Lock gate = new();
    private readonly World world;
    private readonly StateFile? file;
    private readonly Callers callers;
    private readonly Throttle throttle;
    private readonly IReadOnlyList<(IWireService Wire, IBehaviour Behaviour)> services;
    private readonly Dictionary<string, int> writes = new(StringComparer.Ordinal);
    private byte[]? older;
    private int lagging;

    private LocalCloud(SandboxState state, StateFile? file, SandboxOptions options, TimeProvider time)
    {
        world = new World(state, options, time);
        this.file = file;
        callers = new Callers(world);
        throttle = new Throttle(options.RateLimits, time);
        services = Services.All(world);
    }

    /// <summary>Opens the world that <paramref name="path"/> keeps, or an empty one that will be kept there from its first write on.</summary>
    /// <param name="path">The state's file; null for a world that ends with the process.</param>
    /// <param name="options">How it behaves.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="InvalidDataException">The file is there and is no sandbox's state.</exception>
    public static LocalCloud Open(string? path, SandboxOptions options, TimeProvider time)
    {
        var file = path is null ? null : new StateFile(path);
        return new LocalCloud(file?.Load() ?? SandboxState.Empty(options, time.GetUtcNow()), file, options, time);
    }

    /// <summary>A world of its own that begins with a given state and ends with the process.</summary>
    public static LocalCloud From(SandboxState state, SandboxOptions options, TimeProvider time) => new(state, null, options, time);

    /// <summary>Answers one request.</summary>
    public WireResponse Answer(WireRequest request)
    {
        var scope = CredentialScope.Of(request);
        var service = Services.Meant(services, request, scope);
        if (service.Wire is null)
        {
            var named = services.FirstOrDefault(each => each.Wire.SigningName == scope?.Service).Wire ?? services[0].Wire;
            return named.Refuse(request, new WireException(NotOffered.Code, $"The sandbox does not offer this operation of {scope?.Service ?? "an unsigned service"}.", NotOffered.Status));
        }

        lock (gate)
        {
            try
            {
                var operation = service.Wire.OperationOf(request)!;
                var call = callers.Identify(request, scope, service.Wire.Service, operation);
                return Answer(request, service.Wire, service.Behaviour, operation, call);
            }
            catch (WireException refusal)
            {
                return service.Wire.Refuse(request, refusal);
            }
        }
    }

    private WireResponse Answer(WireRequest request, IWireService wire, IBehaviour behaviour, string operation, Call call)
    {
        if (!throttle.Take(wire.Service, operation, call.AccountId))
        {
            throw behaviour.Throttled();
        }

        var isWrite = OperationNames.IsWrite(wire.Service, operation);
        var seen = new SandboxCall(wire.Service, operation, call.AccountId, isWrite, SandboxMoment.Before);
        world.Options.Observer?.Invoke(seen);
        var response = isWrite ? Write(request, wire, behaviour, call) : Read(request, wire, behaviour, operation, call);
        world.Options.Observer?.Invoke(seen with { Moment = SandboxMoment.After, Error = response.Status < 300 ? null : ErrorCode.Of(response) });
        return response;
    }

    private WireResponse Write(WireRequest request, IWireService wire, IBehaviour behaviour, Call call)
    {
        var count = writes[wire.Service] = writes.GetValueOrDefault(wire.Service) + 1;
        if (world.Options.ConflictEvery > 0 && count % world.Options.ConflictEvery == 0 && behaviour.Conflict() is { } conflict)
        {
            return wire.Refuse(request, conflict);
        }

        // An organization that was made is there at once; what is made in it lags.
        var mayLag = world.Options.ReadLag > 0 && world.State.Organization is not null;
        var before = mayLag && lagging == 0 ? world.Serialize() : older;
        var settled = behaviour.Settle(isRead: false);
        var response = wire.Invoke(request, call);
        if (response.Status < 300)
        {
            (older, lagging) = (before, mayLag ? world.Options.ReadLag : 0);
        }

        if (settled || response.Status < 300)
        {
            file?.Save(world.Serialize());
        }

        return response;
    }

    private WireResponse Read(WireRequest request, IWireService wire, IBehaviour behaviour, string operation, Call call)
    {
        if (behaviour.Settle(isRead: true))
        {
            file?.Save(world.Serialize());
        }

        if (lagging > 0 && older is not null && OperationNames.MayLag(wire.Service, operation))
        {
            lagging--;
            return world.Seeing(older, () => wire.Invoke(request, call));
        }

        return wire.Invoke(request, call);
    }
}
