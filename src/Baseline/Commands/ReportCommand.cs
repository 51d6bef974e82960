using System.CommandLine;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Rendering;

namespace SecretScoops.Governance.Baseline.Commands;

/// <summary><c>baseline report</c>, and what is done with reports that are written: that asks no AWS, and needs no policies.</summary>
internal static class ReportCommand
{
    public static Command Create(CommonOptions options, Runner runner, Output output, TimeProvider time)
    {
        var command = new Command("report", "Write the compliance reports; merge, check, compare and sample those that are written");
        ReportWriteCommand.Offer(command, options, runner, output, time);
        command.Add(ReportMergeCommand.Create(options, runner, output));
        command.Add(ReportVerifyCommand.Create(options, runner, output));
        command.Add(ReportDiffCommand.Create(options, runner, output));
        command.Add(ReportSampleCommand.Create(options, runner, output));
        return command;
    }

    /// <summary>Adds what all of them take, and runs the body; what is wrong with the files is told by their name.</summary>
    public static Command With(this Command command, CommonOptions options, Runner runner, Output output, Func<ParseResult, Lines, CancellationToken, Task<int>> body)
    {
        foreach (var option in new Option[] { options.Format, options.NoColor, options.Verbose })
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancel) => runner.TellAsync(options.Read(parsed), _ => RunAsync(parsed, new(output, options.Read(parsed)), command.Name, body, cancel), cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Lines lines, string name, Func<ParseResult, Lines, CancellationToken, Task<int>> body, CancellationToken cancel)
    {
        try
        {
            return await body(parsed, lines, cancel);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new FaultException(new() { Code = "bad-report", What = fault.Message, Where = new($"report {name}"), Remedy = "name reports that this tool wrote, and that you may read" }, fault);
        }
    }
}
