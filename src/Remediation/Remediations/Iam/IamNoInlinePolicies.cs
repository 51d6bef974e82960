using System.Text.Json.Nodes;
using Amazon.IdentityManagement.Model;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Remediation.Events;

namespace SecretScoops.Governance.Remediation.Remediations.Iam;

/// <summary>
/// Users, groups and roles have no policies inside them. Told only: to make one a managed policy changes who owns it, and whoever's template made it would make it again.
/// The quarantine of <see cref="IamNoUsers"/> is inline so that nobody can detach it by mistake, and does not count.
/// </summary>
internal sealed class IamNoInlinePolicies : Remediation
{
    private const string Group = "AWS::IAM::Group";

    /// <inheritdoc/>
    public override string Control => "iam-no-inline-policies";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.Role;

    /// <inheritdoc/>
    public override IReadOnlyList<string> OtherTypes => [ResourceTypes.User, Group];

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads =>
    [
        new("iam:ListUsers", "*"), new("iam:ListGroups", "*"), new("iam:ListRoles", "*"),
        .. On("iam:ListUserPolicies", "user"), .. On("iam:ListGroupPolicies", "group"), .. On("iam:ListRolePolicies", "role"),
    ];

    /// <inheritdoc/>
    public override async Task<string?> FindAsync(Doorbell doorbell, Subject subject, CancellationToken cancellationToken)
    {
        if (doorbell.Source is not (EventSource.Config or EventSource.Sweep) && !doorbell.Hints.ContainsKey("uniqueId"))
        {
            return subject.Id;
        }

        string? marker = null;
        do
        {
            var (things, next) = await PageAsync(subject, marker, cancellationToken);
            if (things.FirstOrDefault(each => each.Id == subject.Id || each.Name == subject.Id).Name is { } found)
            {
                return found;
            }

            marker = next;
        }
        while (marker is not null);
        return null;
    }

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        var (iam, policies, marker) = (subject.Session.Iam, new JsonObject(), (string?)null);
        try
        {
            do
            {
                var (names, next) = subject.Incident.ResourceType switch
                {
                    ResourceTypes.User => await iam.ListUserPoliciesAsync(new() { UserName = subject.Id, Marker = marker }, cancellationToken) is var page ? (page.PolicyNames, page.IsTruncated == true ? page.Marker : null) : default,
                    Group => await iam.ListGroupPoliciesAsync(new() { GroupName = subject.Id, Marker = marker }, cancellationToken) is var page ? (page.PolicyNames, page.IsTruncated == true ? page.Marker : null) : default,
                    _ => await iam.ListRolePoliciesAsync(new() { RoleName = subject.Id, Marker = marker }, cancellationToken) is var page ? (page.PolicyNames, page.IsTruncated == true ? page.Marker : null) : default,
                };
                foreach (var name in names ?? [])
                {
                    policies[name] = true;
                }

                marker = next;
            }
            while (marker is not null);
            return new() { ["policies"] = policies };
        }
        catch (NoSuchEntityException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
    [
        .. image["policies"]!.AsObject().Where(policy => policy.Key != IamNoUsers.Quarantine)
            .Select(policy => new Violation($"/policies/{Pipeline.Images.Escape(policy.Key)}", $"policy \"{policy.Key}\" is inline", null)),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations)
    {
        var kind = subject.Incident.ResourceType switch { ResourceTypes.User => "user", Group => "group", _ => "role" };
        return
        [
            $"aws iam get-{kind}-policy --{kind}-name {subject.Id} --policy-name <each of them>: what it allows; if a template made it, change the template and stop here",
            $"aws iam create-policy --policy-name <a name> --policy-document file://policy.json, and aws iam attach-{kind}-policy --{kind}-name {subject.Id} --policy-arn <its ARN>",
            $"aws iam delete-{kind}-policy --{kind}-name {subject.Id} --policy-name <each of them>",
        ];
    }

    private static IEnumerable<Need> On(string action, string kind) =>
        [new(action, $"arn:{{partition}}:iam::{{account}}:{kind}/{{id}}"), new(action, $"arn:{{partition}}:iam::{{account}}:{kind}/*/{{id}}")];

    private static async Task<(IEnumerable<(string Id, string Name)> Things, string? Next)> PageAsync(Subject subject, string? marker, CancellationToken cancellationToken)
    {
        var iam = subject.Session.Iam;
        switch (subject.Incident.ResourceType)
        {
            case ResourceTypes.User:
                var users = await iam.ListUsersAsync(new ListUsersRequest { Marker = marker }, cancellationToken);
                return ((users.Users ?? []).Select(user => (user.UserId, user.UserName)), users.IsTruncated == true ? users.Marker : null);
            case Group:
                var groups = await iam.ListGroupsAsync(new ListGroupsRequest { Marker = marker }, cancellationToken);
                return ((groups.Groups ?? []).Select(group => (group.GroupId, group.GroupName)), groups.IsTruncated == true ? groups.Marker : null);
            default:
                var roles = await iam.ListRolesAsync(new ListRolesRequest { Marker = marker }, cancellationToken);
                return ((roles.Roles ?? []).Select(role => (role.RoleId, role.RoleName)), roles.IsTruncated == true ? roles.Marker : null);
        }
    }
}
