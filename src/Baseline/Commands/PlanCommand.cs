using System.CommandLine;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Estates;
using SecretScoops.Governance.Baseline.Rendering;

namespace SecretScoops.Governance.Baseline.Commands;

/// <summary><c>baseline plan</c>: shows what an apply would change, and keeps it in a file when asked.</summary>
internal static class PlanCommand
{
    public static Command Create(CommonOptions options, Runner runner)
    {
        var @out = new Option<string?>("--out") { Description = "Keep the plan in a file, for: baseline apply FILE", HelpName = "FILE" };
        var command = new Command("plan", "Show what would change");
        foreach (var option in options.ForPlans)
        {
            command.Add(option);
        }

        command.Add(@out);
        command.SetAction((parsed, cancel) => runner.RunAsync(
            options.Read(parsed),
            (opened, renderer, stop) => RunAsync(opened, options.Read(parsed), parsed.GetValue(@out), renderer, stop),
            cancel));
        return command;
    }

    /// <summary>The exit code of a plan that nobody applies.</summary>
    public static int CodeOf(Plan plan) => plan switch
    {
        { Applicable: false } => ExitCodes.Error,
        { Complete: true } => ExitCodes.Done,
        _ => ExitCodes.Pending,
    };

    private static async Task<int> RunAsync(Opened opened, Settings settings, string? path, Renderer renderer, CancellationToken cancel)
    {
        Plan plan;
        using (var reading = renderer.Reading())
        {
            plan = await Survey.PlanAsync(opened.Policies, opened.Estate, settings.Plan, reading.Report, cancel, opened.Whereabouts);
        }

        if (path is not null)
        {
            PlanFile.Write(path, PlanDocument.Of(plan, settings.Plan, opened.Policies.LandingZone.ManagementAccount));
        }

        renderer.Plan(plan, opened.Policies, settings.Plan, path);
        return CodeOf(plan);
    }
}
