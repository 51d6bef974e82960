using System.CommandLine;
using SecretScoops.Governance.Baseline.Rendering;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Templates;

namespace SecretScoops.Governance.Baseline.Commands;

/// <summary><c>baseline check</c>: holds CloudFormation templates against the controls of an environment, before anything is deployed.</summary>
internal static class CheckCommand
{
    // The strictest of those that workloads are deployed to.
    private const string Strictest = "prod";

    public static Command Create(CommonOptions options, Renderers renderers, TimeProvider time)
    {
        var templates = new Argument<string[]>("TEMPLATE") { Description = "CloudFormation templates, JSON or YAML", Arity = ArgumentArity.OneOrMore };
        var environment = new Option<string>("--environment") { Description = "Where they would be deployed", HelpName = "NAME", DefaultValueFactory = _ => Strictest };
        var parameters = new Option<string?>("--parameters") { Description = "Values of parameters, as the AWS CLI takes them", HelpName = "FILE" };
        var strict = new Option<bool>("--strict") { Description = "What could not be evaluated counts as failed" };
        var command = new Command("check", "Hold CloudFormation templates against the controls before they are deployed")
        {
            templates, environment, parameters, strict, options.Policies, options.Format, options.NoColor, options.Verbose,
        };
        command.SetAction(parsed => Run(
            options.Read(parsed), new(parsed.GetValue(templates) ?? [], parsed.GetValue(environment)!, parsed.GetValue(parameters), parsed.GetValue(strict)), renderers, time));
        return command;
    }

    private static int Run(Settings settings, Asked asked, Renderers renderers, TimeProvider time)
    {
        var renderer = renderers.For(settings);
        var now = time.GetUtcNow();
        var reading = PolicyFolder.Read(settings.Policies, now);
        if (reading.Bundle is not { } policies)
        {
            renderer.Validated(reading);
            return ExitCodes.Error;
        }

        var (book, log) = (new ControlBook(policies), new FaultLog());
        if (!book.Environments.Contains(asked.Environment))
        {
            log.Error(
                new("--environment"), "unknown-environment", $"there is no environment {Quoted.Value(asked.Environment)}",
                Nearest.Remedy(asked.Environment, book.Environments, $"known are {Quoted.List(book.Environments)}"));
        }

        var given = asked.Parameters is { } file ? ParameterFile.Read(file, log) : new Dictionary<string, string>();
        if (log.HasErrors || given is null)
        {
            log.Faults.ToList().ForEach(fault => renderer.Error(fault, null));
            return ExitCodes.Error;
        }

        var account = asked.Environment == policies.LandingZone.ManagementAccount ? asked.Environment : null;
        var checks = TemplateChecks.Of(asked.Templates.Distinct(), given, book.For(asked.Environment), new(policies.Exemptions, asked.Environment, account, now));
        renderer.Checked(checks);
        return checks.Faults.Any(fault => fault.Severity == Severity.Error) ? ExitCodes.Error
            : checks.Failures.Count > 0 || (asked.Strict && checks.NotEvaluated.Count + checks.NotLookedAt.Count > 0) ? ExitCodes.Pending
            : ExitCodes.Done;
    }

    private sealed record Asked(IReadOnlyList<string> Templates, string Environment, string? Parameters, bool Strict);
}
