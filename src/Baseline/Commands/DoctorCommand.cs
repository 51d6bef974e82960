using System.CommandLine;
using SecretScoops.Governance.AwsNames;
using SecretScoops.Governance.Baseline.Doctor;
using SecretScoops.Governance.Baseline.Rendering;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Commands;

/// <summary><c>baseline doctor</c>: checks credentials, permissions, service access and quotas before the first apply.</summary>
internal static class DoctorCommand
{
    public static Command Create(CommonOptions options, Runner runner, Output output)
    {
        var permissions = new Option<string?>("--permissions") { Description = "Print the IAM policy that the tool's role needs for plan, for report or for apply, and do nothing else", HelpName = "plan|report|apply" };
        permissions.AcceptOnlyFromAmong("plan", "report", "apply");
        var command = new Command("doctor", "Check credentials, permissions, service access and quotas before the first apply") { permissions };
        foreach (var option in new Option[] { options.Policies, options.Rehearse, options.Without, options.Format, options.NoColor, options.Verbose })
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancel) =>
        {
            if (parsed.GetValue(permissions) is { } purpose)
            {
                // Faults of the policies are told by validate; rights can be asked for before there are any policies.
                var zone = PolicyFolder.Read(options.Read(parsed).Policies).Bundle?.LandingZone;
                await output.Result.WriteLineAsync(RolePolicy.Document(BaselineRoles.Of(new(zone?.AccessRole ?? "OrganizationAccountAccessRole"))[purpose], Partition.Of(zone?.HomeRegion ?? "us-east-1")));
                return ExitCodes.Done;
            }

            return await runner.RunAsync(options.Read(parsed), RunAsync, cancel);
        });
        return command;
    }

    private static async Task<int> RunAsync(Opened opened, Renderer renderer, CancellationToken cancel)
    {
        IReadOnlyList<Finding> findings =
        [
            .. await new Examination(opened.World!, opened.Estate, opened.Policies).RunAsync(cancel),
            .. await new EvidenceExamination(opened.World!, opened.Policies, opened.Connection!.IsLocal).RunAsync(cancel),
        ];
        renderer.Doctor(findings);
        return findings.Any(f => f.Condition == Condition.Missing) ? ExitCodes.Error : ExitCodes.Done;
    }
}
