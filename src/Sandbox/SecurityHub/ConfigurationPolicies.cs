using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.SecurityHub;
using SecretScoops.Governance.Standards;

namespace SecretScoops.Governance.Sandbox.SecurityHub;

/// <summary>Configuration policies, which only the delegated administrator has, in its home region, under central configuration.</summary>
internal sealed partial class SecurityHubSandbox
{
    // User Guide, "Quotas": custom configuration policies per organization, read 2026-11.
    private const int MostPolicies = 20;

    public override CreateConfigurationPolicyResponse CreateConfigurationPolicy(CreateConfigurationPolicyRequest request, Call call)
    {
        var hub = ForCentral(call);
        Require(request.ConfigurationPolicy!);
        if (hub.Policies.Exists(each => each.Name == request.Name))
        {
            throw new ResourceConflictException($"A configuration policy with the name {request.Name} already exists");
        }

        if (hub.Policies.Count >= MostPolicies)
        {
            throw new LimitExceededException("You have reached the maximum number of configuration policies");
        }

        var policy = new StoredHubPolicy
        {
            Id = world.Ids.Uuid(),
            Name = request.Name!,
            Description = request.Description,
            Content = StoredShapes.Keep(request.ConfigurationPolicy!),
            CreatedAt = world.Now,
            UpdatedAt = world.Now,
        };
        Set(policy.Tags, request.Tags ?? []);
        hub.Policies.Add(policy);
        return new CreateConfigurationPolicyResponse
        {
            Arn = PolicyArn(policy, call), Id = policy.Id, Name = policy.Name, Description = policy.Description,
            CreatedAt = policy.CreatedAt, UpdatedAt = policy.UpdatedAt, ConfigurationPolicy = Content(policy),
        };
    }

    public override GetConfigurationPolicyResponse GetConfigurationPolicy(GetConfigurationPolicyRequest request, Call call)
    {
        var policy = Policy(ForCentral(call), request.Identifier!, call);
        return new GetConfigurationPolicyResponse
        {
            Arn = PolicyArn(policy, call), Id = policy.Id, Name = policy.Name, Description = policy.Description,
            CreatedAt = policy.CreatedAt, UpdatedAt = policy.UpdatedAt, ConfigurationPolicy = Content(policy),
        };
    }

    public override ListConfigurationPoliciesResponse ListConfigurationPolicies(ListConfigurationPoliciesRequest request, Call call)
    {
        var (page, next) = pages.Cut(ForCentral(call).Policies, request.MaxResults, request.NextToken);
        return new ListConfigurationPoliciesResponse
        {
            ConfigurationPolicySummaries =
            [
                .. page.Select(policy => new ConfigurationPolicySummary
                {
                    Arn = PolicyArn(policy, call), Id = policy.Id, Name = policy.Name, Description = policy.Description,
                    UpdatedAt = policy.UpdatedAt, ServiceEnabled = Content(policy).SecurityHub?.ServiceEnabled,
                }),
            ],
            NextToken = next,
        };
    }

    /// <remarks>What is changed reaches the accounts at once; associations are PENDING meanwhile.</remarks>
    public override UpdateConfigurationPolicyResponse UpdateConfigurationPolicy(UpdateConfigurationPolicyRequest request, Call call)
    {
        var hub = ForCentral(call);
        var policy = Policy(hub, request.Identifier!, call);
        if (request.Name is { } name && hub.Policies.Exists(each => each.Name == name && each.Id != policy.Id))
        {
            throw new ResourceConflictException($"A configuration policy with the name {name} already exists");
        }

        if (request.ConfigurationPolicy is { } content)
        {
            Require(content);
            policy.Content = StoredShapes.Keep(content);
            policy.Version++;
            foreach (var association in hub.Associations.Where(each => each.PolicyId == policy.Id))
            {
                (association.Status, association.Message, association.Waiting, association.UpdatedAt) = ("PENDING", null, world.Begin(), world.Now);
            }
        }

        policy.Name = request.Name ?? policy.Name;
        policy.Description = request.Description ?? policy.Description;
        policy.UpdatedAt = world.Now;
        return new UpdateConfigurationPolicyResponse
        {
            Arn = PolicyArn(policy, call), Id = policy.Id, Name = policy.Name, Description = policy.Description,
            CreatedAt = policy.CreatedAt, UpdatedAt = policy.UpdatedAt, ConfigurationPolicy = Content(policy),
        };
    }

    /// <remarks>"Before you can delete a configuration policy, you must disassociate the policy" (User Guide, "Deleting configuration policies", read 2026-11).</remarks>
    public override DeleteConfigurationPolicyResponse DeleteConfigurationPolicy(DeleteConfigurationPolicyRequest request, Call call)
    {
        var hub = ForCentral(call);
        var policy = Policy(hub, request.Identifier!, call);
        if (hub.Associations.Exists(each => each.PolicyId == policy.Id))
        {
            throw new ResourceConflictException("The configuration policy is associated with targets; disassociate them first");
        }

        hub.Policies.Remove(policy);
        return new DeleteConfigurationPolicyResponse();
    }

    private static string PolicyArn(StoredHubPolicy policy, Call call) => $"arn:aws:securityhub:{call.Region}:{call.AccountId}:configuration-policy/{policy.Id}";

    private static Policy Content(StoredHubPolicy policy) => StoredShapes.Take<Policy>(policy.Content);

    private static StoredHubPolicy Policy(StoredSecurityHub hub, string identifier, Call call) =>
        hub.Policies.Find(each => each.Id == identifier || PolicyArn(each, call) == identifier) ?? throw new ResourceNotFoundException($"Configuration policy {identifier} not found");

    /// <summary>What the delegated administrator has in its home region, once central configuration is in force.</summary>
    private StoredSecurityHub ForCentral(Call call)
    {
        if (AdministratorIn(call.Region) != call.AccountId)
        {
            throw new AccessDeniedException($"Account {call.AccountId} is not the delegated Security Hub administrator of the organization");
        }

        var hub = Hub(call);
        return hub.Organization is { Type: "CENTRAL", Status: "ENABLED" }
            ? hub
            : throw new AccessDeniedException("Must be a Security Hub delegated administrator with Central Configuration enabled, in the home Region");
    }

    private static void Require(Policy policy)
    {
        var hub = policy.SecurityHub ?? throw Invalid("Invalid parameter: ConfigurationPolicy must have SecurityHub");
        if (hub.ServiceEnabled is not { } enabled || (!enabled && (hub.EnabledStandardIdentifiers is { Count: > 0 } || hub.SecurityControlsConfiguration is not null)))
        {
            throw Invalid("Invalid parameter: ServiceEnabled is required, and a policy that disables Security Hub configures nothing else");
        }

        var controls = hub.SecurityControlsConfiguration;
        if (enabled && (hub.EnabledStandardIdentifiers is null || controls is null
            || (controls.EnabledSecurityControlIdentifiers is not null) == (controls.DisabledSecurityControlIdentifiers is not null)))
        {
            throw Invalid("Invalid parameter: give EnabledStandardIdentifiers, and either EnabledSecurityControlIdentifiers or DisabledSecurityControlIdentifiers");
        }

        if ((hub.EnabledStandardIdentifiers ?? []).Find(arn => SecurityStandards.OfArn(arn) is null) is { } unknown)
        {
            throw Invalid($"Invalid parameter: {unknown} is not a standard");
        }

        foreach (var control in controls?.SecurityControlCustomParameters ?? [])
        {
            foreach (var (name, configuration) in control.Parameters ?? [])
            {
                ControlParameters.Require(control.SecurityControlId ?? "", name, configuration);
            }
        }
    }
}
