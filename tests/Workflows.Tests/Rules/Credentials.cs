using System.Text.RegularExpressions;

namespace SecretScoops.Governance.Workflows.Tests.Rules;

/// <summary>AWS is entered by OIDC, through the role of an environment, in its account; there is no key to lose.</summary>
internal static partial class Credentials
{
    private const string Enter = "aws-actions/configure-aws-credentials";
    private const string SameRepository = "github.event.pull_request.head.repo.full_name == github.repository";

    /// <summary>Whether a step gets credentials for AWS.</summary>
    public static bool AreTakenBy(Step step) => step.Uses(Enter);

    /// <summary>Where it is not so.</summary>
    public static IEnumerable<string> Offences(Workflow workflow)
    {
        foreach (var (path, value) in Yaml.Scalars(workflow.Root).Where(each => Secret().IsMatch(each.Value)))
        {
            yield return $"{workflow.Name}: {path} takes a secret: {value}";
        }

        foreach (var job in workflow.Jobs)
        {
            if (job.Writes.Contains("id-token") && job.Environment is null && !job.Steps.Any(step => step.Uses("actions/attest-build-provenance")))
            {
                yield return $"{job.Place}: may ask for an identity in no environment, and attests nothing";
            }

            if (job.Environment is not null && workflow.Triggers.Contains("pull_request") && job.Node.Text("if")?.Contains(SameRepository, StringComparison.Ordinal) != true)
            {
                yield return $"{job.Place}: a fork's pull request would get credentials";
            }

            foreach (var step in job.Steps.Where(AreTakenBy))
            {
                if (job.Environment is null)
                {
                    yield return $"{step.Place}: enters AWS from no environment";
                }

                if (!Variable().IsMatch(step.With.Text("role-to-assume") ?? "") || !Variable().IsMatch(step.With.Text("allowed-account-ids") ?? ""))
                {
                    yield return $"{step.Place}: role and account are to come from variables of the environment";
                }

                foreach (var key in step.With.Pairs().Select(pair => pair.Key).Where(key => key.Contains("access-key", StringComparison.Ordinal)))
                {
                    yield return $"{step.Place}: {key} is a key that lasts";
                }
            }
        }
    }

    // The one secret is a workload's, to read this repository where it is not public.
    [GeneratedRegex(@"\$\{\{[^}]*secrets\.(?!governance-token\b)")]
    private static partial Regex Secret();

    [GeneratedRegex(@"^\$\{\{ vars\.[A-Z_]+ \}\}$")]
    private static partial Regex Variable();
}
