using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Files;

/// <summary><c>permission-sets/NAME.json</c> as written.</summary>
internal sealed record PermissionSetFile
{
    public required Sourced<string> Description { get; init; }

    public required Sourced<string> SessionDuration { get; init; }

    public string? RelayState { get; init; }

    public required IReadOnlyList<Sourced<string>> ManagedPolicies { get; init; }

    public required IReadOnlyList<Sourced<CustomerManagedPolicy>> CustomerManagedPolicies { get; init; }

    public Sourced<PolicyDocument>? InlinePolicy { get; init; }

    public PermissionsBoundary? PermissionsBoundary { get; init; }

    public required IReadOnlyList<SourcedEntry<string>> Tags { get; init; }

    /// <summary>Placeholders depend on the landing zone, so the shape does; without them they are left alone.</summary>
    public static Shape<PermissionSetFile> Shape(Placeholders? placeholders) => Shapes.Shape.Object<PermissionSetFile>(file =>
    {
        _ = file.SchemaReference("../schemas/permission-set.schema.json");
        var description = file.Required("description", Shapes.Shape.Sourced(Shapes.Shape.Text()), "Who needs it, and for what");
        var session = file.Required("sessionDuration", Shapes.Shape.Sourced(Shapes.Shape.Text(Formats.Duration)), "How long a sign-in lasts: 1 to 12 hours", "PT8H");
        var relay = file.Optional<string?>("relayState", Shapes.Shape.Text(Formats.Url, 240)!, null, "Where the console opens");
        var managed = file.Optional(
            "managedPolicies", Shapes.Shape.List(Shapes.Shape.Text(Formats.ManagedPolicyArn, 2_048)), [], "ARNs of AWS-managed policies", null, "arn:aws:iam::aws:policy/ReadOnlyAccess");
        var customer = file.Optional(
            "customerManagedPolicies", Shapes.Shape.List(CustomerManaged), [], "Policies that must exist under this name in every account where the set is assigned");
        var inline = file.Optional("inlinePolicy", Shapes.Shape.Raw(PolicyDocumentSchema.Identity).Select(node => (Source.SourceNode?)node), null, "A policy document of its own");
        var boundary = file.Optional<PermissionsBoundary?>("permissionsBoundary", Boundary!, null, "The most that the set can ever do");
        var tags = file.Optional("tags", Shapes.Shape.Map(Formats.TagKey, Shapes.Shape.Text(256)), [], "Tags on the permission set; the ownership tag is added");
        return fields =>
        {
            var written = inline.Of(fields);
            var document = written is null ? null : new PolicyDocumentReader(PolicyGrammar.Identity, placeholders, fields.Faults).Read(written);
            return written is not null && document is null ? null : new()
            {
                Description = description.Of(fields),
                SessionDuration = session.Of(fields),
                RelayState = relay.Of(fields),
                ManagedPolicies = managed.Of(fields),
                CustomerManagedPolicies = customer.Of(fields),
                InlinePolicy = document is null ? null : new(document, written!.Where),
                PermissionsBoundary = boundary.Of(fields),
                Tags = tags.Of(fields),
            };
        };
    });

    private static Shape<CustomerManagedPolicy> CustomerManaged => Shapes.Shape.Object<CustomerManagedPolicy>(policy =>
    {
        var name = policy.Required("name", Shapes.Shape.Text(Formats.IamName, 128), "Its name without the path");
        var path = policy.Optional("path", Shapes.Shape.Text(Formats.IamPath, 512), "/", "Its path", () => "/");
        return fields => new(name.Of(fields), path.Of(fields));
    });

    private static Shape<PermissionsBoundary> Boundary => Shapes.Shape.Object<PermissionsBoundary>(boundary =>
    {
        var managed = boundary.Optional<string?>("managedPolicy", Shapes.Shape.Text(Formats.ManagedPolicyArn, 2_048)!, null, "ARN of an AWS-managed policy");
        var customer = boundary.Optional<CustomerManagedPolicy?>("customerManagedPolicy", CustomerManaged!, null, "A policy of the account");
        return fields => (managed.Of(fields), customer.Of(fields)) switch
        {
            ({ } arn, null) => new PermissionsBoundary.Managed(arn),
            (null, { } policy) => new PermissionsBoundary.CustomerManaged(policy),
            _ => Neither(fields),
        };
    });

    private static PermissionsBoundary? Neither(Fields fields)
    {
        fields.Faults.Error(
            fields.Node.Where, "conflicting-properties", "a permissions boundary is exactly one policy", "write either \"managedPolicy\" or \"customerManagedPolicy\"");
        return null;
    }
}
