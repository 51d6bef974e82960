using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Policies.Areas;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Files;

/// <summary><c>requirements.json</c>: what the architecture demands, which controls name by id.</summary>
/// <param name="Requirements">In the order of writing.</param>
internal sealed record RequirementsFile(IReadOnlyList<SourcedEntry<Requirement>> Requirements)
{
    public static Shape<RequirementsFile> Shape { get; } = Shapes.Shape.Object<RequirementsFile>(file =>
    {
        _ = file.SchemaReference("./schemas/requirements.schema.json");
        var requirements = file.Required("requirements", Shapes.Shape.Map(ConfigFormats.Requirement, RequirementShape), "Id → what is demanded");
        return fields => new([.. requirements.Of(fields).Select(entry => entry with { Value = entry.Value with { Id = entry.Key } })]);
    });

    /// <summary>Nothing is held against the rest here: it is the controls that are held against it.</summary>
    public static PolicyArea<RequirementsFile> Area { get; } = new("requirements", "What the architecture demands", Shape, static (_, _) => { });

    private static Shape<Requirement> RequirementShape => Shapes.Shape.Object<Requirement>(requirement =>
    {
        var area = requirement.Required("area", Shapes.Shape.Text(40), "What it is about, in a word", "storage");
        var demand = requirement.Required("demand", Shapes.Shape.Text(400), "What is demanded, in one sentence");
        var made = requirement.Optional(
            "madeBy", Shapes.Shape.List(Shapes.Shape.Text(200)), [], "Files of the repository that make what is demanded, where policies alone do not: pipelines and blueprints");
        var gaps = requirement.Optional<Dictionary<Stage, StageGap>>(
            "gaps", Gaps, [], "Stage → why nothing stands there, or not all that is demanded; a stage without homes and without this is refused");
        return fields => new() { Id = "", Area = area.Of(fields), Demand = demand.Of(fields), MadeBy = [.. made.Of(fields).Select(file => file.Value)], Gaps = gaps.Of(fields) };
    });

    private static Shape<Dictionary<Stage, StageGap>> Gaps => Shapes.Shape.Object<Dictionary<Stage, StageGap>>(gaps =>
    {
        (Stage Stage, Property<StageGap?> Gap)[] stages =
        [
            (Stage.Declared, gaps.Optional<StageGap?>("declared", Gap!, null, "Of what policies declare")),
            (Stage.Prevented, gaps.Optional<StageGap?>("prevented", Gap!, null, "Of what guardrails prevent")),
            (Stage.Detected, gaps.Optional<StageGap?>("detected", Gap!, null, "Of what is detected")),
            (Stage.Repaired, gaps.Optional<StageGap?>("repaired", Gap!, null, "Of what is repaired or alerted")),
        ];
        return fields => stages.Where(each => each.Gap.Of(fields) is not null).ToDictionary(each => each.Stage, each => each.Gap.Of(fields)!);
    });

    private static Shape<StageGap> Gap => Shapes.Shape.Object<StageGap>(gap =>
    {
        var pending = gap.Optional<string?>("notYet", Shapes.Shape.Text(300)!, null, "What is still to be built");
        var never = gap.Optional<string?>("cannot", Shapes.Shape.Text(300)!, null, "Why it cannot be");
        return fields =>
        {
            if (pending.Of(fields) is null == never.Of(fields) is null)
            {
                fields.Faults.Error(fields.Node.Where, "gap-reason", $"the gap says {(pending.Of(fields) is null ? "nothing" : "two things")} of why it is there", "write either \"notYet\" or \"cannot\"");
                return null;
            }

            return new(pending.Of(fields) is not null, (pending.Of(fields) ?? never.Of(fields))!);
        };
    });
}
