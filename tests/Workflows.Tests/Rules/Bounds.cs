using System.Globalization;

namespace SecretScoops.Governance.Workflows.Tests.Rules;

/// <summary>No job runs on for ever, none runs twice beside itself, and a failure in a pipe is a failure.</summary>
internal static class Bounds
{
    // GitHub's own default is 360.
    private const int MostMinutes = 120;

    /// <summary>Where it is not so.</summary>
    public static IEnumerable<string> Offences(Workflow workflow)
    {
        foreach (var job in workflow.Jobs.Where(job => job.Node.At("uses") is null))
        {
            if (!int.TryParse(job.Node.Text("timeout-minutes"), CultureInfo.InvariantCulture, out var minutes) || minutes is < 1 or > MostMinutes)
            {
                yield return $"{job.Place}: timeout-minutes is to be from 1 to {MostMinutes}";
            }
        }

        if (workflow.Root.Map("concurrency").Text("group") is null && !workflow.Delivers)
        {
            yield return $"{workflow.Name}: has no concurrency group";
        }

        // Without a word the runner's shell is bash without pipefail.
        if (workflow.Root.Map("defaults").Map("run").Text("shell") != "bash")
        {
            yield return $"{workflow.Name}: defaults.run.shell is to be bash";
        }

        foreach (var step in workflow.Jobs.SelectMany(job => job.Steps).Where(step => step.Node.At("shell") is not null))
        {
            yield return $"{step.Place}: has a shell of its own";
        }
    }
}
