using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Events;

namespace SecretScoops.Governance.Sandbox.Events;

/// <summary>Event buses, and who may send to them.</summary>
internal sealed partial class EventsSandbox
{
    // EventBridge quotas: 100 buses an account and region, a policy of 10,240 characters.
    private const int MostBuses = 100;
    private const int LargestPolicy = 10_240;

    [GeneratedRegex(@"^[/.\-_A-Za-z0-9]{1,256}$")]
    private static partial Regex BusPattern { get; }

    private SortedDictionary<string, StoredBus> Own(Call call) => (world.Region(call).Events ??= new()).Buses;

    public override CreateEventBusResponse CreateEventBus(CreateEventBusRequest request, Call call)
    {
        var name = new BusName(call.AccountId, call.Region, request.Name!);
        if (!BusPattern.IsMatch(name.Name) || name.Name.Contains('/', StringComparison.Ordinal) || name.Name == StoredBus.Default)
        {
            throw name.Name == StoredBus.Default ? new ResourceAlreadyExistsException($"Event bus {name.Name} already exists.") : Invalid("Event bus name must not contain '/'.");
        }

        if (!Own(call).TryAdd(name.Name, new StoredBus
        {
            Description = request.Description,
            KmsKeyId = request.KmsKeyIdentifier,
            DeadLetterArn = request.DeadLetterConfig?.Arn,
            CreatedAt = world.Now,
            Tags = new((request.Tags ?? []).ToDictionary(tag => tag.Key!, tag => tag.Value!), StringComparer.Ordinal),
        }))
        {
            throw new ResourceAlreadyExistsException($"Event bus {name.Name} already exists.");
        }

        if (Own(call).Count > MostBuses)
        {
            Own(call).Remove(name.Name);
            throw new LimitExceededException("The requested resource exceeds the maximum number allowed.");
        }

        return new CreateEventBusResponse { EventBusArn = name.Arn, Description = request.Description, KmsKeyIdentifier = request.KmsKeyIdentifier, DeadLetterConfig = request.DeadLetterConfig };
    }

    public override DescribeEventBusResponse DescribeEventBus(DescribeEventBusRequest request, Call call)
    {
        var (name, bus) = Find(request.Name, "DescribeEventBus", call);
        return new DescribeEventBusResponse
        {
            Name = name.Name,
            Arn = name.Arn,
            Description = bus.Description,
            KmsKeyIdentifier = bus.KmsKeyId,
            DeadLetterConfig = bus.DeadLetterArn is { } arn ? new() { Arn = arn } : null,
            Policy = bus.Policy,
            CreationTime = bus.CreatedAt,
            LastModifiedTime = bus.CreatedAt,
        };
    }

    public override UpdateEventBusResponse UpdateEventBus(UpdateEventBusRequest request, Call call)
    {
        var (name, bus) = Find(request.Name, "UpdateEventBus", call);
        (bus.Description, bus.KmsKeyId, bus.DeadLetterArn) = (request.Description, request.KmsKeyIdentifier, request.DeadLetterConfig?.Arn);
        return new UpdateEventBusResponse { Arn = name.Arn, Name = name.Name, Description = bus.Description, KmsKeyIdentifier = bus.KmsKeyId, DeadLetterConfig = request.DeadLetterConfig };
    }

    /// <remarks>Deleting what is not there succeeds; the default bus stays (API Reference, DeleteEventBus: its rules must be gone first).</remarks>
    public override DeleteEventBusResponse DeleteEventBus(DeleteEventBusRequest request, Call call)
    {
        if (request.Name == StoredBus.Default)
        {
            throw Invalid("Cannot delete event bus default.");
        }

        if (Own(call).GetValueOrDefault(request.Name!) is { Rules.Count: > 0 })
        {
            throw Invalid($"Event bus {request.Name} can't be deleted since it has rules.");
        }

        Own(call).Remove(request.Name!);
        return new DeleteEventBusResponse();
    }

    public override ListEventBusesResponse ListEventBuses(ListEventBusesRequest request, Call call)
    {
        var named = Own(call).Where(bus => bus.Key.StartsWith(request.NamePrefix ?? "", StringComparison.Ordinal));
        var (buses, next) = pages.Cut(named, request.Limit, request.NextToken);
        return new ListEventBusesResponse
        {
            EventBuses = [.. buses.Select(bus => new EventBus { Name = bus.Key, Arn = new BusName(call.AccountId, call.Region, bus.Key).Arn, Description = bus.Value.Description, Policy = bus.Value.Policy })],
            NextToken = next,
        };
    }

    public override PutPermissionResponse PutPermission(PutPermissionRequest request, Call call)
    {
        var (name, bus) = Find(request.EventBusName, "PutPermission", call);
        var policy = request.Policy ?? WithStatement(bus, Statement(request, name));
        if (!PolicyDocument.TryParse(policy, out _, out _))
        {
            throw Invalid("The policy is not valid: it is malformed.");
        }

        bus.Policy = policy.Length <= LargestPolicy ? policy : throw new PolicyLengthExceededException("The event bus policy is too long. For more information, see the limits.");
        return new PutPermissionResponse();
    }

    public override RemovePermissionResponse RemovePermission(RemovePermissionRequest request, Call call)
    {
        var (_, bus) = Find(request.EventBusName, "RemovePermission", call);
        if (bus.Policy is null)
        {
            throw new ResourceNotFoundException("EventBus does not have a policy.");
        }

        if (request.RemoveAllPermissions == true)
        {
            bus.Policy = null;
            return new RemovePermissionResponse();
        }

        var document = JsonNode.Parse(bus.Policy)!;
        var statements = document["Statement"]!.AsArray();
        var removed = statements.FirstOrDefault(each => each!["Sid"]?.GetValue<string>() == request.StatementId) ?? throw new ResourceNotFoundException($"Statement with the provided id does not exist: {request.StatementId}");
        statements.Remove(removed);
        bus.Policy = statements.Count == 0 ? null : document.ToJsonString();
        return new RemovePermissionResponse();
    }

    private static JsonObject Statement(PutPermissionRequest request, BusName bus)
    {
        if (request is not { Action: { } action, Principal: { } principal, StatementId: { } id })
        {
            throw Invalid("Parameters Action, Principal and StatementId, or Policy, must be specified.");
        }

        var statement = new JsonObject
        {
            ["Sid"] = id,
            ["Effect"] = "Allow",
            ["Principal"] = principal == "*" ? "*" : new JsonObject { ["AWS"] = $"arn:aws:iam::{principal}:root" },
            ["Action"] = action,
            ["Resource"] = bus.Arn,
        };
        if (request.Condition is { } condition)
        {
            statement["Condition"] = new JsonObject { [condition.Type!] = new JsonObject { [condition.Key!] = condition.Value } };
        }

        return statement;
    }

    private static string WithStatement(StoredBus bus, JsonObject statement)
    {
        var document = bus.Policy is { } policy ? JsonNode.Parse(policy)! : new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray() };
        var statements = document["Statement"]!.AsArray();
        if (statements.FirstOrDefault(each => each!["Sid"]?.GetValue<string>() == statement["Sid"]!.GetValue<string>()) is { } same)
        {
            statements.Remove(same);
        }

        statements.Add((JsonNode)statement);
        return document.ToJsonString();
    }
}
