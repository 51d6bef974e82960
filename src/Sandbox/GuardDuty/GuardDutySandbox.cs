using SecretScoops.Governance.Aws.Protocols;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.GuardDuty;
using SecretScoops.Governance.Sandbox.Wire.Validation;

namespace SecretScoops.Governance.Sandbox.GuardDuty;

/// <summary>GuardDuty. This part says who may call and what time brings to an end; the others hold a topic each. Refusals have AWS's words where users report them.</summary>
internal sealed partial class GuardDutySandbox(World world) : GuardDutyOperations, IBehaviour
{
    private const string Principal = "guardduty.amazonaws.com";

    // The API's largest page.
    private readonly Pages pages = new(world.Options, 50, OutOfRange);

    /// <inheritdoc/>
    public bool Settle(bool isRead) => SettleOrganization(isRead) | SettleDestinations(isRead);

    /// <inheritdoc/>
    public WireException Throttled() => new("TooManyRequestsException", "Too Many Requests", 429);

    /// <inheritdoc/>
    public WireException? Conflict() => null;

    /// <inheritdoc/>
    public override WireException Invalid(OperationSchema operation, IReadOnlyList<Violation> violations) => Refused(Violation.Message(violations));

    /// <summary>AWS's answer to a value that it cannot use, a feature that a region lacks among them.</summary>
    internal static BadRequestException OutOfRange() => Refused("The request is rejected because an invalid or out-of-range value is specified as an input parameter.");

    private static BadRequestException Refused(string message) => new(message) { Type = "InvalidInputException" };

    private static BadRequestException NotOwned() => Refused("The request is rejected because the input detectorId is not owned by the current account.");

    private static BadRequestException NotManagement() => Refused("The request failed because you do not have required AWS Organization master permission.");

    private IReadOnlyCollection<string> Missing(string region) => world.Options.GuardDutyLacks.GetValueOrDefault(region, []);

    private StoredGuardDuty Own(Call call) => Of(call.AccountId, call.Region);

    private StoredGuardDuty Of(string accountId, string region) => world.Region(accountId, region).GuardDuty ??= new();

    private StoredDetector Detector(Call call, string id) => Own(call).Detector is { } detector && detector.Id == id ? detector : throw NotOwned();

    /// <summary>The detector of the organization's administrator in the region.</summary>
    private StoredDetector OfAdministrator(Call call, string id)
    {
        var detector = Detector(call, id);
        return world.State.Organization is not null && Designated(call.Region) == call.AccountId ? detector : throw NotManagement();
    }

    /// <summary>The detector of an account that may have members: not of one that is a member itself.</summary>
    private StoredDetector OfMaster(Call call, string id)
    {
        var detector = Detector(call, id);
        return Own(call).AdministratorId is null
            ? detector
            : throw Refused("The request is rejected because the current account cannot have members since it is already an associated member of another master account.");
    }

    private string? Designated(string region) => world.Region(world.State.ManagementAccountId, region).GuardDuty?.DesignatedId;

    private void Tell(StoredDetector detector) => detector.UpdatedAt = world.Now;
}
