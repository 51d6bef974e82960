using SecretScoops.Governance.Environments;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies.Areas;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Files;

/// <summary><c>account-defaults.json</c>: what the management account has over <c>environments/default.json</c>, and what is said once for all accounts.</summary>
internal sealed record AccountDefaultsFile
{
    /// <summary>Null where the management account's defaults are not managed.</summary>
    public AccountDefaults? ManagementAccount { get; init; }

    /// <summary>Contacts of every account by AWS's word for the sort: <c>SECURITY</c>.</summary>
    public required IReadOnlyList<SourcedEntry<ContactEntry>> Contacts { get; init; }

    /// <summary>Null where it is not managed.</summary>
    public RootAccessEntry? RootAccess { get; init; }

    public OrganizationAnalyzersEntry? OrganizationAnalyzers { get; init; }

    public static Shape<AccountDefaultsFile> Shape { get; } = Shapes.Shape.Object<AccountDefaultsFile>(file =>
    {
        _ = file.SchemaReference("./schemas/account-defaults.schema.json");
        var management = file.Optional<AccountDefaults?>(
            "managementAccount", AccountDefaultsShape.Whole!, null, "Defaults of the management account, over accountDefaults in environments/default.json; an empty object takes those as they are");
        var contacts = file.Optional("contacts", ContactEntry.All, [], "Whom AWS writes to beside the address of the root user, in every account alike");
        var root = file.Optional<RootAccessEntry?>("rootAccess", RootAccessEntry.Shape!, null, "Root users of member accounts, administered from the management account");
        var analyzers = file.Optional<OrganizationAnalyzersEntry?>(
            "organizationAnalyzers", OrganizationAnalyzersEntry.Shape!, null, "Access analyzers that see the whole organization and take it for the zone of trust");
        return fields => new()
        {
            ManagementAccount = management.Of(fields),
            Contacts = contacts.Of(fields),
            RootAccess = root.Of(fields),
            OrganizationAnalyzers = analyzers.Of(fields),
        };
    });

    public static PolicyArea<AccountDefaultsFile> Area { get; } = new("account-defaults", "Defaults of accounts", Shape, Hold);

    private static void Hold(AccountDefaultsFile file, AreaCheck check)
    {
        if (file.OrganizationAnalyzers?.Administrator is { } administrator)
        {
            _ = check.Declared.Accounts.Knows(administrator.Value, administrator.Where);
        }
    }
}

/// <summary>An alternate contact.</summary>
internal sealed record ContactEntry
{
    /// <summary>False: AWS has no such contact.</summary>
    public required bool Enabled { get; init; }

    public string? Name { get; init; }

    public string? Title { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public static Shape<IReadOnlyList<SourcedEntry<ContactEntry>>> All { get; } = Shapes.Shape.Object<Entries>(contacts =>
    {
        var sorts = new[] { ("SECURITY", "security", "For notices of abuse and security"), ("BILLING", "billing", "For invoices and payments"), ("OPERATIONS", "operations", "For the availability of services") }
            .Select(sort => (sort.Item1, Name: sort.Item2, Property: contacts.Optional<ContactEntry?>(sort.Item2, Shape!, null, sort.Item3))).ToList();
        return fields => new([.. sorts.Where(sort => sort.Property.Of(fields) is not null).Select(sort => new SourcedEntry<ContactEntry>(sort.Item1, sort.Property.Of(fields)!, fields.Node.Find(sort.Name)!.Where))]);
    }).Select(entries => entries.Contacts);

    // Lengths: Account Management API Reference, PutAlternateContact, read 2026-11.
    private static Shape<ContactEntry> Shape => Shapes.Shape.Object<ContactEntry>(contact =>
    {
        var enabled = contact.Optional("enabled", Shapes.Shape.Boolean, true, "Whether AWS shall have this contact; false takes it away", () => true);
        var name = contact.Optional<string?>("name", Shapes.Shape.Text(64)!, null, "A person, or better a team", null, "Security team");
        var title = contact.Optional<string?>("title", Shapes.Shape.Text(50)!, null, "What they are", null, "Security operations");
        var email = contact.Optional<string?>("email", Shapes.Shape.Text(Formats.Email, 254)!, null, "A mailbox that somebody reads", null, "security@secretscoops.example");
        var phone = contact.Optional<string?>("phone", Shapes.Shape.Text(Formats.Phone, 25)!, null, "With the country's code", null, "+49 30 1234567");
        return fields => Build(fields, new() { Enabled = enabled.Of(fields), Name = name.Of(fields), Title = title.Of(fields), Email = email.Of(fields), Phone = phone.Of(fields) });
    });

    private static ContactEntry? Build(Fields fields, ContactEntry contact)
    {
        var given = new (string Property, string? Value)[] { ("name", contact.Name), ("title", contact.Title), ("email", contact.Email), ("phone", contact.Phone) };
        foreach (var (property, value) in given.Where(each => each.Value is null == contact.Enabled))
        {
            fields.Faults.Error(
                fields.Node.Where, contact.Enabled ? "missing-property" : "contact-off", contact.Enabled ? $"required property {Quoted.Value(property)} is missing" : $"a contact that is off has no {Quoted.Value(property)}",
                contact.Enabled ? "add it: AWS takes no contact without it" : "delete it, or set enabled to true");
        }

        return Array.Exists(given, each => each.Value is null == contact.Enabled) ? null : contact;
    }

    private sealed record Entries(IReadOnlyList<SourcedEntry<ContactEntry>> Contacts);
}

/// <summary>Central administration of member accounts' root users.</summary>
internal sealed record RootAccessEntry(bool CredentialsManagement, bool Sessions)
{
    public static Shape<RootAccessEntry> Shape { get; } = Shapes.Shape.Object<RootAccessEntry>(root =>
    {
        var credentials = root.Required("credentialsManagement", Shapes.Shape.Boolean, "Whether root credentials of member accounts are deleted and recovered centrally, and new accounts begin without any", true);
        var sessions = root.Required("sessions", Shapes.Shape.Boolean, "Whether tasks that only root can do are done in short sessions from the management account", true);
        return fields => new(credentials.Of(fields), sessions.Of(fields));
    });
}

/// <summary>Analyzers of the whole organization.</summary>
internal sealed record OrganizationAnalyzersEntry(Sourced<string>? Administrator, AnalyzerDefaults Analyzers)
{
    public static Shape<OrganizationAnalyzersEntry> Shape { get; } = Shapes.Shape.Object<OrganizationAnalyzersEntry>(analyzers =>
    {
        var administrator = analyzers.Optional(
            "administrator", Shapes.Shape.Sourced(Shapes.Shape.Text(Formats.Name, 50)).Select(name => (Sourced<string>?)name), null,
            "The account that they live in: the management account unless another is named, which then administers access-analyzer.amazonaws.com in trusted-access.json", null, "root");
        var of = analyzers.Required("analyzers", AccountDefaultsShape.Analyzer, "Which there are");
        return fields => new(administrator.Of(fields), of.Of(fields));
    });
}
