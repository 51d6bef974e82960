using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Files;

/// <summary><c>exemptions/ID.json</c> as written.</summary>
internal sealed record ExemptionFile
{
    /// <summary>A year and a day, so that what is renewed every year on the same date fits leap years too.</summary>
    public const int LongestDays = 366;

    public required Sourced<string> Id { get; init; }

    public required Sourced<string> Owner { get; init; }

    public required Sourced<string> RequestedBy { get; init; }

    public required Sourced<string> Approver { get; init; }

    public required string Reason { get; init; }

    public required string Ticket { get; init; }

    public required IReadOnlyList<Sourced<string>> Controls { get; init; }

    public required IReadOnlyList<Sourced<string>> Accounts { get; init; }

    public required IReadOnlyList<Sourced<string>> Environments { get; init; }

    public required IReadOnlyList<Sourced<string>> Regions { get; init; }

    public required IReadOnlyList<Sourced<string>> Resources { get; init; }

    /// <summary>When it begins: <c>from</c>, or the day it was requested on.</summary>
    public required DateTimeOffset From { get; init; }

    public required Sourced<DateTimeOffset> Expires { get; init; }

    public static Shape<ExemptionFile> Shape { get; } = Shapes.Shape.Object<ExemptionFile>(file =>
    {
        _ = file.SchemaReference("../schemas/exemption.schema.json");
        _ = file.Optional("comment", Shapes.Shape.Text(), "", "For whoever reads the file; means nothing to the functions");
        var id = file.Required("id", Shapes.Shape.Sourced(Shapes.Shape.Text(Formats.Slug, 64)), "What alerts and the ledger call it; the file's name without .json", "dev-website-public");
        var owner = file.Required("owner", Shapes.Shape.Sourced(Words), "Who answers for the resource: a person or a team", "web-team@example.com");
        var requested = file.Required("requestedBy", Shapes.Shape.Sourced(Words), "Who asked for it", "ada@example.com");
        var on = file.Required("requestedOn", Shapes.Shape.Text(ExemptionFormats.Moment), "The day on which it was asked for", "2026-11-02");
        var approver = file.Required("approver", Shapes.Shape.Sourced(Words), "Who allowed it: neither the requester nor the owner", "security@example.com");
        var reason = file.Required("reason", Shapes.Shape.Text(ExemptionFormats.NotBlank), "Why it is needed, and what keeps it harmless");
        var ticket = file.Required("ticket", Shapes.Shape.Text(ExemptionFormats.NotBlank, 200), "Where it was asked for and discussed", "SEC-142");
        var control = file.Optional("control", Shapes.Shape.Sourced(Shapes.Shape.Text(Formats.Slug)).Select(name => (Sourced<string>?)name), null, "The control that need not be kept, by its name in controls/");
        var controls = file.Optional("controls", Shapes.Shape.List(Shapes.Shape.Text(Formats.Slug), minimum: 1), [], "The controls that need not be kept, where it is more than one");
        var scope = file.Required("scope", Scope, "What it is for; whatever is named here narrows it");
        var from = file.Optional<string?>("from", Shapes.Shape.Text(ExemptionFormats.Moment)!, null, "When it begins; left out, on the day it was asked for", null, "2026-11-02");
        var expires = file.Required(
            "expires", Shapes.Shape.Sourced(Shapes.Shape.Text(ExemptionFormats.Moment)), $"The first day, or moment, on which it holds no more: at most {LongestDays} days after it begins. A day begins at midnight UTC", "2027-05-01", "2027-05-01T18:00:00Z");
        return fields =>
        {
            var named = control.Of(fields) is { } one ? [one, .. controls.Of(fields)] : controls.Of(fields);
            if (named.Count == 0 || (control.Of(fields) is not null && controls.Of(fields).Count > 0))
            {
                fields.Faults.Error(fields.Node.Where, "exemption-controls", $"the exemption names {(named.Count == 0 ? "no control" : "controls in two places")}", "write either \"control\" or \"controls\"");
                return null;
            }

            var asked = ExemptionFormats.At(on.Of(fields), fields.Node.Find("requestedOn")!.Where, fields.Faults);
            var begins = from.Of(fields) is { } said ? ExemptionFormats.At(said, fields.Node.Find("from")!.Where, fields.Faults) : asked;
            var ends = ExemptionFormats.At(expires.Of(fields).Value, expires.Of(fields).Where, fields.Faults);
            return asked is null || begins is null || ends is null ? null : new()
            {
                Id = id.Of(fields),
                Owner = owner.Of(fields),
                RequestedBy = requested.Of(fields),
                Approver = approver.Of(fields),
                Reason = reason.Of(fields),
                Ticket = ticket.Of(fields),
                Controls = named,
                Accounts = scope.Of(fields).Accounts,
                Environments = scope.Of(fields).Environments,
                Regions = scope.Of(fields).Regions,
                Resources = scope.Of(fields).Resources,
                From = begins.Value,
                Expires = new(ends.Value, expires.Of(fields).Where),
            };
        };
    });

    private static Shape<string> Words => Shapes.Shape.Text(ExemptionFormats.NotBlank, 200);

    private static Shape<ScopeEntry> Scope => Shapes.Shape.Object<ScopeEntry>(scope =>
    {
        var accounts = scope.Optional("accounts", Shapes.Shape.List(Shapes.Shape.Text(Formats.Name, 50), minimum: 1), [], "Accounts, by name; left out, all of the environments", null, "dev");
        var environments = scope.Optional("environments", Shapes.Shape.List(Shapes.Shape.Text(Formats.Name), minimum: 1), [], "Environments, or the management account; left out, whichever the accounts have", null, "dev");
        var regions = scope.Optional("regions", Shapes.Shape.List(Shapes.Shape.Text(Formats.Region), minimum: 1), [], "Regions; left out, all", null, "eu-west-1");
        var resources = scope.Required(
            "resources", Shapes.Shape.List(Shapes.Shape.Text(ExemptionFormats.Printable, 2_048), minimum: 1), "Ids, names or ARNs; * stands for any characters, ? for one, and capitals matter", "arn:aws:s3:::secret-scoops-dev-website", "sg-0123456789abcdef0");
        return fields =>
        {
            if (accounts.Of(fields).Count == 0 && environments.Of(fields).Count == 0)
            {
                fields.Faults.Error(fields.Node.Where, "exemption-everywhere", "the exemption names neither accounts nor environments", "write \"accounts\", \"environments\" or both; both narrow it");
                return null;
            }

            return new(accounts.Of(fields), environments.Of(fields), regions.Of(fields), resources.Of(fields));
        };
    });

    /// <summary>The scope as written.</summary>
    private sealed record ScopeEntry(IReadOnlyList<Sourced<string>> Accounts, IReadOnlyList<Sourced<string>> Environments, IReadOnlyList<Sourced<string>> Regions, IReadOnlyList<Sourced<string>> Resources);
}
