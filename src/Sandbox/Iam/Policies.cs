using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Iam;

namespace SecretScoops.Governance.Sandbox.Iam;

/// <summary>Customer managed policies and their versions. Whether an AWS managed policy exists is not checked; the form of its ARN is.</summary>
internal sealed partial class IamSandbox
{
    // "IAM and AWS STS quotas", read 2026-11.
    private const int ManagedPolicySize = 6_144;
    private const int MostVersions = 5;
    private const string AwsPolicies = "arn:aws:iam::aws:policy/";

    public override CreatePolicyResponse CreatePolicy(CreatePolicyRequest request, Call call)
    {
        var iam = Iam(call);
        if (iam.Policies.Exists(policy => policy.Name.Equals(request.PolicyName, StringComparison.OrdinalIgnoreCase)))
        {
            throw new EntityAlreadyExistsException($"A policy called {request.PolicyName} already exists. Duplicate names are not allowed.");
        }

        CheckDocument(request.PolicyDocument!, ManagedPolicySize);
        var policy = new StoredIamPolicy
        {
            Name = request.PolicyName!,
            Path = request.Path ?? "/",
            Id = NewId("ANPA"),
            Description = request.Description,
            CreatedAt = world.Now,
            UpdatedAt = world.Now,
            Versions = [new StoredPolicyVersion { Id = "v1", Document = request.PolicyDocument!, CreatedAt = world.Now }],
            Tags = Tagged([], request.Tags),
        };
        iam.Policies.Add(policy);
        return new CreatePolicyResponse { Policy = Shown(call, policy, whole: true) };
    }

    public override GetPolicyResponse GetPolicy(GetPolicyRequest request, Call call) => new()
    {
        Policy = request.PolicyArn!.StartsWith(AwsPolicies, StringComparison.Ordinal) ? AwsManaged(call, request.PolicyArn) : Shown(call, Policy(call, request.PolicyArn), whole: true),
    };

    public override ListPoliciesResponse ListPolicies(ListPoliciesRequest request, Call call)
    {
        var own = request.Scope == "AWS" ? [] : Iam(call).Policies.Select(policy => Shown(call, policy, whole: false));
        var used = request.Scope == "Local" ? [] : Identities(call).SelectMany(static each => each.Attached).Where(static arn => arn.StartsWith(AwsPolicies, StringComparison.Ordinal)).Distinct().Select(arn => AwsManaged(call, arn));
        var wanted = own.Concat(used).Where(policy => IsBelow(policy.Path!, request.PathPrefix) && (request.OnlyAttached != true || policy.AttachmentCount > 0));
        var (shown, next) = pages.Cut(wanted.OrderBy(static policy => policy.Arn, StringComparer.Ordinal), request.MaxItems, request.Marker);
        return new ListPoliciesResponse { Policies = shown, IsTruncated = next is not null, Marker = next };
    }

    public override DeletePolicyResponse DeletePolicy(DeletePolicyRequest request, Call call)
    {
        var policy = Policy(call, request.PolicyArn!);
        if (Attachments(call, request.PolicyArn!) > 0)
        {
            throw new DeleteConflictException("Cannot delete a policy attached to entities.");
        }

        if (policy.Versions.Count > 1)
        {
            throw new DeleteConflictException("This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.");
        }

        Iam(call).Policies.Remove(policy);
        return new DeletePolicyResponse();
    }

    public override CreatePolicyVersionResponse CreatePolicyVersion(CreatePolicyVersionRequest request, Call call)
    {
        var policy = Policy(call, request.PolicyArn!);
        CheckDocument(request.PolicyDocument!, ManagedPolicySize);
        if (policy.Versions.Count >= MostVersions)
        {
            throw new LimitExceededException($"A managed policy can have up to {MostVersions} versions. Before you create a new version, you must delete an existing version.");
        }

        var version = new StoredPolicyVersion { Id = $"v{++policy.LastVersion}", Document = request.PolicyDocument!, CreatedAt = world.Now };
        policy.Versions.Add(version);
        policy.DefaultVersion = request.SetAsDefault == true ? version.Id : policy.DefaultVersion;
        policy.UpdatedAt = world.Now;
        return new CreatePolicyVersionResponse { PolicyVersion = Shown(policy, version, whole: false) };
    }

    public override GetPolicyVersionResponse GetPolicyVersion(GetPolicyVersionRequest request, Call call)
    {
        if (request.PolicyArn == AwsPolicies + "AdministratorAccess")
        {
            const string all = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";
            return new GetPolicyVersionResponse { PolicyVersion = new PolicyVersion { VersionId = "v1", IsDefaultVersion = true, Document = Uri.EscapeDataString(all), CreateDate = world.Account(call).JoinedAt } };
        }

        if (request.PolicyArn!.StartsWith(AwsPolicies, StringComparison.Ordinal))
        {
            throw new WireException(Aws.Protocols.NotOffered.Code, "The sandbox does not have the documents of AWS managed policies.", Aws.Protocols.NotOffered.Status);
        }

        var policy = Policy(call, request.PolicyArn);
        return new GetPolicyVersionResponse { PolicyVersion = Shown(policy, Version(policy, request.VersionId!), whole: true) };
    }

    public override ListPolicyVersionsResponse ListPolicyVersions(ListPolicyVersionsRequest request, Call call)
    {
        var policy = Policy(call, request.PolicyArn!);
        var (shown, next) = pages.Cut(policy.Versions.AsEnumerable().Reverse().Select(version => Shown(policy, version, whole: false)), request.MaxItems, request.Marker);
        return new ListPolicyVersionsResponse { Versions = shown, IsTruncated = next is not null, Marker = next };
    }

    public override SetDefaultPolicyVersionResponse SetDefaultPolicyVersion(SetDefaultPolicyVersionRequest request, Call call)
    {
        var policy = Policy(call, request.PolicyArn!);
        (policy.DefaultVersion, policy.UpdatedAt) = (Version(policy, request.VersionId!).Id, world.Now);
        return new SetDefaultPolicyVersionResponse();
    }

    public override DeletePolicyVersionResponse DeletePolicyVersion(DeletePolicyVersionRequest request, Call call)
    {
        var policy = Policy(call, request.PolicyArn!);
        var version = Version(policy, request.VersionId!);
        if (version.Id == policy.DefaultVersion)
        {
            throw new DeleteConflictException("Cannot delete the default version of a policy.");
        }

        policy.Versions.Remove(version);
        return new DeletePolicyVersionResponse();
    }

    public override TagPolicyResponse TagPolicy(TagPolicyRequest request, Call call)
    {
        var policy = Policy(call, request.PolicyArn!);
        policy.Tags = Tagged(policy.Tags, request.Tags);
        return new TagPolicyResponse();
    }

    public override UntagPolicyResponse UntagPolicy(UntagPolicyRequest request, Call call)
    {
        var policy = Policy(call, request.PolicyArn!);
        request.TagKeys!.ForEach(key => policy.Tags.Remove(key));
        return new UntagPolicyResponse();
    }

    public override ListPolicyTagsResponse ListPolicyTags(ListPolicyTagsRequest request, Call call)
    {
        var (shown, next) = pages.Cut(Listed(Policy(call, request.PolicyArn!).Tags), request.MaxItems, request.Marker);
        return new ListPolicyTagsResponse { Tags = shown, IsTruncated = next is not null, Marker = next };
    }

    public override ListEntitiesForPolicyResponse ListEntitiesForPolicy(ListEntitiesForPolicyRequest request, Call call)
    {
        var iam = Iam(call);
        bool Wanted(string filter) => request.EntityFilter is null || request.EntityFilter == filter;
        bool Has(StoredIamIdentity identity) => identity.Attached.Contains(request.PolicyArn!);
        return new ListEntitiesForPolicyResponse
        {
            PolicyGroups = Wanted("Group") ? [.. iam.Groups.Where(Has).Select(static group => new PolicyGroup { GroupName = group.Name, GroupId = group.Id })] : [],
            PolicyUsers = Wanted("User") ? [.. iam.Users.Where(Has).Select(static user => new PolicyUser { UserName = user.Name, UserId = user.Id })] : [],
            PolicyRoles = Wanted("Role") ? [.. iam.Roles.Where(Has).Select(static role => new PolicyRole { RoleName = role.Name, RoleId = role.Id })] : [],
            IsTruncated = false,
        };
    }

    private static StoredPolicyVersion Version(StoredIamPolicy policy, string id) => policy.Versions.Find(version => version.Id == id)
        ?? throw new NoSuchEntityException($"Policy {policy.Name} version {id} does not exist or is not attachable.");

    private static PolicyVersion Shown(StoredIamPolicy policy, StoredPolicyVersion version, bool whole) => new()
    {
        VersionId = version.Id,
        IsDefaultVersion = version.Id == policy.DefaultVersion,
        CreateDate = version.CreatedAt,
        Document = whole ? Uri.EscapeDataString(version.Document) : null,
    };

    private ManagedPolicy Shown(Call call, StoredIamPolicy policy, bool whole)
    {
        var arn = Arn(call, "policy", policy.Path, policy.Name);
        return new ManagedPolicy
        {
            PolicyName = policy.Name,
            PolicyId = policy.Id,
            Arn = arn,
            Path = policy.Path,
            DefaultVersionId = policy.DefaultVersion,
            AttachmentCount = Attachments(call, arn),
            PermissionsBoundaryUsageCount = Identities(call).Count(each => each.BoundaryArn == arn),
            IsAttachable = true,
            Description = whole ? policy.Description : null,
            CreateDate = policy.CreatedAt,
            UpdateDate = policy.UpdatedAt,
            Tags = whole ? Shown(policy.Tags) : null,
        };
    }

    private ManagedPolicy AwsManaged(Call call, string arn) => new()
    {
        PolicyName = arn[(arn.LastIndexOf('/') + 1)..],
        Arn = arn,
        Path = arn[(AwsPolicies.Length - 1)..(arn.LastIndexOf('/') + 1)],
        DefaultVersionId = "v1",
        AttachmentCount = Attachments(call, arn),
        IsAttachable = true,
    };

    private IEnumerable<StoredIamIdentity> Identities(Call call)
    {
        var iam = Iam(call);
        return [.. iam.Roles, .. iam.Users, .. iam.Groups];
    }

    private int Attachments(Call call, string arn) => Identities(call).Count(each => each.Attached.Contains(arn));

    private StoredIamPolicy Policy(Call call, string arn) => Iam(call).Policies.Find(policy => Arn(call, "policy", policy.Path, policy.Name) == arn)
        ?? throw new NoSuchEntityException($"Policy {arn} was not found.");

    private string Attachable(Call call, string arn)
    {
        if (!arn.StartsWith(AwsPolicies, StringComparison.Ordinal) && !Iam(call).Policies.Exists(policy => Arn(call, "policy", policy.Path, policy.Name) == arn))
        {
            throw new NoSuchEntityException($"Policy {arn} does not exist or is not attachable.");
        }

        return arn;
    }
}
