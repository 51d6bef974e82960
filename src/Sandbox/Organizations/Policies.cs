using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Organizations;

namespace SecretScoops.Governance.Sandbox.Organizations;

/// <summary>Policies of all types.</summary>
internal sealed partial class OrganizationsSandbox
{
    public override CreatePolicyResponse CreatePolicy(CreatePolicyRequest request, Call call)
    {
        var organization = ForManagement(call);
        if (organization.FeatureSet != "ALL")
        {
            throw new PolicyTypeNotAvailableForOrganizationException("You can't use the specified policy type with the feature set currently enabled for this organization.");
        }

        RequireDocument(request.Type!, request.Content!);
        RequireFreePolicyName(organization, request.Type!, request.Name!, null);
        if (organization.Policies.Count(each => each.Type == request.Type) >= Quotas.For(request.Type!).PerOrganization)
        {
            throw Constraint("POLICY_NUMBER_LIMIT_EXCEEDED", "You have exceeded the number of policies that you can have in an organization.");
        }

        var tags = Checked(request.Tags, []);
        var policy = new StoredPolicy
        {
            Id = "p-" + world.Ids.Letters(10),
            Name = request.Name!,
            Description = request.Description!,
            Type = request.Type!,
            Content = request.Content!,
        };
        organization.Policies.Add(policy);
        Keep(organization, policy.Id, tags);
        return new CreatePolicyResponse { Policy = Shown(organization, policy) };
    }

    public override DescribePolicyResponse DescribePolicy(DescribePolicyRequest request, Call call)
    {
        var organization = ForReader(call);
        return new DescribePolicyResponse { Policy = Shown(organization, Policy(organization, request.PolicyId!)) };
    }

    public override UpdatePolicyResponse UpdatePolicy(UpdatePolicyRequest request, Call call)
    {
        var organization = ForManagement(call);
        var policy = Own(Policy(organization, request.PolicyId!));
        if (request.Content is { } content)
        {
            RequireDocument(policy.Type, content);
        }

        if (request.Name is { } name)
        {
            RequireFreePolicyName(organization, policy.Type, name, policy.Id);
        }

        // What is not given stays: Organizations API Reference, UpdatePolicy.
        policy.Content = request.Content ?? policy.Content;
        policy.Name = request.Name ?? policy.Name;
        policy.Description = request.Description ?? policy.Description;
        return new UpdatePolicyResponse { Policy = Shown(organization, policy) };
    }

    public override DeletePolicyResponse DeletePolicy(DeletePolicyRequest request, Call call)
    {
        var organization = ForManagement(call);
        var policy = Own(Policy(organization, request.PolicyId!));
        if (policy.Targets.Count > 0)
        {
            throw new PolicyInUseException("This policy is attached to one or more entities. You must detach it from all roots, OUs, and accounts before you delete it.");
        }

        organization.Policies.Remove(policy);
        organization.Tags.Remove(policy.Id);
        return new DeletePolicyResponse();
    }

    public override ListPoliciesResponse ListPolicies(ListPoliciesRequest request, Call call)
    {
        var organization = ForReader(call);
        var (policies, next) = pages.Cut(organization.Policies.Where(policy => policy.Type == request.Filter), request.MaxResults, request.NextToken);
        return new ListPoliciesResponse { Policies = [.. policies.Select(policy => Summary(organization, policy))], NextToken = next };
    }

    private static StoredPolicy Policy(StoredOrganization organization, string id) =>
        organization.Policies.Find(policy => policy.Id == id) ?? throw new PolicyNotFoundException("You specified a policy that doesn't exist.");

    private static StoredPolicy Own(StoredPolicy policy) =>
        policy.AwsManaged ? throw Invalid("IMMUTABLE_POLICY", "You can't change a policy that is managed by AWS.") : policy;

    private static void RequireFreePolicyName(StoredOrganization organization, string type, string name, string? except)
    {
        if (organization.Policies.Exists(policy => policy.Type == type && policy.Name == name && policy.Id != except))
        {
            throw new DuplicatePolicyException("A policy with the same name already exists.");
        }
    }

    private void RequireDocument(string type, string content)
    {
        // All characters count; it is the console that strips white space (Organizations User Guide, "Quotas").
        if (content.Length > Quotas.For(type).Size)
        {
            throw Constraint("POLICY_CONTENT_LIMIT_EXCEEDED", "You have exceeded the maximum number of characters in a policy.");
        }

        if (PolicyDocument.Fault(type, content) is { } fault)
        {
            throw new MalformedPolicyDocumentException($"The provided policy document does not meet the requirements of the specified policy type. {fault}");
        }
    }

    private Policy Shown(StoredOrganization organization, StoredPolicy policy) => new() { PolicySummary = Summary(organization, policy), Content = policy.Content };

    private PolicySummary Summary(StoredOrganization organization, StoredPolicy policy) => new()
    {
        Id = policy.Id,
        Arn = policy.AwsManaged
            ? $"arn:aws:organizations::aws:policy/{LowerCase(policy.Type)}/{policy.Id}"
            : $"arn:aws:organizations::{world.State.ManagementAccountId}:policy/{organization.Id}/{LowerCase(policy.Type)}/{policy.Id}",
        Name = policy.Name,
        Description = policy.Description,
        Type = policy.Type,
        AwsManaged = policy.AwsManaged,
    };

    private static string LowerCase(string type) => string.Create(type.Length, type, static (span, from) => from.AsSpan().ToLowerInvariant(span));
}
