using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Files;

/// <summary><c>organization.json</c> as written.</summary>
internal sealed record OrganizationFile
{
    /// <summary>Paths.</summary>
    public required IReadOnlyList<Sourced<string>> OrganizationalUnits { get; init; }

    public required IReadOnlyList<Sourced<AccountEntry>> Accounts { get; init; }

    public static Shape<OrganizationFile> Shape { get; } = Shapes.Shape.Object<OrganizationFile>(file =>
    {
        _ = file.SchemaReference("./schemas/organization.schema.json");
        var units = file.Required(
            "organizationalUnits", Shapes.Shape.List(Shapes.Shape.Text(Formats.UnitPath)), "Paths of all units, each with its parent, as in \"Workloads\" and \"Workloads/PROD\"");
        var accounts = file.Required("accounts", Shapes.Shape.List(AccountEntry.Shape), "Member accounts; one that does not exist is created");
        return fields => new() { OrganizationalUnits = units.Of(fields), Accounts = accounts.Of(fields) };
    });
}

/// <summary>A member account as written.</summary>
internal sealed record AccountEntry
{
    public required Sourced<string> Name { get; init; }

    public required Sourced<string> Email { get; init; }

    public required Sourced<string> Environment { get; init; }

    /// <summary>Null where the environment's unit holds.</summary>
    public Sourced<string>? OrganizationalUnit { get; init; }

    /// <summary>What this account has beside its environment's access.</summary>
    public required IReadOnlyList<SourcedEntry<IReadOnlyList<Sourced<string>>>> Access { get; init; }

    public static Shape<AccountEntry> Shape { get; } = Shapes.Shape.Object<AccountEntry>(account =>
    {
        var name = account.Required("name", Shapes.Shape.Sourced(Shapes.Shape.Text(Formats.Name)), "The account's name, unique in the organization", "prod");
        var email = account.Required(
            "email", Shapes.Shape.Sourced(Shapes.Shape.Text(Formats.Email)), "Address of its root user, unique in all of AWS; a mailbox of your team", "aws+prod@secretscoops.example");
        var environment = account.Required("environment", Shapes.Shape.Sourced(Shapes.Shape.Text(Formats.Slug)), "A file in environments, without .json", "prod");
        var unit = account.Optional(
            "organizationalUnit", Shapes.Shape.Sourced(Shapes.Shape.Text(Formats.UnitPath)).Select(path => (Sourced<string>?)path), null, "Path of its unit where it is not the environment's");
        var access = account.Optional("access", AccessShape.Map, [], "Group → permission sets, beside those of the environment", null, AccessShape.Example());
        return fields => new()
        {
            Name = name.Of(fields),
            Email = email.Of(fields),
            Environment = environment.Of(fields),
            OrganizationalUnit = unit.Of(fields),
            Access = access.Of(fields),
        };
    });
}
