using SecretScoops.Governance.Sandbox.Access;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Sns;

namespace SecretScoops.Governance.Sandbox.Sns;

/// <summary>The Simple Notification Service, without FIFO topics, phones and mobile applications. This part finds topics and says who may use them.</summary>
/// <remarks>Amazon SNS API Reference and Developer Guide, read 2026-11.</remarks>
internal sealed partial class SnsSandbox(World world) : SnsOperations, IBehaviour
{
    // The API's page.
    private readonly Pages pages = new(world.Options, 100, static () => Invalid("NextToken", "Invalid token"));

    /// <summary>Subscriptions that nobody confirmed are gone after two days (Developer Guide, "Confirm the subscription").</summary>
    private static readonly TimeSpan patience = TimeSpan.FromHours(48);

    /// <inheritdoc/>
    public bool Settle(bool isRead) => world.State.Accounts.SelectMany(account => account.Regions.Values)
        .SelectMany(region => region.Sns?.Topics.Values ?? Enumerable.Empty<StoredTopic>())
        .Sum(topic => topic.Subscriptions.RemoveAll(each => each.Token is not null && each.CreatedAt + patience < world.Now)) > 0;

    /// <inheritdoc/>
    public WireException Throttled() => new("Throttling", "Rate exceeded", 400);

    /// <inheritdoc/>
    public WireException? Conflict() => null;

    private static InvalidParameterException Invalid(string name, string reason) => new($"Invalid parameter: {name} Reason: {reason}");

    /// <summary>The caller's topics in the region that is called.</summary>
    private StoredSns Own(Call call) => world.Region(call).Sns ??= new();

    /// <summary>The topic that an ARN names; the owner's principals may always use it, others as its policy says.</summary>
    private (TopicName Name, StoredTopic Topic) Find(string arn, string action, Call call)
    {
        var name = TopicName.OfArn(arn) ?? throw Invalid("TopicArn", "An ARN must have at least 6 elements, not " + arn.Split(':').Length);
        if (name.Region != call.Region)
        {
            throw Invalid("TopicArn", "Region of the ARN does not match the endpoint");
        }

        var topic = name.Find(world) ?? throw new NotFoundException("Topic does not exist");
        var asker = Asker.OfAccount(call.AccountId, call.PrincipalArn, world.State.Organization?.Id);
        return name.AccountId == call.AccountId || ResourcePolicy.Allows(Policy(name, topic), asker, $"sns:{action}", arn)
            ? (name, topic)
            : throw new AuthorizationErrorException($"User: {call.PrincipalArn} is not authorized to perform: SNS:{action} on resource: {arn} because no resource-based policy allows the SNS:{action} action");
    }

    /// <summary>The topic's policy; the one that AWS gives to every topic until another is set.</summary>
    private static string Policy(TopicName name, StoredTopic topic) => topic.Attributes.GetValueOrDefault("Policy") ?? $$$$"""
        {"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[{"Sid":"__default_statement_ID","Effect":"Allow","Principal":{"AWS":"*"},"Action":["SNS:GetTopicAttributes","SNS:SetTopicAttributes","SNS:AddPermission","SNS:RemovePermission","SNS:DeleteTopic","SNS:Subscribe","SNS:ListSubscriptionsByTopic","SNS:Publish"],"Resource":"{{{{name.Arn}}}}","Condition":{"StringEquals":{"AWS:SourceOwner":"{{{{name.AccountId}}}}"}}}]}
        """;
}
