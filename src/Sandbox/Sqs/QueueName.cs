using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.Sandbox.Sqs;

/// <summary>What tells one queue from all others.</summary>
/// <param name="AccountId">Of its owner.</param>
/// <param name="Region">Where it is.</param>
/// <param name="Name">Its name.</param>
internal sealed record QueueName(string AccountId, string Region, string Name)
{
    /// <summary>As policies and targets name it.</summary>
    public string Arn => $"arn:aws:sqs:{Region}:{AccountId}:{Name}";

    /// <summary>As calls name it.</summary>
    public string Url => $"https://sqs.{Region}.amazonaws.com/{AccountId}/{Name}";

    /// <summary>Null when the ARN is not a queue's.</summary>
    public static QueueName? OfArn(string arn) => arn.Split(':') is ["arn", _, "sqs", var region, var account, var name] ? new(account, region, name) : null;

    /// <summary>Null when the URL is not a queue's. Whatever host it names, account and name stand in its path.</summary>
    public static QueueName? OfUrl(string url, string region) => url.Split('/') is [.., var account, var name] && account.Length == 12 ? new(account, region, name) : null;

    /// <summary>The queue, if there is one.</summary>
    public StoredQueue? Find(World world) =>
        world.State.Accounts.Exists(account => account.Id == AccountId) ? world.Region(AccountId, Region).Sqs?.Queues.GetValueOrDefault(Name) : null;
}
