using SecretScoops.Governance.Environments;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Files;

/// <summary><c>environments/NAME.json</c> as written. <c>default.json</c> says what holds where a file says nothing.</summary>
internal sealed record EnvironmentFile
{
    public string? Description { get; init; }

    public Sourced<string>? OrganizationalUnit { get; init; }

    /// <summary>Guardrail → on or off.</summary>
    public required IReadOnlyList<SourcedEntry<bool>> Guardrails { get; init; }

    public required IReadOnlyList<SourcedEntry<IReadOnlyList<Sourced<string>>>> Access { get; init; }

    public AccountDefaults? AccountDefaults { get; init; }

    public static Shape<EnvironmentFile> Shape { get; } = Shapes.Shape.Object<EnvironmentFile>(file =>
    {
        _ = file.SchemaReference("../schemas/environment.schema.json");
        var description = file.Optional<string?>("description", Shapes.Shape.Text()!, null, "What the environment is for");
        var unit = file.Optional(
            "organizationalUnit", Shapes.Shape.Sourced(Shapes.Shape.Text(Formats.UnitPath)).Select(path => (Sourced<string>?)path), null,
            "Path of the unit that its accounts stand in and its guardrails are attached to", null, "PROD");
        var guardrails = file.Optional(
            "guardrails", Shapes.Shape.Map(Formats.Slug, Shapes.Shape.Boolean), [], "Guardrail (a file in guardrails, without .json) → on or off; what is not named is as in default.json");
        var access = file.Optional(
            "access", AccessShape.Map, [], "Group → permission sets in every account of the environment; a group named here has these instead of those in default.json",
            null, AccessShape.Example());
        var defaults = file.Optional<AccountDefaults?>(
            "accountDefaults", AccountDefaultsShape.Whole!, null, "What holds for each account of the environment as a whole; what is not named is as in default.json, and not managed where that does not name it");
        return fields => new()
        {
            Description = description.Of(fields),
            OrganizationalUnit = unit.Of(fields),
            Guardrails = guardrails.Of(fields),
            Access = access.Of(fields),
            AccountDefaults = defaults.Of(fields),
        };
    });
}
