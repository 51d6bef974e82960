using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Files;

/// <summary><c>groups.json</c> as written.</summary>
internal sealed record GroupsFile(IReadOnlyList<Sourced<GroupPolicy>> Groups)
{
    public static Shape<GroupsFile> Shape { get; } = Shapes.Shape.Object<GroupsFile>(file =>
    {
        _ = file.SchemaReference("./schemas/groups.schema.json");
        var groups = file.Required("groups", Shapes.Shape.List(Group), "Groups of people in Identity Center");
        return fields => new(groups.Of(fields));
    });

    private static Shape<GroupPolicy> Group => Shapes.Shape.Object<GroupPolicy>(group =>
    {
        var name = group.Required("name", Shapes.Shape.Text(Formats.Name, 1_024), "The group's display name", "security-operators");
        var description = group.Required("description", Shapes.Shape.Text(1_024), "Who is in it, and why");
        var external = group.Optional(
            "external", Shapes.Shape.Boolean, false, "True when an identity provider synchronises it: it must exist, and is never created or changed here", () => false);
        return fields => new() { Name = name.Of(fields), Description = description.Of(fields), External = external.Of(fields) };
    });
}
