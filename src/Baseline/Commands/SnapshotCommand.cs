using System.CommandLine;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Estates;
using SecretScoops.Governance.Baseline.Rendering;
using SecretScoops.Governance.Baseline.Resources;

namespace SecretScoops.Governance.Baseline.Commands;

/// <summary><c>baseline snapshot</c>: reads the organization into a file that <c>--estate</c> reads.</summary>
internal static class SnapshotCommand
{
    public static Command Create(CommonOptions options, Runner runner, TimeProvider time)
    {
        var @out = new Option<string>("--out") { Description = "The file to write", HelpName = "FILE", Required = true };
        var command = new Command("snapshot", "Read the organization into an estate file") { @out };
        foreach (var option in new Option[] { options.Policies, options.Rehearse, options.Only, options.Without, options.NoColor, options.Verbose })
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancel) => runner.RunAsync(
            options.Read(parsed),
            (opened, renderer, stop) => RunAsync(opened, options.Read(parsed).Plan, parsed.GetValue(@out)!, renderer, time, stop),
            cancel));
        return command;
    }

    private static async Task<int> RunAsync(Opened opened, PlanOptions narrowed, string path, Renderer renderer, TimeProvider time, CancellationToken cancel)
    {
        Reading read;
        using (var reading = renderer.Reading())
        {
            read = await Survey.ReadAsync(opened.Estate, [.. Kinds.Pure.Values.Where(k => narrowed.Wants(k.Name))], reading.Report, cancel);
        }

        await SnapshotFile.WriteAsync(path, SnapshotFile.Of(read, time.GetUtcNow(), AccountIds(opened)), cancel);
        IReadOnlyList<Faults.Fault> missing = [.. read.Unread.Where(f => f.Severity == Faults.Severity.Error), .. read.OutOfReach.Select(o => o.Told)];
        foreach (var unread in missing)
        {
            renderer.Error(unread, null);
        }

        renderer.Note($"wrote {path}: {read.Resources.Count} resources{(missing.Count > 0 ? $", {missing.Count} parts could not be read" : "")}");
        return missing.Count > 0 ? ExitCodes.Error : ExitCodes.Done;
    }

    private static SortedDictionary<string, string> AccountIds(Opened opened)
    {
        var ids = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, _) in opened.Policies.Everywhere)
        {
            if (opened.World?.Ids.TryOf(new(KindNames.Account, name)) is { } id)
            {
                ids[name] = id;
            }
        }

        return ids;
    }
}
