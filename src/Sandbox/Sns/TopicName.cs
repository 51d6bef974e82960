using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.Sandbox.Sns;

/// <summary>What tells one topic from all others.</summary>
/// <param name="AccountId">Of its owner.</param>
/// <param name="Region">Where it is.</param>
/// <param name="Name">Its name.</param>
internal sealed record TopicName(string AccountId, string Region, string Name)
{
    /// <summary>As calls, policies and targets name it.</summary>
    public string Arn => $"arn:aws:sns:{Region}:{AccountId}:{Name}";

    /// <summary>Null when the ARN is not a topic's.</summary>
    public static TopicName? OfArn(string arn) => arn.Split(':') is ["arn", _, "sns", var region, var account, var name] ? new(account, region, name) : null;

    /// <summary>The topic, if there is one.</summary>
    public StoredTopic? Find(World world) =>
        world.State.Accounts.Exists(account => account.Id == AccountId) ? world.Region(AccountId, Region).Sns?.Topics.GetValueOrDefault(Name) : null;
}
