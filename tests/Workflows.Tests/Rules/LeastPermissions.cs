using YamlDotNet.RepresentationModel;

namespace SecretScoops.Governance.Workflows.Tests.Rules;

/// <summary>A token may do nothing but what its job is on a list for.</summary>
internal static class LeastPermissions
{
    /// <summary>What each job may write.</summary>
    private static readonly Dictionary<string, string[]> mayWrite = new(StringComparer.Ordinal)
    {
        ["plan.yml: validate"] = ["security-events"],
        ["plan.yml: plan"] = ["id-token"],
        ["plan.yml: comment"] = ["pull-requests"],
        ["deliver.yml: build"] = ["attestations", "id-token"],
        ["deliver.yml: dev"] = ["id-token"],
        ["deliver.yml: uat"] = ["id-token"],
        ["deliver.yml: prod"] = ["id-token"],
        ["drift.yml: plan"] = ["id-token"],
        ["drift.yml: tell"] = ["issues"],
        ["report.yml: report"] = ["id-token"],
        ["scan.yml: code"] = ["security-events"],
        ["workload.yml: check"] = ["security-events"],
        ["workload.yml: build"] = ["attestations", "id-token"],
        ["workload.yml: dev"] = ["id-token"],
        ["workload.yml: uat"] = ["id-token"],
        ["workload.yml: prod"] = ["id-token"],
    };

    /// <summary>Where it is not so.</summary>
    public static IEnumerable<string> Offences(Workflow workflow)
    {
        if (workflow.Root.At("permissions") is not YamlMappingNode { Children.Count: 0 })
        {
            yield return $"{workflow.Name}: permissions at the top are to be {{}}";
        }

        foreach (var job in workflow.Jobs)
        {
            if (job.Node.At("permissions") is not YamlMappingNode)
            {
                yield return $"{job.Place}: a job lists its permissions one by one";
            }

            foreach (var scope in job.Writes.Except(mayWrite.GetValueOrDefault(job.Place, [])))
            {
                yield return $"{job.Place}: {scope}: write is not on the list";
            }

            // A token that may write where people read is never in one job with the code of a branch.
            if (job.Writes.Any(scope => scope is "pull-requests" or "issues") && job.Steps.Any(step => step.Uses("actions/checkout")))
            {
                yield return $"{job.Place}: checks out code beside a token that may write";
            }
        }
    }
}
