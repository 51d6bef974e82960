using SecretScoops.Governance.Aws.Resilience;
using SecretScoops.Governance.Baseline.Commands;
using SecretScoops.Governance.Baseline.Doctor;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>Makes the renderer for what <c>--format</c> asks for.</summary>
/// <param name="output">Where words go.</param>
/// <param name="time">The clock, for heartbeats.</param>
internal sealed class Renderers(Output output, TimeProvider time)
{
    /// <summary>A renderer for one command.</summary>
    public Renderer For(Settings settings) => settings.Format switch
    {
        "json" => new JsonRenderer(output, time, settings.Verbose),
        "markdown" => new MarkdownRenderer(output, time, settings.Verbose),
        "sarif" => new SarifRenderer(output, time, settings.Verbose),
        _ => new TextRenderer(output, time, settings.Verbose, settings.NoColor),
    };
}

/// <summary>Tells results in one format. What is said along the way goes to the diagnostics, in the same words for every format.</summary>
/// <param name="output">Where words go.</param>
/// <param name="time">The clock, for heartbeats.</param>
/// <param name="verbose">Whether to tell traces.</param>
internal abstract class Renderer(Output output, TimeProvider time, bool verbose)
{
    /// <summary>Where words go.</summary>
    protected Output Output { get; } = output;

    /// <summary>Whether to tell traces and long values in full.</summary>
    protected bool Verbose { get; } = verbose;

    /// <summary>What came of reading the policies.</summary>
    public abstract void Validated(PolicyReading reading);

    /// <summary>A plan that nobody applies now.</summary>
    /// <param name="plan">What would be done.</param>
    /// <param name="policies">For names.</param>
    /// <param name="options">What the command narrowed or permitted.</param>
    /// <param name="savedTo">The file it was kept in; null when it was not.</param>
    public abstract void Plan(Plan plan, PolicyBundle policies, PlanOptions options, string? savedTo);

    /// <summary>A plan about to be applied, or refused.</summary>
    public abstract void PlanToApply(Plan plan, PolicyBundle policies, PlanOptions options);

    /// <summary>How an apply ended.</summary>
    public abstract void Applied(Plan plan, IReadOnlyList<Outcome> outcomes, TimeSpan took, string journal);

    /// <summary>What the doctor found.</summary>
    public abstract void Doctor(IReadOnlyList<Finding> findings);

    /// <summary>Progress while kinds are read; dispose when done.</summary>
    public Progress Reading() => new(Output, time, "reading");

    /// <summary>Progress while changes are carried out; dispose when done.</summary>
    public ApplyProgress Applying(Plan plan) => new(new(Output, time, "applying"), plan.Pending.Count());

    /// <summary>A remark along the way.</summary>
    public void Note(string text) => Output.Diagnostics.WriteLine(Paint.Safe(text));

    /// <summary>Something that stopped the command, or a part of it.</summary>
    public void Error(Fault fault, Exception? cause)
    {
        Output.Diagnostics.WriteLine(Paint.Safe(fault.ToString()));
        if (Verbose && cause is not null)
        {
            Output.Diagnostics.WriteLine(cause);
        }
    }

    /// <summary>Every kind of call with its count and latency.</summary>
    public void Trace(CallTrace trace)
    {
        var lines = trace.Summary().Select(s =>
            $"{s.Service + ":" + s.Operation,-62} {s.Count,5} calls  {s.Mean.TotalMilliseconds,7:0} ms mean  {s.Longest.TotalMilliseconds,7:0} ms longest  {s.Retries,3} retries  {s.Failed,3} failed");
        foreach (var line in lines)
        {
            Output.Diagnostics.WriteLine(line);
        }

        Output.Diagnostics.WriteLine($"{trace.Calls.Count} calls, {trace.HttpRequests} requests");
    }
}
