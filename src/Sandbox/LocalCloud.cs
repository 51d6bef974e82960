using System.Text.Json;
using SecretScoops.Governance.Aws.Protocols;
using SecretScoops.Governance.Sandbox.Doors;
using SecretScoops.Governance.Sandbox.History;
using SecretScoops.Governance.Sandbox.Sessions;
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
    private readonly TimeProvider time;
    private readonly Durability? durability;
    private readonly Callers callers;
    private readonly Throttle throttle;
    private readonly SessionPolicy sessionPolicy;
    private readonly IReadOnlyList<(IWireService Wire, IBehaviour Behaviour)> services;
    private readonly Dictionary<string, int> writes = new(StringComparer.Ordinal);
    private byte[]? older;
    private int lagging;
    private long lastWrite;

    private LocalCloud(SandboxState state, StateFile? file, CallHistory history, SandboxOptions options, TimeProvider time)
    {
        world = new World(state, options, time) { History = history };
        durability = file is null ? null : new Durability(file, Capture);
        this.time = time;
        callers = new Callers(world);
        throttle = new Throttle(options.RateLimits, time);
        sessionPolicy = new SessionPolicy(world);
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
        return new LocalCloud(file?.Load() ?? SandboxState.Empty(options, time.GetUtcNow()), file, CallHistory.Open(path), options, time);
    }

    /// <summary>A world of its own that begins with a given state and ends with the process.</summary>
    public static LocalCloud From(SandboxState state, SandboxOptions options, TimeProvider time) => new(state, null, new(null), options, time);

    /// <summary>A service of AWS tells what happened, as if by itself: for tests of what comes of it.</summary>
    public void Emit(Events.SandboxEvent happened)
    {
        lock (gate)
        {
            world.Emit(happened);
            lastWrite++;
        }
    }

    /// <summary>Answers one request; what it wrote is on the disk by then.</summary>
    public async Task<WireResponse> AnswerAsync(WireRequest request)
    {
        if (world.Options.Latency > TimeSpan.Zero)
        {
            await Task.Delay(world.Options.Latency, time);
        }

        var answered = Run(request);
        if (durability is not null && answered.Write > 0)
        {
            await durability.ReachAsync(answered.Write);
        }

        if (answered.Seen is { } seen && world.Options.Observer is { } observer)
        {
            lock (gate)
            {
                observer(seen with { Moment = SandboxMoment.After, Error = answered.Response.Status < 300 ? null : ErrorCode.Of(answered.Response) });
            }
        }

        return answered.Response;
    }

    /// <summary>The present state, for a sandbox that is to begin with it.</summary>
    public SandboxState Saved() => JsonSerializer.Deserialize(Capture().State, StateJson.Default.SandboxState)!;

    private Answered Run(WireRequest request)
    {
        var scope = CredentialScope.Of(request);
        var service = Services.Meant(services, request, scope);
        if (service.Wire is null)
        {
            var named = services.FirstOrDefault(each => each.Wire.SigningName == scope?.Service).Wire ?? services[0].Wire;
            return new(named.Refuse(request, new WireException(NotOffered.Code, $"The sandbox does not offer this operation of {scope?.Service ?? "an unsigned service"}.", NotOffered.Status)));
        }

        lock (gate)
        {
            try
            {
                var operation = service.Wire.OperationOf(request)!;
                var call = callers.Identify(request, scope, service.Wire.Service, operation);
                return Recorded(request, service.Wire, service.Behaviour, operation, call);
            }
            catch (WireException refusal)
            {
                return new(service.Wire.Refuse(request, refusal));
            }
        }
    }

    // What is refused is recorded too; what the observer throws is a death, of which nothing is.
    private Answered Recorded(WireRequest request, IWireService wire, IBehaviour behaviour, string operation, Call call)
    {
        Answered answered;
        IShape? asked = null;
        // Looked at before the call: the one that stops the trail is still told.
        var isTold = world.Options.CallEvents && OperationNames.IsWrite(wire.Service, operation) && Events.CallEvents.AreTold(world, call);
        try
        {
            answered = Answer(request, wire, behaviour, operation, call, shape =>
            {
                asked = shape;
                sessionPolicy.Require(call, wire.Service, operation, shape);
            });
        }
        catch (WireException refusal)
        {
            answered = new(wire.Refuse(request, refusal));
        }

        var line = CallRecord.Line(wire, operation, request, call, asked, answered.Response, world.Now);
        world.History.Add(line);
        if (isTold)
        {
            Events.CallEvents.Tell(world, call, line);
        }

        return answered;
    }

    private Answered Answer(WireRequest request, IWireService wire, IBehaviour behaviour, string operation, Call call, Action<IShape> understood)
    {
        if (world.State.Accounts.Find(account => account.Id == call.AccountId)?.Regions.GetValueOrDefault(call.Region) is { Disabled: true } && OperationNames.IsRegional(wire.Service))
        {
            throw RegionOff(wire.Service);
        }

        if (!throttle.Take(wire.Service, operation, call.AccountId))
        {
            throw behaviour.Throttled();
        }

        var isWrite = OperationNames.IsWrite(wire.Service, operation);
        var seen = new SandboxCall(wire.Service, operation, call.AccountId, call.Region, isWrite, SandboxMoment.Before);
        world.Options.Observer?.Invoke(seen);
        var before = lastWrite;
        var response = isWrite ? Write(request, wire, behaviour, call, understood) : Read(request, wire, behaviour, operation, call, understood);
        return new(response, seen, lastWrite > before ? lastWrite : 0);
    }

    // What is answered in a region that the account has not enabled: its credentials are unknown there.
    private static WireException RegionOff(string service) => service switch
    {
        "ec2" => new("AuthFailure", "AWS was not able to validate the provided access credentials", 401),
        "sns" => new("InvalidClientTokenId", "The security token included in the request is invalid.", 403),
        _ => new("UnrecognizedClientException", "The security token included in the request is invalid.", 400),
    };

    private WireResponse Write(WireRequest request, IWireService wire, IBehaviour behaviour, Call call, Action<IShape> understood)
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
        var response = wire.Invoke(request, call, understood);
        if (response.Status < 300)
        {
            (older, lagging) = (before, mayLag ? world.Options.ReadLag : 0);
        }

        if (settled || response.Status < 300)
        {
            lastWrite++;
        }

        return response;
    }

    private WireResponse Read(WireRequest request, IWireService wire, IBehaviour behaviour, string operation, Call call, Action<IShape> understood)
    {
        if (behaviour.Settle(isRead: true))
        {
            lastWrite++;
        }

        if (lagging > 0 && older is not null && OperationNames.MayLag(wire.Service, operation))
        {
            lagging--;
            return world.Seeing(older, () => wire.Invoke(request, call, understood));
        }

        return wire.Invoke(request, call, understood);
    }

    private (long Write, byte[] State) Capture()
    {
        lock (gate)
        {
            return (lastWrite, world.Serialize());
        }
    }

    /// <summary>An answer that may not go out before a write is on the disk.</summary>
    /// <param name="Response">The answer.</param>
    /// <param name="Seen">What the observer is told afterwards; null where the request did not come to an operation.</param>
    /// <param name="Write">The write that must be on the disk; 0 for none.</param>
    private readonly record struct Answered(WireResponse Response, SandboxCall? Seen = null, long Write = 0);
}
