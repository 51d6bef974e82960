using SecretScoops.Governance.Aws.Protocols;
using SecretScoops.Governance.Sandbox.Access;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Sqs;
using SecretScoops.Governance.Sandbox.Wire.Validation;

namespace SecretScoops.Governance.Sandbox.Sqs;

/// <summary>The Simple Queue Service, without FIFO queues. This part finds queues and says who may use them; the others hold a topic each.</summary>
/// <remarks>Amazon SQS API Reference and Developer Guide, read 2026-11.</remarks>
internal sealed partial class SqsSandbox(World world) : SqsOperations, IBehaviour
{
    private readonly Pages pages = new(world.Options, 1_000, static () => new WireException("InvalidParameterValue", "Invalid NextToken.", 400));

    /// <inheritdoc/>
    public override WireException Invalid(OperationSchema operation, IReadOnlyList<Violation> violations) => violations[0] is { Kind: ViolationKind.Values, Path: "attributes.key" } attribute
        ? new InvalidAttributeNameException($"Unknown Attribute {attribute.Value.Trim('\'')}.")
        : base.Invalid(operation, violations);

    /// <inheritdoc/>
    public bool Settle(bool isRead) => false;

    /// <inheritdoc/>
    public WireException Throttled() => new("ThrottlingException", "Rate exceeded", 400);

    /// <inheritdoc/>
    public WireException? Conflict() => null;

    /// <summary>The caller's queues in the region that is called.</summary>
    private StoredSqs Own(Call call) => world.Region(call).Sqs ??= new();

    /// <summary>The queue that a URL names; the owner's principals may always use it, others as its policy says.</summary>
    private (QueueName Name, StoredQueue Queue) Find(string url, string action, Call call)
    {
        var name = QueueName.OfUrl(url, call.Region);
        if (name is null || name.Find(world) is not { } queue)
        {
            throw Missing();
        }

        var asker = Asker.OfAccount(call.AccountId, call.PrincipalArn, world.State.Organization?.Id);
        if (name.AccountId != call.AccountId && !ResourcePolicy.Allows(queue.Attributes.GetValueOrDefault("Policy"), asker, $"sqs:{action}", name.Arn))
        {
            throw new WireException("AccessDenied", $"User: {call.PrincipalArn} is not authorized to perform: sqs:{action.ToLowerInvariant()} on resource: {name.Arn} because no resource-based policy allows the sqs:{action.ToLowerInvariant()} action", 403);
        }

        return (name, queue);
    }

    private static QueueDoesNotExistException Missing() => new("The specified queue does not exist.");
}
