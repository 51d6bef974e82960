using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Remediation.Functions;
using SecretScoops.Governance.Remediation.Pipeline;

namespace SecretScoops.Governance.Remediation.Commands;

/// <summary><c>remediation replay</c>: a folder of events in the order of their times, as if they came now, and nothing is written anywhere.</summary>
internal static class ReplayCommand
{
    private const string Failed = "could not be looked at";

    public static Command Create(TextWriter output, TextWriter errors, TimeProvider time)
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "A folder of events as JSON files" };
        var policies = Shared.Policies();
        var command = new Command("replay", "Feed a day of events and print what would change; nothing is written") { folder, policies };
        command.SetAction((parsed, cancel) => Shared.TellAsync(errors, async () =>
        {
            var bundle = Setup.Policies(parsed.GetValue(policies)!);
            using var connection = new AwsConnection(new());
            var quiet = new PrintingNotifier(TextWriter.Null);
            var intake = new Intake(Setup.Rehearsal(connection, bundle, quiet, time), bundle);
            var tally = new SortedDictionary<string, int>(StringComparer.Ordinal);
            foreach (var (name, bytes) in Events(parsed.GetValue(folder)!))
            {
                foreach (var body in Shared.Bodies(bytes))
                {
                    await output.WriteLineAsync(name);
                    // As in the queue, one event's trouble is its own.
                    if (await Shared.TryAsync(output, () => intake.TakeAsync(body, cancel)) is { } taken)
                    {
                        await Report.WriteAsync(output, taken);
                        Count(tally, taken);
                    }
                    else
                    {
                        tally[Failed] = tally.GetValueOrDefault(Failed) + 1;
                    }
                }
            }

            await output.WriteLineAsync();
            foreach (var (what, count) in tally)
            {
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count,6}  {what}"));
            }

            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{quiet.Told,6}  alerts"));
            return tally.ContainsKey(Failed) ? 1 : 0;
        }));
        return command;
    }

    private static void Count(SortedDictionary<string, int> tally, Taken taken)
    {
        switch (taken)
        {
            case Taken.Worked { Incidents.Count: 0 }:
                Add("about no control");
                break;
            case Taken.Worked worked:
                foreach (var handled in worked.Incidents)
                {
                    Add($"{Report.Word(handled.Ending)}: {handled.Incident.Control}");
                }

                break;
            case Taken.Ignored:
                Add("ignored");
                break;
            case Taken.Refused refused:
                Add($"refused: {refused.Code}");
                break;
        }

        void Add(string what) => tally[what] = tally.GetValueOrDefault(what) + 1;
    }

    // By the events' own times; what has none that can be read comes first, by name, and is refused soon enough.
    private static IEnumerable<(string Name, byte[] Bytes)> Events(DirectoryInfo folder)
    {
        if (!folder.Exists)
        {
            throw new SetupException($"{folder.FullName}: there is no such folder");
        }

        var files = folder.EnumerateFiles("*.json").Select(file => (file.Name, Bytes: Shared.Read(file))).OrderBy(file => file.Name, StringComparer.Ordinal).ToList();
        return files.Count == 0
            ? throw new SetupException($"{folder.FullName}: there is no .json file in it")
            : files.OrderBy(file => TimeOf(file.Bytes));
    }

    private static DateTimeOffset TimeOf(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("time", out var time) && time.ValueKind == JsonValueKind.String && time.TryGetDateTimeOffset(out var at)
                ? at
                : DateTimeOffset.MinValue;
        }
        catch (JsonException)
        {
            return DateTimeOffset.MinValue;
        }
    }
}
