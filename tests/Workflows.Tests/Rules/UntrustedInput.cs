using System.Text.RegularExpressions;

namespace SecretScoops.Governance.Workflows.Tests.Rules;

/// <summary>What a stranger may have written goes through the environment of a step, as data, and nowhere else.</summary>
internal static partial class UntrustedInput
{
    /// <summary>Events that run with the repository's rights on what somebody else sent.</summary>
    private static readonly string[] dangerous = ["pull_request_target", "workflow_run", "issue_comment", "issues", "discussion", "discussion_comment"];

    /// <summary>Where it is not so.</summary>
    public static IEnumerable<string> Offences(Workflow workflow)
    {
        foreach (var trigger in workflow.Triggers.Intersect(dangerous))
        {
            yield return $"{workflow.Name}: is started by {trigger}";
        }

        foreach (var step in workflow.Jobs.SelectMany(job => job.Steps))
        {
            // Trusted or not: a script's words are its own.
            if ($"{step.Run}{step.With.Text("script")}".Contains("${{", StringComparison.Ordinal))
            {
                yield return $"{step.Place}: an expression is put into a script; pass it by env";
            }

            if (step.Uses("actions/checkout") && step.With.Text("persist-credentials") != "false")
            {
                yield return $"{step.Place}: leaves the token in .git for every later step; persist-credentials is to be false";
            }
        }

        foreach (var (path, value) in Yaml.Scalars(workflow.Root))
        {
            if (!Data().IsMatch(path) && Untrusted().Matches(value).FirstOrDefault() is { } found)
            {
                yield return $"{workflow.Name}: {path} contains {found.Value}, which anybody may have written";
            }
        }
    }

    // Values that are compared, or handed to a program as its environment.
    [GeneratedRegex("/(env/[A-Za-z_]+|if)$")]
    private static partial Regex Data();

    // GitHub Docs, "Security hardening for GitHub Actions", good practices for scripts: contexts ending in these, read 2026-11.
    [GeneratedRegex(@"github\.head_ref|github\.event\.(inputs|client_payload)\b[\w.]*|github\.event\.[\w.*-]*\b(body|default_branch|email|head_ref|label|message|name|page_name|ref|title)\b|github\.event\s*[)}]")]
    private static partial Regex Untrusted();
}
