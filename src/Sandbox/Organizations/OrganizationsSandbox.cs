using SecretScoops.Governance.Aws.Protocols;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Organizations;
using SecretScoops.Governance.Sandbox.Wire.Validation;

namespace SecretScoops.Governance.Sandbox.Organizations;

/// <summary>AWS Organizations. This part says who may call and what time brings to an end; the others hold a topic each.</summary>
internal sealed partial class OrganizationsSandbox(World world) : OrganizationsOperations, IBehaviour
{
    // The API's largest page.
    private readonly Pages pages = new(world.Options, 20, static () => Invalid("INVALID_NEXT_TOKEN", "You provided a next token that isn't valid."));

    /// <summary>The organization, or AWS's refusal where the account is in none.</summary>
    private StoredOrganization Organization =>
        world.State.Organization ?? throw new AWSOrganizationsNotInUseException("Your account is not a member of an organization.");

    private List<StoredAccount> Accounts => world.State.Accounts;

    private SandboxQuotas Quotas => world.Options.Quotas;

    /// <inheritdoc/>
    public bool Settle(bool isRead)
    {
        if (world.State.Organization is not { } organization)
        {
            return false;
        }

        var changed = false;
        foreach (var creation in organization.Creations.Where(creation => creation.Waiting is { } waiting && world.IsOver(waiting, isRead)).ToList())
        {
            Complete(organization, creation);
            changed = true;
        }

        foreach (var type in organization.PolicyTypes.Where(type => type.Waiting is { } waiting && world.IsOver(waiting, isRead)).ToList())
        {
            Complete(organization, type);
            changed = true;
        }

        foreach (var account in Accounts.Where(account => account.Closing is { } waiting && world.IsOver(waiting, isRead)))
        {
            (account.State, account.Closing) = ("SUSPENDED", null);
            changed = true;
        }

        return changed;
    }

    /// <inheritdoc/>
    public WireException Throttled() =>
        new TooManyRequestsException("AWS Organizations can't complete your request because another request is already in progress. Try again later.");

    /// <inheritdoc/>
    public WireException Conflict() =>
        new ConcurrentModificationException("AWS Organizations can't complete your request because it conflicts with another attempt to modify the same entity. Try again later.");

    /// <inheritdoc/>
    public override WireException Invalid(OperationSchema operation, IReadOnlyList<Violation> violations)
    {
        var reason = violations[0].Kind switch
        {
            ViolationKind.Missing => "INPUT_REQUIRED",
            ViolationKind.TooShort => "MIN_LENGTH_EXCEEDED",
            ViolationKind.TooLong => "MAX_LENGTH_EXCEEDED",
            ViolationKind.TooSmall => "MIN_VALUE_EXCEEDED",
            ViolationKind.TooGreat => "MAX_VALUE_EXCEEDED",
            ViolationKind.Pattern => violations[0].Path == "targetId" ? "INVALID_PATTERN_TARGET_ID" : "INVALID_PATTERN",
            ViolationKind.Values => violations[0].Path is "policyType" or "type" or "filter" ? "INVALID_ENUM_POLICY_TYPE" : "INVALID_ENUM",
        };
        return Invalid(reason, Violation.Message(violations));
    }

    private static InvalidInputException Invalid(string reason, string message) => new(message) { Reason = reason };

    private static ConstraintViolationException Constraint(string reason, string message) => new(message) { Reason = reason };

    private static AccessDeniedException Denied() => new("You don't have permissions to access this resource.");

    /// <summary>Most reads are for the management account and for delegated administrators, of whatever service.</summary>
    private StoredOrganization ForReader(Call call)
    {
        var organization = ForMember(call);
        return call.AccountId == world.State.ManagementAccountId || organization.Delegations.Exists(each => each.AccountId == call.AccountId)
            ? organization
            : throw Denied();
    }

    private StoredOrganization ForManagement(Call call)
    {
        var organization = ForMember(call);
        return call.AccountId == world.State.ManagementAccountId ? organization : throw Denied();
    }

    private StoredOrganization ForMember(Call call) => Accounts.Exists(account => account.Id == call.AccountId && account.ParentId is not null)
        ? Organization
        : throw new AWSOrganizationsNotInUseException("Your account is not a member of an organization.");
}
