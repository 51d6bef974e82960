using System.Text.Json.Nodes;
using SecretScoops.Governance.Sandbox.Wire;

namespace SecretScoops.Governance.Sandbox.Events;

/// <summary>Calls as CloudTrail tells them to EventBridge: on the default bus of the account and region where they were made, from where rules lead on.</summary>
/// <remarks>EventBridge User Guide, "Events from AWS services" and "Receiving read-only management events" (read 2026-11): only while a trail logs, and those that only read to none but rules that ask for them.</remarks>
internal static class CallEvents
{
    private const string Service = ".amazonaws.com";

    /// <summary>Whether a trail logs the calls of an account and region: one of its own, or the organization's.</summary>
    public static bool AreTold(World world, Call call) => world.State.Accounts
        .SelectMany(account => account.Regions.Values.SelectMany(region => region.CloudTrail?.Trails ?? []).Select(trail => (Owner: account.Id, Trail: trail)))
        .Any(each => each.Trail.Logging && (each.Trail.MultiRegion || each.Trail.HomeRegion == call.Region) && (each.Owner == call.AccountId || each.Trail.Organization));

    /// <summary>Tells a call that CloudTrail counts among management events, refused ones too.</summary>
    /// <param name="world">The world.</param>
    /// <param name="call">Who called, and where.</param>
    /// <param name="record">CloudTrail's record of it, as JSON.</param>
    public static void Tell(World world, Call call, string record)
    {
        var detail = JsonNode.Parse(record)!.AsObject();
        if ((bool)detail["managementEvent"]! && (string)detail["eventSource"]! is var source)
        {
            world.Emit(new($"aws.{source[..^Service.Length]}", "AWS API Call via CloudTrail", detail) { AccountId = call.AccountId, Region = call.Region });
        }
    }
}
