using System.Xml;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.SsoAdmin;

namespace SecretScoops.Governance.Sandbox.SsoAdmin;

/// <summary>Permission sets.</summary>
internal sealed partial class SsoAdminSandbox
{
    private const string DefaultSession = "PT1H";

    public override CreatePermissionSetResponse CreatePermissionSet(CreatePermissionSetRequest request, Call call)
    {
        Require(call, request.InstanceArn);
        if (Center.PermissionSets.Exists(each => each.Name == request.Name))
        {
            throw new ConflictException($"PermissionSet with name {request.Name} already exists.");
        }

        if (Center.PermissionSets.Count >= Quotas.PermissionSets)
        {
            throw new ServiceQuotaExceededException("You have exceeded the number of permission sets that you can have in an instance.");
        }

        var tags = Checked(request.Tags, []);
        var set = new StoredPermissionSet
        {
            Arn = $"arn:aws:sso:::permissionSet/{IdentityCenterIds.InstanceId(world.State.Organization!)}/ps-{world.Ids.Hex(16)}",
            Name = request.Name!,
            Description = request.Description,
            SessionDuration = SessionDuration(request.SessionDuration) ?? DefaultSession,
            RelayState = request.RelayState,
            CreatedAt = world.Now,
            Tags = tags,
        };
        Center.PermissionSets.Add(set);
        return new CreatePermissionSetResponse { PermissionSet = Shown(set) };
    }

    public override DescribePermissionSetResponse DescribePermissionSet(DescribePermissionSetRequest request, Call call) =>
        new() { PermissionSet = Shown(PermissionSet(call, request.InstanceArn!, request.PermissionSetArn!)) };

    public override ListPermissionSetsResponse ListPermissionSets(ListPermissionSetsRequest request, Call call)
    {
        Require(call, request.InstanceArn);
        var (sets, next) = pages.Cut(Center.PermissionSets.Select(set => set.Arn), request.MaxResults, request.NextToken);
        return new ListPermissionSetsResponse { PermissionSets = sets, NextToken = next };
    }

    /// <remarks>AWS clears a relay state that is not given, and keeps the rest (users of Terraform's provider found it so; AWS does not document it).</remarks>
    public override UpdatePermissionSetResponse UpdatePermissionSet(UpdatePermissionSetRequest request, Call call)
    {
        var set = ForChange(call, request.InstanceArn!, request.PermissionSetArn!);
        set.SessionDuration = SessionDuration(request.SessionDuration) ?? set.SessionDuration;
        set.Description = request.Description ?? set.Description;
        set.RelayState = request.RelayState;
        set.Edits++;
        return new UpdatePermissionSetResponse();
    }

    public override DeletePermissionSetResponse DeletePermissionSet(DeletePermissionSetRequest request, Call call)
    {
        var set = ForChange(call, request.InstanceArn!, request.PermissionSetArn!);
        if (Center.Provisioned.Exists(each => each.PermissionSetArn == set.Arn) || Center.Operations.Exists(each => each.PermissionSetArn == set.Arn && each.Status == "IN_PROGRESS"))
        {
            throw new ConflictException($"PermissionSet {set.Arn} is assigned to accounts. Delete its account assignments first.");
        }

        Center.PermissionSets.Remove(set);
        return new DeletePermissionSetResponse();
    }

    private static PermissionSet Shown(StoredPermissionSet set) => new()
    {
        PermissionSetArn = set.Arn,
        Name = set.Name,
        Description = set.Description,
        SessionDuration = set.SessionDuration,
        RelayState = set.RelayState,
        CreatedDate = set.CreatedAt,
    };

    // One hour to twelve: Identity Center User Guide, "Set session duration for AWS accounts".
    private static string? SessionDuration(string? text)
    {
        if (text is null)
        {
            return null;
        }

        TimeSpan duration;
        try
        {
            duration = XmlConvert.ToTimeSpan(text);
        }
        catch (FormatException)
        {
            throw new ValidationException($"SessionDuration {text} is not an ISO 8601 duration.");
        }

        return duration >= TimeSpan.FromHours(1) && duration <= TimeSpan.FromHours(12) ? text : throw new ValidationException("SessionDuration must be between PT1H and PT12H.");
    }
}
