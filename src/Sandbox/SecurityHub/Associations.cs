using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.SecurityHub;

namespace SecretScoops.Governance.Sandbox.SecurityHub;

/// <summary>Which policy holds for which root, unit and account.</summary>
internal sealed partial class SecurityHubSandbox
{
    private const string SelfManaged = "SELF_MANAGED_SECURITY_HUB";

    public override StartConfigurationPolicyAssociationResponse StartConfigurationPolicyAssociation(StartConfigurationPolicyAssociationRequest request, Call call)
    {
        var hub = ForCentral(call);
        var target = TargetId(request.Target!);
        var policyId = request.ConfigurationPolicyIdentifier == SelfManaged ? SelfManaged : Policy(hub, request.ConfigurationPolicyIdentifier!, call).Id;
        hub.Associations.RemoveAll(each => each.TargetId == target);
        var association = new StoredHubAssociation { TargetId = target, PolicyId = policyId, Status = "PENDING", UpdatedAt = world.Now, Waiting = world.Begin() };
        hub.Associations.Add(association);
        var shown = Shown(target, association, applied: true);
        return new StartConfigurationPolicyAssociationResponse
        {
            ConfigurationPolicyId = shown.ConfigurationPolicyId, TargetId = shown.TargetId, TargetType = shown.TargetType, AssociationType = shown.AssociationType,
            AssociationStatus = shown.AssociationStatus, AssociationStatusMessage = shown.AssociationStatusMessage, UpdatedAt = shown.UpdatedAt,
        };
    }

    /// <remarks>Only what was applied directly can be taken away; a target without anything to inherit keeps its settings and manages itself (User Guide, "Disassociating a configuration").</remarks>
    public override StartConfigurationPolicyDisassociationResponse StartConfigurationPolicyDisassociation(StartConfigurationPolicyDisassociationRequest request, Call call)
    {
        var hub = ForCentral(call);
        var target = TargetId(request.Target ?? throw Invalid("Invalid parameter: Target"));
        var policyId = request.ConfigurationPolicyIdentifier == SelfManaged ? SelfManaged : Policy(hub, request.ConfigurationPolicyIdentifier!, call).Id;
        return hub.Associations.RemoveAll(each => each.TargetId == target && each.PolicyId == policyId) > 0
            ? new StartConfigurationPolicyDisassociationResponse()
            : throw new ResourceNotFoundException($"Target {target} has no configuration of its own to be disassociated from");
    }

    public override GetConfigurationPolicyAssociationResponse GetConfigurationPolicyAssociation(GetConfigurationPolicyAssociationRequest request, Call call)
    {
        var target = TargetId(request.Target!);
        var shown = Effective(ForCentral(call), target) is { } found ? Shown(target, found.Association, found.Association.TargetId == target)
            : throw new ResourceNotFoundException($"Target {target} has no configuration");
        return new GetConfigurationPolicyAssociationResponse
        {
            ConfigurationPolicyId = shown.ConfigurationPolicyId, TargetId = shown.TargetId, TargetType = shown.TargetType, AssociationType = shown.AssociationType,
            AssociationStatus = shown.AssociationStatus, AssociationStatusMessage = shown.AssociationStatusMessage, UpdatedAt = shown.UpdatedAt,
        };
    }

    public override BatchGetConfigurationPolicyAssociationsResponse BatchGetConfigurationPolicyAssociations(BatchGetConfigurationPolicyAssociationsRequest request, Call call)
    {
        var hub = ForCentral(call);
        RequireBatch(request.ConfigurationPolicyAssociationIdentifiers!.Count);
        var answer = new BatchGetConfigurationPolicyAssociationsResponse { ConfigurationPolicyAssociations = [], UnprocessedConfigurationPolicyAssociations = [] };
        foreach (var asked in request.ConfigurationPolicyAssociationIdentifiers)
        {
            var target = TargetId(asked.Target!);
            if (Effective(hub, target) is { } found)
            {
                answer.ConfigurationPolicyAssociations.Add(Shown(target, found.Association, found.Association.TargetId == target));
            }
            else
            {
                answer.UnprocessedConfigurationPolicyAssociations.Add(new UnprocessedConfigurationPolicyAssociation
                {
                    ConfigurationPolicyAssociationIdentifiers = asked, ErrorCode = "ResourceNotFoundException", ErrorReason = $"Target {target} has no configuration",
                });
            }
        }

        return answer;
    }

    public override ListConfigurationPolicyAssociationsResponse ListConfigurationPolicyAssociations(ListConfigurationPolicyAssociationsRequest request, Call call)
    {
        var hub = ForCentral(call);
        var filters = request.Filters ?? new AssociationFilters();
        var organization = world.State.Organization!;
        var all = ((string[])[organization.RootId]).Concat(organization.Units.Select(unit => unit.Id)).Concat(world.State.Accounts.Select(account => account.Id))
            .Select(target => Effective(hub, target) is { } found ? Shown(target, found.Association, found.Association.TargetId == target) : null)
            .OfType<ConfigurationPolicyAssociationSummary>()
            .Where(each => (filters.ConfigurationPolicyId ?? each.ConfigurationPolicyId) == each.ConfigurationPolicyId
                && (filters.AssociationType ?? each.AssociationType) == each.AssociationType
                && (filters.AssociationStatus ?? each.AssociationStatus) == each.AssociationStatus);
        var (page, next) = pages.Cut(all, request.MaxResults, request.NextToken);
        return new ListConfigurationPolicyAssociationsResponse { ConfigurationPolicyAssociationSummaries = page, NextToken = next };
    }

    private string TargetId(Target target)
    {
        var organization = world.State.Organization!;
        var exists = target switch
        {
            { AccountId: { } account } => world.State.Accounts.Exists(each => each.Id == account),
            { OrganizationalUnitId: { } unit } => organization.Units.Exists(each => each.Id == unit),
            { RootId: { } root } => organization.RootId == root,
            _ => throw Invalid("Invalid parameter: Target must name an account, an organizational unit or the root"),
        };
        var id = target.AccountId ?? target.OrganizationalUnitId ?? target.RootId!;
        return exists ? id : throw new ResourceNotFoundException($"Target {id} not found in the organization");
    }

    private ConfigurationPolicyAssociationSummary Shown(string target, StoredHubAssociation association, bool applied)
    {
        // What failed in one account is the failure of the units above it, and of nobody beside it.
        var isSpared = association.Status == "FAILED" && !applied && FailureIn(target) is null;
        return new ConfigurationPolicyAssociationSummary
        {
            ConfigurationPolicyId = association.PolicyId,
            TargetId = target,
            TargetType = target.StartsWith("ou-", StringComparison.Ordinal) ? "ORGANIZATIONAL_UNIT" : target.StartsWith("r-", StringComparison.Ordinal) ? "ROOT" : "ACCOUNT",
            AssociationType = applied ? "APPLIED" : "INHERITED",
            AssociationStatus = isSpared ? "SUCCESS" : association.Status,
            AssociationStatusMessage = isSpared ? null : association.Message,
            UpdatedAt = association.UpdatedAt,
        };
    }
}
