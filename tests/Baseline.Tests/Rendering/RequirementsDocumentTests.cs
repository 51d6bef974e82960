using System.Text.RegularExpressions;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Rendering;
using SecretScoops.Governance.Baseline.Resources;
using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Checks;
using Xunit;

namespace SecretScoops.Governance.Baseline.Tests.Rendering;

public sealed partial class RequirementsDocumentTests
{
    private static readonly PolicyBundle Policies = PolicyFolder.Read(Repository.File("policies")).Bundle!;

    [Fact]
    public void The_document_of_the_defaults_is_what_the_tool_tells_of_them() => Snapshot.MatchDocument(RequirementsDocument.Of(Policies), "docs/requirements.md");

    [Fact]
    public void Every_requirement_has_a_home_in_every_stage_or_says_why_not()
    {
        Assert.Equal(Enumerable.Range(1, 24).Select(number => $"S{number}"), Policies.Controls.Requirements.Select(requirement => requirement.Id));
        var guardrails = Policies.Guardrails.ToDictionary(guardrail => guardrail.Value.Name, guardrail => guardrail.Value.Type);
        var homeless = from requirement in Policies.Controls.Requirements
                       let standing = RequirementStanding.Of(requirement, Policies.Controls, guardrails)
                       from stage in Enum.GetValues<Stage>()
                       where standing.Controls.Count == 0 || (standing.Homes[stage].Count == 0 && !requirement.Gaps.ContainsKey(stage))
                       select $"{requirement.Id} {stage}";

        Assert.Empty(homeless);
    }

    // Whoever builds a part of it takes its name out here and in requirements.json.
    [Fact]
    public void What_is_not_there_yet_is_known() => Assert.Equal(
        ["S2 Detected"],
        from requirement in Policies.Controls.Requirements
        from gap in requirement.Gaps
        where gap.Value.Pending
        select $"{requirement.Id} {gap.Key}");

    [Fact]
    public void What_makes_a_requirement_is_there_and_blueprints_say_so_themselves()
    {
        Assert.All(Policies.Controls.Requirements.SelectMany(requirement => requirement.MadeBy), file => Assert.True(File.Exists(Repository.File(file)), file));
        var answered = from file in Directory.EnumerateFiles(Repository.File("deploy/blueprints"), "*.yaml")
                       let list = Answers().Match(File.ReadAllText(file)).Groups[1].Value
                       from id in list.Split(", ")
                       select $"{id} deploy/blueprints/{Path.GetFileName(file)}";
        var told = from requirement in Policies.Controls.Requirements
                   from file in requirement.MadeBy
                   where file.StartsWith("deploy/blueprints/", StringComparison.Ordinal)
                   select $"{requirement.Id} {file}";

        Assert.Equal(answered.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_pattern_of_a_control_finds_a_resource_that_the_default_policies_declare()
    {
        var declared = Kinds.Pure.Values.SelectMany(kind => kind.Declare(Policies)).Select(resource => resource.Address.ToString()).ToList();

        Assert.All(Policies.Controls.Controls.SelectMany(control => control.Homes.Resources).Distinct(), pattern => Assert.Contains(declared, address => Wildcard.Matches(pattern, address, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_resource_that_the_default_policies_declare_belongs_to_a_control()
    {
        var patterns = Policies.Controls.Controls.SelectMany(control => control.Homes.Resources).ToList();
        // Guardrails and their attachments belong to the controls that name the guardrail.
        var kinds = Kinds.Pure.Values.Where(kind => !KindNames.IsGuardrail(kind.Name) && !KindNames.IsAttachment(kind.Name)).SelectMany(kind => kind.Declare(Policies));

        Assert.All(kinds.Select(resource => resource.Address.ToString()), address => Assert.Contains(patterns, pattern => Wildcard.Matches(pattern, address, StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"^    Requirements: \[(.+)\]$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Answers();

    [Fact]
    public void The_names_of_kinds_that_patterns_are_held_against_are_those_that_there_are() =>
        Assert.Equal(Kinds.Pure.Keys.Order(StringComparer.Ordinal), KindNames.All.Order(StringComparer.Ordinal));
}
