using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace SecretScoops.Governance.Workflows.Tests.Rules;

/// <summary>An action is named by the commit it is, with the version beside it for people and for Dependabot.</summary>
internal static partial class PinnedActions
{
    /// <summary>Every action and called workflow, as <c>uses</c> names it.</summary>
    public static IEnumerable<YamlScalarNode> Used(Workflow workflow) => workflow.Jobs
        .SelectMany(job => job.Steps.Select(step => step.Node).Prepend(job.Node))
        .Select(node => node.At("uses"))
        .OfType<YamlScalarNode>();

    /// <summary>Where it is not so.</summary>
    public static IEnumerable<string> Offences(Workflow workflow) => Used(workflow)
        // A workflow of this repository is of this commit.
        .Where(uses => !uses.Value!.StartsWith("./.github/workflows/", StringComparison.Ordinal) && !Pinned().IsMatch(workflow.LineOf(uses)))
        .Select(uses => $"{workflow.Name}:{uses.Start.Line}: {uses.Value} is not pinned by a full commit SHA with its version in a comment");

    [GeneratedRegex(@"uses: [\w.-]+(/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")]
    private static partial Regex Pinned();
}
