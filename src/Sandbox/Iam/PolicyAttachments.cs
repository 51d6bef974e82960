using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Iam;

namespace SecretScoops.Governance.Sandbox.Iam;

/// <summary>Managed policies attached to roles, users and groups, and policies within them.</summary>
internal sealed partial class IamSandbox
{
    // "IAM and AWS STS quotas", read 2026-11: 10 managed policies attached by default; inline policies count together, white space aside.
    private const int MostAttached = 10;
    private const int RoleInlineSize = 10_240;
    private const int UserInlineSize = 2_048;
    private const int GroupInlineSize = 5_120;

    public override AttachRolePolicyResponse AttachRolePolicy(AttachRolePolicyRequest request, Call call)
    {
        Attach(call, ForChange(call, request.RoleName), request.PolicyArn!);
        return new AttachRolePolicyResponse();
    }

    public override AttachUserPolicyResponse AttachUserPolicy(AttachUserPolicyRequest request, Call call)
    {
        Attach(call, User(call, request.UserName), request.PolicyArn!);
        return new AttachUserPolicyResponse();
    }

    public override AttachGroupPolicyResponse AttachGroupPolicy(AttachGroupPolicyRequest request, Call call)
    {
        Attach(call, Group(call, request.GroupName), request.PolicyArn!);
        return new AttachGroupPolicyResponse();
    }

    public override DetachRolePolicyResponse DetachRolePolicy(DetachRolePolicyRequest request, Call call)
    {
        Detach(ForChange(call, request.RoleName), request.PolicyArn!);
        return new DetachRolePolicyResponse();
    }

    public override DetachUserPolicyResponse DetachUserPolicy(DetachUserPolicyRequest request, Call call)
    {
        Detach(User(call, request.UserName), request.PolicyArn!);
        return new DetachUserPolicyResponse();
    }

    public override DetachGroupPolicyResponse DetachGroupPolicy(DetachGroupPolicyRequest request, Call call)
    {
        Detach(Group(call, request.GroupName), request.PolicyArn!);
        return new DetachGroupPolicyResponse();
    }

    public override ListAttachedRolePoliciesResponse ListAttachedRolePolicies(ListAttachedRolePoliciesRequest request, Call call)
    {
        var (shown, next) = pages.Cut(Attached(Role(call, request.RoleName)), request.MaxItems, request.Marker);
        return new ListAttachedRolePoliciesResponse { AttachedPolicies = shown, IsTruncated = next is not null, Marker = next };
    }

    public override ListAttachedUserPoliciesResponse ListAttachedUserPolicies(ListAttachedUserPoliciesRequest request, Call call)
    {
        var (shown, next) = pages.Cut(Attached(User(call, request.UserName)), request.MaxItems, request.Marker);
        return new ListAttachedUserPoliciesResponse { AttachedPolicies = shown, IsTruncated = next is not null, Marker = next };
    }

    public override ListAttachedGroupPoliciesResponse ListAttachedGroupPolicies(ListAttachedGroupPoliciesRequest request, Call call)
    {
        var (shown, next) = pages.Cut(Attached(Group(call, request.GroupName)), request.MaxItems, request.Marker);
        return new ListAttachedGroupPoliciesResponse { AttachedPolicies = shown, IsTruncated = next is not null, Marker = next };
    }

    public override PutRolePolicyResponse PutRolePolicy(PutRolePolicyRequest request, Call call)
    {
        Put(ForChange(call, request.RoleName), request.PolicyName!, request.PolicyDocument!, RoleInlineSize);
        return new PutRolePolicyResponse();
    }

    public override PutUserPolicyResponse PutUserPolicy(PutUserPolicyRequest request, Call call)
    {
        Put(User(call, request.UserName), request.PolicyName!, request.PolicyDocument!, UserInlineSize);
        return new PutUserPolicyResponse();
    }

    public override PutGroupPolicyResponse PutGroupPolicy(PutGroupPolicyRequest request, Call call)
    {
        Put(Group(call, request.GroupName), request.PolicyName!, request.PolicyDocument!, GroupInlineSize);
        return new PutGroupPolicyResponse();
    }

    public override GetRolePolicyResponse GetRolePolicy(GetRolePolicyRequest request, Call call) =>
        new() { RoleName = request.RoleName, PolicyName = request.PolicyName, PolicyDocument = Inline(Role(call, request.RoleName), request.PolicyName!) };

    public override GetUserPolicyResponse GetUserPolicy(GetUserPolicyRequest request, Call call) =>
        new() { UserName = request.UserName, PolicyName = request.PolicyName, PolicyDocument = Inline(User(call, request.UserName), request.PolicyName!) };

    public override GetGroupPolicyResponse GetGroupPolicy(GetGroupPolicyRequest request, Call call) =>
        new() { GroupName = request.GroupName, PolicyName = request.PolicyName, PolicyDocument = Inline(Group(call, request.GroupName), request.PolicyName!) };

    public override ListRolePoliciesResponse ListRolePolicies(ListRolePoliciesRequest request, Call call)
    {
        var (shown, next) = pages.Cut(Role(call, request.RoleName).Inline.Keys, request.MaxItems, request.Marker);
        return new ListRolePoliciesResponse { PolicyNames = shown, IsTruncated = next is not null, Marker = next };
    }

    public override ListUserPoliciesResponse ListUserPolicies(ListUserPoliciesRequest request, Call call)
    {
        var (shown, next) = pages.Cut(User(call, request.UserName).Inline.Keys, request.MaxItems, request.Marker);
        return new ListUserPoliciesResponse { PolicyNames = shown, IsTruncated = next is not null, Marker = next };
    }

    public override ListGroupPoliciesResponse ListGroupPolicies(ListGroupPoliciesRequest request, Call call)
    {
        var (shown, next) = pages.Cut(Group(call, request.GroupName).Inline.Keys, request.MaxItems, request.Marker);
        return new ListGroupPoliciesResponse { PolicyNames = shown, IsTruncated = next is not null, Marker = next };
    }

    public override DeleteRolePolicyResponse DeleteRolePolicy(DeleteRolePolicyRequest request, Call call)
    {
        Remove(ForChange(call, request.RoleName), request.PolicyName!);
        return new DeleteRolePolicyResponse();
    }

    public override DeleteUserPolicyResponse DeleteUserPolicy(DeleteUserPolicyRequest request, Call call)
    {
        Remove(User(call, request.UserName), request.PolicyName!);
        return new DeleteUserPolicyResponse();
    }

    public override DeleteGroupPolicyResponse DeleteGroupPolicy(DeleteGroupPolicyRequest request, Call call)
    {
        Remove(Group(call, request.GroupName), request.PolicyName!);
        return new DeleteGroupPolicyResponse();
    }

    private static List<AttachedPolicyType> Attached(StoredIamIdentity identity) =>
        [.. identity.Attached.Select(static arn => new AttachedPolicyType { PolicyArn = arn, PolicyName = arn[(arn.LastIndexOf('/') + 1)..] })];

    private static void Detach(StoredIamIdentity identity, string arn)
    {
        if (!identity.Attached.Remove(arn))
        {
            throw new NoSuchEntityException($"Policy {arn} was not found.");
        }
    }

    private static void Put(StoredIamIdentity identity, string name, string document, int limit)
    {
        CheckDocument(document, int.MaxValue);
        var size = identity.Inline.Where(policy => policy.Key != name).Select(static policy => policy.Value).Append(document).Sum(static text => text.Count(static letter => !char.IsWhiteSpace(letter)));
        identity.Inline[name] = size <= limit ? document : throw new LimitExceededException($"Maximum policy size of {limit} bytes exceeded for {identity.Name}");
    }

    private static string Inline(StoredIamIdentity identity, string name) => Uri.EscapeDataString(
        identity.Inline.TryGetValue(name, out var document) ? document : throw NoPolicy(name));

    private static void Remove(StoredIamIdentity identity, string name)
    {
        if (!identity.Inline.Remove(name))
        {
            throw NoPolicy(name);
        }
    }

    private static NoSuchEntityException NoPolicy(string name) => Missing("policy", name);

    private static void CheckBare(StoredIamIdentity identity)
    {
        if (identity.Attached.Count > 0)
        {
            throw new DeleteConflictException("Cannot delete entity, must detach all policies first.");
        }

        if (identity.Inline.Count > 0)
        {
            throw new DeleteConflictException("Cannot delete entity, must delete policies first.");
        }
    }

    private void Attach(Call call, StoredIamIdentity identity, string arn)
    {
        _ = Attachable(call, arn);
        if (identity.Attached.Contains(arn))
        {
            return;
        }

        if (identity.Attached.Count >= MostAttached)
        {
            throw new LimitExceededException($"Cannot exceed quota for PoliciesPer{identity switch { StoredIamRole => "Role", StoredIamUser => "User", _ => "Group" }}: {MostAttached}");
        }

        identity.Attached.Add(arn);
    }
}
