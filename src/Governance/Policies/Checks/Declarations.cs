using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Checks;

/// <summary>Every name that a folder declares, by sort. Declaring finds what is declared twice.</summary>
internal sealed record Declarations(
    DeclaredNames Units, DeclaredNames Accounts, DeclaredNames Environments, DeclaredNames Guardrails, DeclaredNames Groups, DeclaredNames PermissionSets)
{
    public static Declarations Of(WrittenPolicies written, FaultLog faults)
    {
        var names = new Declarations(
            new("an organizational unit", faults), new("an account", faults), new("an environment", faults),
            new("a guardrail", faults), new("a group", faults), new("a permission set", faults));
        names.Units.Complete = written.Organization is not null;
        names.Accounts.Complete = written is { Organization: not null, LandingZone: not null };
        names.Groups.Complete = written.Groups is not null;
        Declare(names.Units, (written.Organization?.OrganizationalUnits ?? []).Select(unit => (unit.Value, unit.Where)));
        if (written.LandingZone is { } landingZone)
        {
            Declare(names.Accounts, [(landingZone.LandingZone.ManagementAccount, new(written.Files.Shown(PolicyFiles.LandingZone)))]);
        }

        Declare(names.Accounts, (written.Organization?.Accounts ?? []).Select(account => (account.Value.Name.Value, account.Value.Name.Where)));
        Declare(names.Environments, OfFiles(written.Environments.Select(environment => environment.File)).Where(declared => declared.Name != EnvironmentMerge.Default));
        Declare(names.Guardrails, OfFiles(written.Guardrails.Select(guardrail => guardrail.File)));
        Declare(names.Groups, (written.Groups?.Groups ?? []).Select(group => (group.Value.Name, group.Where)));
        Declare(names.PermissionSets, OfFiles(written.PermissionSets.Select(set => set.File)));
        foreach (var file in written.Environments.Select(environment => environment.File).Concat(written.Guardrails.Select(guardrail => guardrail.File)))
        {
            if (!Formats.Slug.Pattern.IsMatch(file.Name))
            {
                faults.Error(file.Where, Formats.Slug.Code, $"the file's name {Quoted.Value(file.Name)} is not {Formats.Slug.Described}", "rename the file");
            }
        }

        return names;
    }

    /// <summary>Tells groups and permission sets that access names and nobody declares.</summary>
    public void CheckAccess(IReadOnlyList<SourcedEntry<IReadOnlyList<Sourced<string>>>> access)
    {
        foreach (var entry in access)
        {
            _ = Groups.Knows(entry.Key, entry.Where);
            foreach (var set in entry.Value)
            {
                _ = PermissionSets.Knows(set.Value, set.Where);
            }
        }
    }

    private static IEnumerable<(string Name, Place Where)> OfFiles(IEnumerable<PolicyFile> files) => files.Select(file => (file.Name, file.Where));

    private static void Declare(DeclaredNames names, IEnumerable<(string Name, Place Where)> declared)
    {
        foreach (var (name, where) in declared)
        {
            _ = names.Declare(name, where);
        }
    }
}
