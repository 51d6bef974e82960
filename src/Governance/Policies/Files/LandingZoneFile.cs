using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Files;

/// <summary><c>landing-zone.json</c> as written.</summary>
internal sealed record LandingZoneFile
{
    public required LandingZone LandingZone { get; init; }

    /// <summary>Access to the management account.</summary>
    public required IReadOnlyList<SourcedEntry<IReadOnlyList<Sourced<string>>>> ManagementAccess { get; init; }

    public static Shape<LandingZoneFile> Shape { get; } = Shapes.Shape.Object<LandingZoneFile>(file =>
    {
        _ = file.SchemaReference("./schemas/landing-zone.schema.json");
        var name = file.Required("name", Shapes.Shape.Text(64), "Name of the landing zone, for people: titles of plans and reports", "Secret Scoops");
        var management = file.Required("managementAccount", ManagementAccount, "The account that owns the organization");
        var home = file.Required("homeRegion", Shapes.Shape.Text(Formats.Region), "Region of Identity Center and of everything that exists once", "eu-west-1");
        var governed = file.Required(
            "governedRegions", Shapes.Shape.List(Shapes.Shape.Text(Formats.Region), minimum: 1), "Regions where workloads may run; the home region is one of them");
        var retired = file.Optional(
            "retiredRegions", Shapes.Shape.List(Shapes.Shape.Text(Formats.Region)), [],
            "Regions that were governed: what is there of this tool is removed, and GuardDuty, Security Hub and Config are switched off; take a region out of the list when a plan finds nothing to do in it");
        var managedBy = file.Optional(
            "managedBy", Shapes.Shape.Text(Formats.Name, 256), "secret-scoops", "Value of the ownership tag governance:managed-by on everything this tool owns", () => "secret-scoops");
        var prefix = file.Optional(
            "namePrefix", Shapes.Shape.Text(Formats.NamePrefix, 32), "secret-scoops-", "What names begin with where AWS gives a resource no tags", () => "secret-scoops-");
        var access = file.Optional(
            "accessRole", Shapes.Shape.Text(Formats.IamName, 64), "OrganizationAccountAccessRole", "Role that the tool assumes in member accounts, by name", () => "OrganizationAccountAccessRole");
        var organization = file.Optional<string?>(
            "organizationId", Shapes.Shape.Text(Formats.OrganizationId)!, null, "Pins @{organizationId} to this id; left out, it stands for the policy variable ${aws:ResourceOrgID}");
        var automation = file.Required(
            "automationRoles", Shapes.Shape.List(Shapes.Shape.Text(Formats.RoleArn, 2_048), minimum: 1), "ARN patterns of the roles of this tool and of remediation, which guardrails exempt; tenants must not be able to create a role that matches",
            "arn:aws:iam::*:role/secret-scoops/governance/*");
        var pipeline = file.Required(
            "pipelineRoles", Shapes.Shape.List(Shapes.Shape.Text(Formats.RoleArn, 2_048), minimum: 1), "ARN patterns of the roles that deploy workloads, which guardrails against manual changes exempt; tenants must not be able to create a role that matches",
            "arn:aws:iam::*:role/secret-scoops/pipeline/*");
        var emergency = file.Required(
            "breakGlassRoles", Shapes.Shape.List(Shapes.Shape.Text(Formats.RoleArn, 2_048), minimum: 1), "ARN patterns of the roles for emergencies, which guardrails exempt; tenants must not be able to create a role that matches",
            "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_BreakGlass_*");
        var safety = file.Required("safety", Safety, "How much one apply may change before a person has to say so explicitly");
        var types = file.Required(
            "policyTypes", Shapes.Shape.List(PolicyTypeWords.Shape, minimum: 1), "Policy types that the organization's root must have enabled");
        return fields => Build(fields, governed.Of(fields), retired.Of(fields), new()
        {
            LandingZone = new()
            {
                Name = name.Of(fields),
                ManagementAccount = management.Of(fields).Name,
                HomeRegion = home.Of(fields),
                GovernedRegions = [.. governed.Of(fields).Select(region => region.Value).Order(StringComparer.Ordinal)],
                RetiredRegions = [.. retired.Of(fields).Select(region => region.Value).Order(StringComparer.Ordinal)],
                ManagedBy = managedBy.Of(fields),
                NamePrefix = prefix.Of(fields),
                AccessRole = access.Of(fields),
                OrganizationId = organization.Of(fields),
                AutomationRoles = [.. automation.Of(fields).Select(role => role.Value)],
                PipelineRoles = [.. pipeline.Of(fields).Select(role => role.Value)],
                BreakGlassRoles = [.. emergency.Of(fields).Select(role => role.Value)],
                Safety = safety.Of(fields),
                PolicyTypes = [.. types.Of(fields).Select(type => type.Value).Order()],
            },
            ManagementAccess = management.Of(fields).Access,
        });
    });

    private static Shape<ManagementAccountEntry> ManagementAccount => Shapes.Shape.Object<ManagementAccountEntry>(account =>
    {
        var name = account.Required("name", Shapes.Shape.Text(Formats.Name, 50), "What policies and addresses call it", "root");
        var access = account.Optional("access", AccessShape.Map, [], "Group → permission sets in this account", null, AccessShape.Example());
        return fields => new(name.Of(fields), access.Of(fields));
    });

    private static Shape<Safety> Safety => Shapes.Shape.Object<Safety>(safety =>
    {
        var deletions = safety.Required("maxDeletions", Shapes.Shape.Integer(0, 10_000), "Most deletions in one apply; 0 forbids all", 5);
        var updates = safety.Required("maxUpdates", Shapes.Shape.Integer(0, 10_000), "Most updates in one apply; a new account alone changes, in every region, the Config rules that its environment is spared", 250);
        return fields => new() { MaxDeletions = deletions.Of(fields), MaxUpdates = updates.Of(fields) };
    });

    private static LandingZoneFile? Build(Fields fields, IReadOnlyList<Sourced<string>> governed, IReadOnlyList<Sourced<string>> retired, LandingZoneFile file)
    {
        var (zone, sound) = (file.LandingZone, true);
        if (!zone.GovernedRegions.Contains(zone.HomeRegion))
        {
            sound = false;
            fields.Faults.Error(
                fields.Node.Find("homeRegion")!.Where, "home-region-not-governed", $"the home region {Quoted.Value(zone.HomeRegion)} is not among the governed regions {Quoted.List(governed.Select(region => region.Value))}",
                "add it to governedRegions");
        }

        foreach (var region in retired)
        {
            if (region.Value == zone.HomeRegion)
            {
                sound = false;
                fields.Faults.Error(region.Where, "home-region-retired", $"the home region {Quoted.Value(region.Value)} cannot be retired: what exists once is there", "delete it from retiredRegions");
            }
            else if (zone.GovernedRegions.Contains(region.Value))
            {
                sound = false;
                fields.Faults.Error(region.Where, "region-governed-and-retired", $"{Quoted.Value(region.Value)} is governed and retired", "delete it from one of governedRegions and retiredRegions");
            }
        }

        return sound ? file : null;
    }

    /// <summary>The management account as written.</summary>
    private sealed record ManagementAccountEntry(string Name, IReadOnlyList<SourcedEntry<IReadOnlyList<Sourced<string>>>> Access);
}
