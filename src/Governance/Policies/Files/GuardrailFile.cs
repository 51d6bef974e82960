using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.ManagementPolicies;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Files;

/// <summary><c>guardrails/NAME.json</c> as written.</summary>
internal sealed record GuardrailFile
{
    public required Sourced<PolicyType> Type { get; init; }

    public required Sourced<string> Description { get; init; }

    /// <summary>As spelt: <c>root</c>, <c>ou/PATH</c>, <c>account/NAME</c>.</summary>
    public required IReadOnlyList<Sourced<string>> Targets { get; init; }

    public required Sourced<IGuardrailDocument> Content { get; init; }

    /// <summary>Placeholders depend on the landing zone, so the shape does; without them they are left alone.</summary>
    /// <param name="placeholders">Of the landing zone.</param>
    /// <param name="withDocuments">False for functions at work, which put guardrails back where they belong, whatever they say: reading what they say takes longer than all else.</param>
    public static Shape<GuardrailFile> Shape(Placeholders? placeholders, bool withDocuments = true) => Shapes.Shape.Object<GuardrailFile>(file =>
    {
        _ = file.SchemaReference("../schemas/guardrail.schema.json");
        var type = file.Required(
            "type", Shapes.Shape.Sourced(PolicyTypeWords.Shape), "scp bounds what principals of the organization may do, rcp what anybody may do to its resources; the others configure a service in every account below");
        var description = file.Required("description", Shapes.Shape.Sourced(Shapes.Shape.Text(512)), "What it prevents, for whom it does not hold, and what it cannot do");
        var targets = file.Optional(
            "targets", Shapes.Shape.List(Shapes.Shape.Text(Formats.Target)), [], "Attached here besides where environments switch it on: \"root\", \"ou/PATH\", \"account/NAME\"", null, "root");
        var content = file.Required(
            "content", Shapes.Shape.Raw(PolicyDocumentSchema.OfAnyType), "The policy document, or for types that configure a service the settings with their inheritance operators; @{…} stands for values of landing-zone.json");
        return fields =>
        {
            IGuardrailDocument? document = !withDocuments ? new UnreadDocument() : PolicyTypeWords.Management(type.Of(fields).Value) is { } shape
                ? new ManagementDocumentReader(placeholders, fields.Faults).Read(content.Of(fields), shape)
                : new PolicyDocumentReader(type.Of(fields).Value == PolicyType.Scp ? PolicyGrammar.Scp : PolicyGrammar.Rcp, placeholders, fields.Faults).Read(content.Of(fields));
            return document is null ? null : new()
            {
                Type = type.Of(fields),
                Description = description.Of(fields),
                Targets = targets.Of(fields),
                Content = new(document, content.Of(fields).Where),
            };
        };
    });
}
