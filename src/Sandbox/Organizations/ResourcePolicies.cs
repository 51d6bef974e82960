using System.Text.Json;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Organizations;

namespace SecretScoops.Governance.Sandbox.Organizations;

/// <summary>The organization's resource policy: kept and told, not evaluated.</summary>
internal sealed partial class OrganizationsSandbox
{
    public override PutResourcePolicyResponse PutResourcePolicy(PutResourcePolicyRequest request, Call call)
    {
        var organization = ForManagement(call);
        try
        {
            using var document = JsonDocument.Parse(request.Content!);
        }
        catch (JsonException)
        {
            throw Invalid("INVALID_RESOURCE_POLICY_JSON", "You provided a resource policy that is not valid JSON.");
        }

        var id = organization.ResourcePolicy?.Id ?? "rp-" + world.Ids.Letters(8);
        var tags = Checked(request.Tags, organization.Tags.GetValueOrDefault(id) ?? []);
        organization.ResourcePolicy = new StoredResourcePolicy { Id = id, Content = request.Content! };
        Keep(organization, id, tags);
        return new PutResourcePolicyResponse { ResourcePolicy = Shown(organization, organization.ResourcePolicy) };
    }

    public override DescribeResourcePolicyResponse DescribeResourcePolicy(DescribeResourcePolicyRequest request, Call call)
    {
        var organization = ForReader(call);
        return new DescribeResourcePolicyResponse { ResourcePolicy = Shown(organization, organization.ResourcePolicy ?? throw NoResourcePolicy()) };
    }

    public override DeleteResourcePolicyResponse DeleteResourcePolicy(DeleteResourcePolicyRequest request, Call call)
    {
        var organization = ForManagement(call);
        organization.Tags.Remove((organization.ResourcePolicy ?? throw NoResourcePolicy()).Id);
        organization.ResourcePolicy = null;
        return new DeleteResourcePolicyResponse();
    }

    private static ResourcePolicyNotFoundException NoResourcePolicy() => new("We can't find a resource policy request with the parameter that you specified.");

    private ResourcePolicy Shown(StoredOrganization organization, StoredResourcePolicy policy) => new()
    {
        Content = policy.Content,
        ResourcePolicySummary = new ResourcePolicySummary
        {
            Id = policy.Id,
            Arn = $"arn:aws:organizations::{world.State.ManagementAccountId}:resourcepolicy/{organization.Id}/{policy.Id}",
        },
    };
}
