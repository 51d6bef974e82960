using SecretScoops.Governance.Remediation.Pipeline;
using SecretScoops.Governance.Remediation.Remediations;

namespace SecretScoops.Governance.Remediation.Commands;

/// <summary>What came of a message, for a person at a terminal.</summary>
internal static class Report
{
    /// <summary>Writes it.</summary>
    public static async Task WriteAsync(TextWriter output, Taken taken)
    {
        switch (taken)
        {
            case Taken.Ignored ignored:
                await output.WriteLineAsync($"  ignored: {ignored.Why}");
                break;
            case Taken.Refused refused:
                await output.WriteLineAsync($"  refused ({refused.Code}): {refused.Why}");
                break;
            case Taken.Worked { Incidents.Count: 0 }:
                await output.WriteLineAsync("  about no control");
                break;
            case Taken.Worked worked:
                foreach (var handled in worked.Incidents)
                {
                    await WriteAsync(output, handled);
                }

                break;
        }
    }

    /// <summary>An ending in a word or two.</summary>
    public static string Word(Ending ending) => ending switch
    {
        Ending.Nothing => "nothing to do",
        Ending.Left => "left alone",
        Ending.Fixed => "fixed",
        Ending.WouldFix => "would fix",
        Ending.Failed => "failed",
        Ending.Undone => "undone",
        Ending.Busy => "busy",
    };

    private static async Task WriteAsync(TextWriter output, Handled handled)
    {
        await output.WriteLineAsync($"  {Word(handled.Ending)}: {handled.Incident.Control} {handled.Incident.ResourceId} — {handled.Why}");
        foreach (var violation in handled.Violations)
        {
            await output.WriteLineAsync($"    {Redaction.Of(violation.What)}");
            if (handled.Ending is Ending.Fixed or Ending.WouldFix)
            {
                await output.WriteLineAsync($"      {violation.Atom} → {violation.Should?.ToJsonString() ?? "absent"}");
            }
        }
    }
}
