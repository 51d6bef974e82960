using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire.SecurityHub;
using SecretScoops.Governance.Standards;

namespace SecretScoops.Governance.Sandbox.SecurityHub;

/// <summary>What configuration policies do: in the home region and all linked ones, for accounts that join later too.</summary>
internal sealed partial class SecurityHubSandbox
{
    /// <summary>An association, and the administrator that made it.</summary>
    private readonly record struct Governing(StoredHubAssociation Association);

    /// <summary>The association of a target, or of the closest above it.</summary>
    private Governing? Effective(StoredSecurityHub administrator, string target)
    {
        foreach (var id in UpFrom(target))
        {
            if (administrator.Associations.Find(each => each.TargetId == id) is { } association)
            {
                return new(association);
            }
        }

        return null;
    }

    private IEnumerable<string> UpFrom(string target)
    {
        for (var id = target; id is not null;)
        {
            yield return id;
            id = world.State.Accounts.Find(account => account.Id == id)?.ParentId ?? world.State.Organization?.Units.Find(unit => unit.Id == id)?.ParentId;
        }
    }

    /// <summary>The configuration policy that an account has to follow in a region; null where it manages itself.</summary>
    private StoredHubPolicy? GovernedBy(string accountId, string region)
    {
        if (AdministratorIn(region) is not { } administrator || HomeOf(administrator) is not { } home || Find(administrator, home) is not { Organization.Type: "CENTRAL" } hub
            || !Linked(administrator, home).Contains(region))
        {
            return null;
        }

        return Effective(hub, accountId) is { } found ? hub.Policies.Find(policy => policy.Id == found.Association.PolicyId) : null;
    }

    private bool SettleAssociations(string administrator, string home, StoredSecurityHub hub, bool isRead)
    {
        var changed = false;
        foreach (var association in hub.Associations.Where(each => each.Waiting is { } waiting && world.IsOver(waiting, isRead)).ToList())
        {
            association.Waiting = null;
            var failures = world.State.Accounts
                .Where(account => Effective(hub, account.Id)?.Association == association)
                .Select(account => FailureIn(account.Id)).OfType<string>().ToList();
            (association.Status, association.Message) = failures.Count == 0 ? ("SUCCESS", null) : ("FAILED", string.Join("; ", failures));
            changed = true;
        }

        foreach (var account in world.State.Accounts.Where(account => account.State == "ACTIVE").ToList())
        {
            if (Effective(hub, account.Id) is { Association.Waiting: null } found && hub.Policies.Find(policy => policy.Id == found.Association.PolicyId) is { } policy)
            {
                changed |= Apply(policy, account, administrator, home);
            }
        }

        return changed;
    }

    private string? FailureIn(string accountId) =>
        world.State.Accounts.Find(account => account.Id == accountId) is { State: not "ACTIVE" } ? $"Account {accountId} could not be configured: it is suspended" : null;

    private bool Apply(StoredHubPolicy policy, StoredAccount account, string administrator, string home)
    {
        var (changed, applied) = (false, $"{policy.Id}:{policy.Version}");
        foreach (var region in Linked(administrator, home))
        {
            if (Find(account.Id, region)?.AppliedPolicy == applied || world.Region(account.Id, region).Disabled)
            {
                continue;
            }

            Configure(Content(policy).SecurityHub!, account.Id, region, administrator);
            Make(account.Id, region).AppliedPolicy = applied;
            changed = true;
        }

        return changed;
    }

    private void Configure(SecurityHubPolicy policy, string accountId, string region, string administrator)
    {
        if (policy.ServiceEnabled == false)
        {
            // An administrator cannot do without.
            if (accountId != administrator)
            {
                Make(administrator, region).Members.RemoveAll(each => each.AccountId == accountId);
                Unsubscribe(accountId, region);
            }

            return;
        }

        var hub = Subscribe(accountId, region, withDefaults: false);
        if (accountId != administrator && !Make(administrator, region).Members.Exists(each => each.AccountId == accountId && IsEnabled(each)))
        {
            Join(Make(administrator, region), accountId, region, withDefaults: false);
        }

        var wanted = policy.EnabledStandardIdentifiers!.Select(arn => SecurityStandards.OfArn(arn)!).ToList();
        hub.Standards.Where(each => !wanted.Exists(standard => standard.Path == each.Path)).ToList().ForEach(Disable);
        var controls = policy.SecurityControlsConfiguration!;
        foreach (var standard in wanted)
        {
            var subscription = Enable(hub, standard.Path);
            subscription.Disabled.Clear();
            foreach (var id in standard.Controls.Where(id => controls.EnabledSecurityControlIdentifiers?.Contains(id) == false || controls.DisabledSecurityControlIdentifiers?.Contains(id) == true))
            {
                subscription.Disabled[id] = "Disabled by configuration policy";
            }
        }

        hub.Parameters.Clear();
        foreach (var control in controls.SecurityControlCustomParameters ?? [])
        {
            SetParameters(hub, control.SecurityControlId!, control.Parameters ?? []);
        }
    }
}
