namespace SecretScoops.Governance.Workflows.Tests.Rules;

/// <summary>DEV at once, UAT after approval, PROD after UAT and approval; and only what came to main.</summary>
internal static class Approval
{
    /// <summary>Where it is not so.</summary>
    public static IEnumerable<string> Offences(Workflow workflow)
    {
        if (!workflow.Delivers)
        {
            yield break;
        }

        foreach (var name in Job.Environments.Where(name => workflow.Jobs.Count(job => job.Environment == name && job.Id == name) != 1))
        {
            yield return $"{workflow.Name}: there is to be one job {name} in environment {name}";
            yield break;
        }

        foreach (var job in workflow.Jobs.Where(job => job.Deploys && !Job.Environments.Contains(job.Id)))
        {
            yield return $"{job.Place}: deploys beside the jobs that are for it";
        }

        foreach (var offence in Order(workflow.Job("dev"), []).Concat(Order(workflow.Job("uat"), ["dev"])).Concat(Order(workflow.Job("prod"), ["uat"])))
        {
            yield return offence;
        }

        foreach (var job in workflow.Jobs.Where(job => job.Id is "uat" or "prod" && !AsksForApproval(job)))
        {
            yield return $"{job.Place}: does not refuse an environment without required reviewers before it takes credentials";
        }

        if (workflow.Job("build").Needs.Count == 0)
        {
            yield return $"{workflow.Name}: builds what nobody tested";
        }

        var push = workflow.Root.Map("on").Map("push");
        if (workflow.Triggers.Except(["workflow_call"]).Any(trigger => trigger != "push" || !push.Words("branches").SequenceEqual(["main"])))
        {
            yield return $"{workflow.Name}: delivers something else than main";
        }

        if (workflow.Triggers.Contains("workflow_call") && workflow.Job("build").Node.Text("if") != "${{ github.ref == 'refs/heads/main' && github.event_name != 'pull_request' }}")
        {
            yield return $"{workflow.Name}: build does not insist on main";
        }
    }

    private static IEnumerable<string> Order(Job job, string[] after)
    {
        var expected = after.Append("build").Order(StringComparer.Ordinal);
        if (!job.Needs.Order(StringComparer.Ordinal).SequenceEqual(expected))
        {
            yield return $"{job.Place}: needs {string.Join(", ", job.Needs)}; is to need {string.Join(", ", expected)}";
        }

        // With a condition of its own a job may run although what it needs has failed.
        foreach (var key in ((string[])["if", "continue-on-error", "strategy"]).Where(key => job.Node.At(key) is not null))
        {
            yield return $"{job.Place}: has \"{key}\"";
        }

        foreach (var step in job.Steps.Where(step => step.Node.At("if") is not null || step.Node.At("continue-on-error") is not null))
        {
            yield return $"{step.Place}: may be passed over";
        }

        var concurrency = job.Node.Map("concurrency");
        if (concurrency.Text("group")?.EndsWith($"-{job.Id}", StringComparison.Ordinal) != true || concurrency.Text("cancel-in-progress") != "false")
        {
            yield return $"{job.Place}: one deployment at a time for each environment, and none is cut off";
        }
    }

    private static bool AsksForApproval(Job job)
    {
        var asked = job.IndexOf(step => step.Run?.Contains($"/environments/{job.Id}\"", StringComparison.Ordinal) == true
            && step.Run.Contains("required_reviewers", StringComparison.Ordinal) && step.Run.Contains("exit 1", StringComparison.Ordinal));
        return asked < job.IndexOf(Credentials.AreTakenBy);
    }
}
