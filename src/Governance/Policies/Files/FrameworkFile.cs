using System.Globalization;
using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Files;

/// <summary><c>controls/frameworks/KEY.json</c>: a framework in one version, its ids, and who says which control answers them.</summary>
/// <param name="Framework">Its key is the file's name, and is filled in by the reader of the folder.</param>
/// <param name="Sources">Name → who says so, as crosswalks name it.</param>
internal sealed record FrameworkFile(Framework Framework, IReadOnlyDictionary<string, CrosswalkSource> Sources)
{
    public static Shape<FrameworkFile> Shape { get; } = Shapes.Shape.Object<FrameworkFile>(file =>
    {
        _ = file.SchemaReference("../../schemas/framework.schema.json");
        var name = file.Required("name", Shapes.Shape.Text(100), "What it is called, without the version", "PCI DSS");
        var version = file.Required("version", Shapes.Shape.Text(40), "Its version; another version is another framework, with a file of its own", "4.0.1");
        var source = file.Required("source", Shapes.Shape.Text(), "Where the ids come from");
        var date = file.Required("date", Shapes.Shape.Text(ControlFormats.Day), "When the source was read", "2026-11-27");
        var sources = file.Required("crosswalkSources", Shapes.Shape.Map(Formats.Slug, SourceShape), "Name → who says that a control answers an id of this framework");
        var requirements = file.Required("requirements", Shapes.Shape.List(Shapes.Shape.Text(ControlFormats.FrameworkId, 40), minimum: 1), "Every id, in the framework's order");
        var titles = file.Optional(
            "titles", Shapes.Shape.Map(ControlFormats.FrameworkId, Shapes.Shape.Text(300)), [], "Id → its title, where the framework's licence lets it be repeated");
        return fields =>
        {
            var ids = requirements.Of(fields).Select(id => id.Value).ToHashSet(StringComparer.Ordinal);
            foreach (var stray in titles.Of(fields).Where(title => !ids.Contains(title.Key)))
            {
                fields.Faults.Error(stray.Where, "unknown-framework-id", $"the framework has no id {Quoted.Value(stray.Key)}", Nearest.Remedy(stray.Key, ids, "add it to \"requirements\", or delete the title"));
            }

            var known = RemediationShapes.Map(titles.Of(fields));
            return new(
                new()
                {
                    Key = "",
                    Name = name.Of(fields),
                    Version = version.Of(fields),
                    Source = source.Of(fields),
                    Date = Day(date.Of(fields)),
                    Requirements = requirements.Of(fields).Select(id => id.Value).ToDictionary(id => id, id => known.GetValueOrDefault(id, ""), StringComparer.Ordinal),
                },
                RemediationShapes.Map(sources.Of(fields)));
        };
    });

    private static Shape<CrosswalkSource> SourceShape => Shapes.Shape.Object<CrosswalkSource>(source =>
    {
        var title = source.Required("title", Shapes.Shape.Text(400), "A document, or a project at a commit");
        var date = source.Required("date", Shapes.Shape.Text(ControlFormats.Day), "When it was read", "2026-11-27");
        return fields => new(title.Of(fields), Day(date.Of(fields)));
    });

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>Who says that a control answers a requirement, and when that was read.</summary>
internal sealed record CrosswalkSource(string Title, DateOnly Date);
