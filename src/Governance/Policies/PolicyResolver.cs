using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies.Areas;
using SecretScoops.Governance.Policies.Checks;
using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies;

/// <summary>Holds the files against each other: every name that is used must be declared, every quota kept; then puts the bundle together.</summary>
internal sealed class PolicyResolver
{
    private readonly WrittenPolicies _written;
    private readonly FaultLog _faults;
    private readonly Declarations _declared;
    private readonly string _management;

    public PolicyResolver(WrittenPolicies written, FaultLog faults)
    {
        (_written, _faults) = (written, faults);
        _declared = Declarations.Of(written, faults);
        _management = written.LandingZone?.LandingZone.ManagementAccount ?? "";
    }

    /// <summary>Null when anything has an error; faults go into the logs either way.</summary>
    public PolicyBundle? Resolve(DateTimeOffset? now)
    {
        var environments = EnvironmentMerge.Of(_written, _declared, _faults);
        var units = Units();
        var accounts = Accounts(environments);
        var guardrails = Guardrails(environments);
        var sets = PermissionSets();
        var assignments = Assignments(environments, accounts);
        OrganizationChecks.Run(_written, units, _declared, _faults);
        GuardrailChecks.Run(_written, guardrails, _faults);
        PermissionSetChecks.Run(_written, _faults);
        var check = new AreaCheck(_written.LandingZone?.LandingZone, _declared, _faults, _written.Areas)
        {
            Limits = _written.Limits,
            ConformancePacks = _written.ConformancePacks.ToDictionary(template => template.File.Name, template => template.Content, StringComparer.Ordinal),
        };
        foreach (var area in PolicyAreas.All)
        {
            if (_written.Areas.TryGetValue(area.Name, out var content))
            {
                area.Check(content.Value, check);
            }
        }

        ConformancePackChecks.Unused(_written, _faults);
        var atWork = _written.Files.AtWork;
        // Rules have been given what their controls are; nothing else of the catalogue is work.
        var controls = atWork ? ControlCatalogue.Empty : new CatalogueChecks(_written, check).Run();
        var exemptions = new ExemptionChecks(_written, check, now).Run();
        var needed = atWork ? _written.Files.Logs.Except(_written.Files.ExemptionLogs) : _written.Files.Logs;

        return _faults.HasErrors || _written is not { LandingZone: { } landingZone, Limits: { } limits, Groups: { } groups } || needed.Any(log => log.HasErrors)
            ? null
            : new()
            {
                LandingZone = landingZone.LandingZone,
                Limits = limits,
                Environments = [.. environments.Select(environment => environment.Resolved)],
                InheritedDefaults = _written.Environments.FirstOrDefault(environment => environment.File.Name == EnvironmentMerge.Default).Content?.AccountDefaults,
                OrganizationalUnits = units,
                Accounts = accounts,
                Guardrails = [.. guardrails.Select(guardrail => guardrail.Resolved)],
                Groups = [.. groups.Groups.OrderBy(group => group.Value.Name, StringComparer.Ordinal)],
                PermissionSets = sets,
                Assignments = assignments,
                Areas = _written.Areas,
                Controls = controls,
                Exemptions = exemptions,
                ConformancePacks = _written.ConformancePacks.Where(template => template.Content is not null).ToDictionary(template => template.File.Name, template => template.Content!, StringComparer.Ordinal),
                Fingerprint = PolicyFingerprint.Of(_written.Files.All),
            };
    }

    /// <summary>Parents before children: a path sorts after what it begins with.</summary>
    private List<Sourced<OrganizationalUnitPolicy>> Units() =>
        [.. (_written.Organization?.OrganizationalUnits ?? []).Select(unit => new Sourced<OrganizationalUnitPolicy>(new(unit.Value), unit.Where))
            .OrderBy(unit => unit.Value.Path.Count(character => character == '/')).ThenBy(unit => unit.Value.Path, StringComparer.Ordinal)];

    private List<Sourced<AccountPolicy>> Accounts(IReadOnlyList<MergedEnvironment> environments)
    {
        var accounts = new List<Sourced<AccountPolicy>>();
        foreach (var (account, where) in _written.Organization?.Accounts ?? [])
        {
            if (account.OrganizationalUnit is { } own)
            {
                _ = _declared.Units.Knows(own.Value, own.Where);
            }

            if (_declared.Environments.Knows(account.Environment.Value, account.Environment.Where)
                && environments.FirstOrDefault(environment => environment.Resolved.Value.Name == account.Environment.Value) is { } environment)
            {
                accounts.Add(new(
                    new()
                    {
                        Name = account.Name.Value,
                        Email = account.Email.Value,
                        Environment = account.Environment.Value,
                        OrganizationalUnit = account.OrganizationalUnit?.Value ?? environment.Resolved.Value.OrganizationalUnit,
                    },
                    where));
            }
        }

        return [.. accounts.OrderBy(account => account.Value.Name, StringComparer.Ordinal)];
    }

    private List<ResolvedGuardrail> Guardrails(IReadOnlyList<MergedEnvironment> environments)
    {
        var resolved = new List<ResolvedGuardrail>();
        foreach (var (file, content) in _written.Guardrails)
        {
            if (content is null)
            {
                continue;
            }

            var targets = new List<Sourced<GuardrailTarget>>();
            foreach (var (spelt, where) in content.Targets)
            {
                if (Target(spelt, where) is { } target)
                {
                    targets.Add(new(target, where));
                }
            }

            targets.AddRange(environments
                .SelectMany(environment => environment.Guardrails
                    .Where(entry => entry.Value && entry.Key == file.Name)
                    .Select(entry => new Sourced<GuardrailTarget>(new GuardrailTarget.OrganizationalUnit(environment.Resolved.Value.OrganizationalUnit), entry.Where))));
            var distinct = targets.DistinctBy(target => target.Value).OrderBy(target => target.Value.ToString(), StringComparer.Ordinal).ToList();
            resolved.Add(new(content, distinct, new(
                new()
                {
                    Name = file.Name,
                    Type = content.Type.Value,
                    Description = content.Description.Value,
                    Targets = [.. distinct.Select(target => target.Value)],
                    Document = content.Content.Value,
                },
                file.Where)));
        }

        return resolved;
    }

    private GuardrailTarget? Target(string spelt, Place where) => spelt.Split('/', 2) switch
    {
        ["ou", var path] => _declared.Units.Knows(path, where) ? new GuardrailTarget.OrganizationalUnit(path) : null,
        ["account", var name] => _declared.Accounts.Knows(name, where) ? new GuardrailTarget.Account(name) : null,
        _ => new GuardrailTarget.Root(),
    };

    private List<Sourced<PermissionSetPolicy>> PermissionSets() => [.. _written.PermissionSets
        .Where(set => set.Content is not null)
        .Select(set => new Sourced<PermissionSetPolicy>(
            new()
            {
                Name = set.File.Name,
                Description = set.Content!.Description.Value,
                SessionDuration = PermissionSetChecks.Duration(set.Content.SessionDuration.Value),
                RelayState = set.Content.RelayState,
                ManagedPolicies = [.. set.Content.ManagedPolicies.Select(policy => policy.Value).Order(StringComparer.Ordinal)],
                CustomerManagedPolicies = [.. set.Content.CustomerManagedPolicies.Select(policy => policy.Value).OrderBy(policy => policy.Path + policy.Name, StringComparer.Ordinal)],
                InlinePolicy = set.Content.InlinePolicy?.Value,
                PermissionsBoundary = set.Content.PermissionsBoundary,
                Tags = set.Content.Tags.ToDictionary(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal),
            },
            set.File.Where))];

    private List<Sourced<AssignmentPolicy>> Assignments(IReadOnlyList<MergedEnvironment> environments, IReadOnlyList<Sourced<AccountPolicy>> accounts)
    {
        var assignments = new List<Sourced<AssignmentPolicy>>();
        void Grant(string account, IReadOnlyList<SourcedEntry<IReadOnlyList<Sourced<string>>>> access) => assignments.AddRange(
            access.SelectMany(entry => entry.Value.Select(set => new Sourced<AssignmentPolicy>(new(entry.Key, set.Value, account), set.Where))));

        _declared.CheckAccess(_written.LandingZone?.ManagementAccess ?? []);
        Grant(_management, _written.LandingZone?.ManagementAccess ?? []);
        foreach (var (written, _) in _written.Organization?.Accounts ?? [])
        {
            _declared.CheckAccess(written.Access);
            Grant(written.Name.Value, written.Access);
        }

        foreach (var account in accounts)
        {
            Grant(account.Value.Name, environments.First(environment => environment.Resolved.Value.Name == account.Value.Environment).Access);
        }

        return [.. assignments.DistinctBy(assignment => assignment.Value)
            .OrderBy(assignment => assignment.Value.Account, StringComparer.Ordinal)
            .ThenBy(assignment => assignment.Value.Group, StringComparer.Ordinal)
            .ThenBy(assignment => assignment.Value.PermissionSet, StringComparer.Ordinal)];
    }
}

/// <summary>A guardrail as written, where each of its targets was named, and what came of it.</summary>
internal sealed record ResolvedGuardrail(GuardrailFile Written, IReadOnlyList<Sourced<GuardrailTarget>> Targets, Sourced<GuardrailPolicy> Resolved);
