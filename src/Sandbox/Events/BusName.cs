using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;

namespace SecretScoops.Governance.Sandbox.Events;

/// <summary>What tells one event bus from all others.</summary>
/// <param name="AccountId">Of its owner.</param>
/// <param name="Region">Where it is.</param>
/// <param name="Name">Its name.</param>
internal sealed record BusName(string AccountId, string Region, string Name)
{
    /// <summary>As targets and policies name it.</summary>
    public string Arn => $"arn:aws:events:{Region}:{AccountId}:event-bus/{Name}";

    /// <summary>The ARN of one of its rules; the default bus is not named in it.</summary>
    public string Rule(string rule) => $"arn:aws:events:{Region}:{AccountId}:rule/{(Name == StoredBus.Default ? "" : Name + "/")}{rule}";

    /// <summary>Of a name in the caller's account, or of an ARN; null when it is an ARN of something else.</summary>
    public static BusName? Of(string? nameOrArn, Call call) =>
        nameOrArn?.StartsWith("arn:", StringComparison.Ordinal) == true ? OfArn(nameOrArn) : new(call.AccountId, call.Region, nameOrArn ?? StoredBus.Default);

    /// <summary>Null when the ARN is not a bus's.</summary>
    public static BusName? OfArn(string arn) => arn.Split(':', 6) is ["arn", _, "events", var region, var account, var resource] && resource.StartsWith("event-bus/", StringComparison.Ordinal)
        ? new(account, region, resource["event-bus/".Length..])
        : null;

    /// <summary>The bus, if there is one. Every account has a default bus in every region.</summary>
    public StoredBus? Find(World world) => world.State.Accounts.Exists(account => account.Id == AccountId)
        ? (world.Region(AccountId, Region).Events ??= new()).Buses.GetValueOrDefault(Name)
        : null;
}
