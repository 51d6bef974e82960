using System.CommandLine;
using SecretScoops.Governance.Baseline.Rendering;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Commands;

/// <summary><c>baseline validate</c>: checks the policies without touching AWS.</summary>
internal static class ValidateCommand
{
    public static Command Create(CommonOptions options, Renderers renderers, TimeProvider time)
    {
        var command = new Command("validate", "Check the policies without touching AWS") { options.Policies, options.Format, options.NoColor, options.Verbose };
        command.SetAction(parsed => Run(options.Read(parsed), renderers, time));
        return command;
    }

    private static int Run(Settings settings, Renderers renderers, TimeProvider time)
    {
        var reading = PolicyFolder.Read(settings.Policies, time.GetUtcNow());
        renderers.For(settings).Validated(reading);
        return reading.Faults.Any(f => f.Severity == Severity.Error) ? ExitCodes.Error : ExitCodes.Done;
    }
}
