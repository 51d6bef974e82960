using Amazon.SecurityHub.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Standards;
using Resource = SecretScoops.Governance.Baseline.Engine.Resource;

namespace SecretScoops.Governance.Baseline.Resources.SecurityHubPolicies;

/// <summary>The calls of <see cref="ConfigurationPolicyKind"/>, made by the administrator in its home region. An edit is followed until it has reached every account.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class SecurityHubPoliciesAws(ConfigurationPolicyKind kind) : ScopedThing<ConfigurationPolicyAttributes>(kind, Places.Regions)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions =>
    [
        "securityhub:DescribeOrganizationConfiguration", "securityhub:ListConfigurationPolicies", "securityhub:GetConfigurationPolicy", SecurityHubTags.ReadPermission,
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions =>
    [
        "securityhub:CreateConfigurationPolicy", "securityhub:UpdateConfigurationPolicy", "securityhub:DeleteConfigurationPolicy",
        "securityhub:ListConfigurationPolicyAssociations", "securityhub:GetSecurityControlDefinition", .. SecurityHubTags.WritePermissions,
    ];

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Scope>> ScopesAsync(AwsWorld world, CancellationToken cancel) => SecurityHubSetup.Of(world.Policies) is { } setup
        ? [.. (await base.ScopesAsync(world, cancel)).Where(scope => scope == setup.Home)]
        : [];

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Resource>> ReadInAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel) =>
        await SecurityHubReading.IsCentralAsync(scope, session, world, cancel)
            ? await Paged.EachAsync(await SecurityHubPolicyList.SharedAsync(scope, session, world, cancel), (policy, stop) => SeenAsync(policy, scope, session, world, stop), cancel)
            : [];

    /// <inheritdoc/>
    protected override async Task<Resource?> ReadOneAsync(Address address, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        var scope = address.Within!.Value;
        var policy = (await SecurityHubPolicyList.ListAsync(scope, session, world, cancel)).Find(each => each.Summary.Name == address.Name);
        return policy is null ? null : await SeenAsync(policy, scope, session, world, cancel);
    }

    /// <inheritdoc/>
    protected override async Task CreateAsync(Address address, ConfigurationPolicyAttributes desired, Step step, AwsWorld world, CancellationToken cancel)
    {
        var session = world.SessionOf(address);
        try
        {
            var created = await session.SecurityHub.CreateConfigurationPolicyAsync(
                new() { Name = address.Name, Description = desired.Description, ConfigurationPolicy = await ContentAsync(address, desired, session, cancel), Tags = new(desired.Tags) }, cancel);
            world.Ids.Learn(address, created.Id);
        }
        catch (ResourceConflictException)
        {
            // Made by a call whose answer was lost; the read-back decides whether it is ours, and learns its id.
        }
    }

    /// <inheritdoc/>
    protected override async Task UpdateAsync(Address address, ConfigurationPolicyAttributes observed, ConfigurationPolicyAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var (session, id) = (world.SessionOf(address), world.Ids.Of(address));
        if (kind.Of(address, observed with { Tags = desired.Tags }) is var before && Difference.Between(before.Attributes, kind.Of(address, desired).Attributes).Count > 0)
        {
            await session.SecurityHub.UpdateConfigurationPolicyAsync(
                new() { Identifier = id, Description = desired.Description, ConfigurationPolicy = await ContentAsync(address, desired, session, cancel) }, cancel);
            await PolicyAssociations.FollowAsync(address, id, session, world, cancel);
        }

        var arn = $"arn:aws:securityhub:{address.Region}:{world.AccountId(address.Account!)}:configuration-policy/{id}";
        await SecurityHubTags.UpdateAsync(session, arn, observed.Tags, desired.Tags, cancel);
    }

    /// <inheritdoc/>
    protected override async Task DeleteAsync(Address address, ConfigurationPolicyAttributes observed, AwsWorld world, CancellationToken cancel)
    {
        try
        {
            await world.SessionOf(address).SecurityHub.DeleteConfigurationPolicyAsync(new() { Identifier = world.Ids.Of(address) }, cancel);
        }
        catch (ResourceNotFoundException)
        {
            // Gone already.
        }
    }

    private async Task<Resource> SeenAsync(ListedPolicy policy, Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        var found = await session.SecurityHub.GetConfigurationPolicyAsync(new() { Identifier = policy.Summary.Id }, cancel);
        var content = found.ConfigurationPolicy?.SecurityHub ?? new();
        var controls = content.SecurityControlsConfiguration;
        return kind.Of(
            scope.Address(kind.Name, policy.Summary.Name),
            new()
            {
                Description = found.Description ?? "",
                ServiceEnabled = content.ServiceEnabled == true,
                Standards = [.. (content.EnabledStandardIdentifiers ?? []).Select(arn => SecurityStandards.OfArn(arn)?.Name ?? arn).Order(StringComparer.Ordinal)],
                DisabledControls = [.. (controls?.DisabledSecurityControlIdentifiers ?? []).Order(StringComparer.Ordinal)],
                EnabledControls = controls?.EnabledSecurityControlIdentifiers is { Count: > 0 } enabled ? [.. enabled.Order(StringComparer.Ordinal)] : null,
                ControlParameters =
                [
                    .. from control in controls?.SecurityControlCustomParameters ?? []
                       from parameter in control.Parameters ?? []
                       let value = ControlParameterValues.Read(parameter.Value)
                       where value is not null
                       let key = $"{control.SecurityControlId}/{parameter.Key}"
                       orderby key
                       select new ParameterState(key, value),
                ],
                Tags = policy.Tags,
                Organization = SecurityHubSetup.Of(world.Policies)!.CentralConfiguration,
            },
            policy.Owned);
    }

    private static async Task<Policy> ContentAsync(Address address, ConfigurationPolicyAttributes desired, AwsSession session, CancellationToken cancel)
    {
        var parameters = new List<SecurityControlCustomParameter>();
        foreach (var control in desired.ControlParameters.GroupBy(each => each.Key.Split('/')[0], StringComparer.Ordinal))
        {
            var definition = (await session.SecurityHub.GetSecurityControlDefinitionAsync(new() { SecurityControlId = control.Key }, cancel)).SecurityControlDefinition;
            parameters.Add(new()
            {
                SecurityControlId = control.Key,
                Parameters = control.ToDictionary(
                    each => each.Key[(each.Key.IndexOf('/', StringComparison.Ordinal) + 1)..],
                    each => ControlParameterValues.Write(each.Value, definition?.ParameterDefinitions?.GetValueOrDefault(each.Key[(each.Key.IndexOf('/', StringComparison.Ordinal) + 1)..]))),
            });
        }

        return new()
        {
            SecurityHub = new()
            {
                ServiceEnabled = desired.ServiceEnabled,
                EnabledStandardIdentifiers = [.. desired.Standards.Select(name => SecurityStandards.Named(name)!.ArnIn(address.Region!))],
                SecurityControlsConfiguration = new() { DisabledSecurityControlIdentifiers = Sent(desired.DisabledControls), SecurityControlCustomParameters = parameters },
            },
        };
    }

    // An empty list is what says that no control is off.
    private static List<string> Sent(IReadOnlyList<string> controls) => [.. controls];
}
