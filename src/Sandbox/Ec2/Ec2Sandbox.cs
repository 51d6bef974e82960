using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Ec2;

namespace SecretScoops.Governance.Sandbox.Ec2;

/// <summary>EC2: account settings and networks. This part finds what requests name; the others hold a topic each.</summary>
internal sealed partial class Ec2Sandbox(World world) : Ec2Operations, IBehaviour
{
    // EC2's largest page where a request names none.
    private readonly Pages pages = new(world.Options, 1_000, static () => Invalid("NextToken", "The pagination token is not valid."));

    /// <inheritdoc/>
    public bool Settle(bool isRead)
    {
        var settled = false;
        foreach (var ec2 in world.State.Accounts.SelectMany(static account => account.Regions.Values).Select(static region => region.Ec2))
        {
            if (ec2?.ImageChange is { } change && world.IsOver(change.Waiting, isRead))
            {
                (ec2.ImagePublicAccess, ec2.ImageChange, settled) = (change.To, null, true);
            }
        }

        return settled;
    }

    /// <inheritdoc/>
    public WireException Throttled() => new("RequestLimitExceeded", "Request limit exceeded.", 503);

    /// <inheritdoc/>
    public WireException? Conflict() => null;

    private static WireException Invalid(string parameter, string message) => new("InvalidParameterValue", $"Value for parameter {parameter} is invalid. {message}", 400);

    private static WireException NotFound(string code, string what, string? id) => new(code, $"The {what} '{id}' does not exist", 400);

    private static WireException InUse(string what, string id) => new("DependencyViolation", $"The {what} '{id}' has dependencies and cannot be deleted.", 400);

    /// <summary>What is said in every request: a dry run ends here.</summary>
    private static void Dry(bool? dryRun)
    {
        if (dryRun == true)
        {
            throw new WireException("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", 412);
        }
    }

    private StoredEc2 Settings(Call call) => world.Region(call).Ec2 ??= new();

    /// <summary>The network as it is, for reading: where nobody did anything, as AWS makes it, and nothing is kept.</summary>
    private StoredNetwork Network(Call call) => world.Region(call).Ec2?.Network ?? DefaultNetwork.Of(call.AccountId, call.Region);

    /// <summary>The network about to be changed.</summary>
    private StoredNetwork Changing(Call call, bool? dryRun)
    {
        Dry(dryRun);
        return Settings(call).Network ??= DefaultNetwork.Of(call.AccountId, call.Region);
    }

    // What follows a hyphen only tells ids of one sort apart.
    private string NewId(string prefix) => $"{prefix.Split('-')[0]}-{world.Ids.Hex(17)}";
}
