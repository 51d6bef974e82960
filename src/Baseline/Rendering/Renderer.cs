using SecretScoops.Governance.Aws.Resilience;
using SecretScoops.Governance.Baseline.Doctor;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Templates;
using SecretScoops.Governance.Wording;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>Makes the renderer for what <c>--format</c> asks for.</summary>
/// <param name="output">Where words go.</param>
/// <param name="time">The clock, for heartbeats.</param>
internal sealed class Renderers(Output output, TimeProvider time)
{
    /// <summary>A renderer for one command.</summary>
    public Renderer For(Settings settings)
    {
        var (shown, manner) = (settings.NoColor ? output.Plain() : output, new Manner(settings.Verbose, Invocation.OfApply(settings)));
        return settings.Format switch
        {
            "json" => new JsonRenderer(shown, time, manner),
            "markdown" => new MarkdownRenderer(shown, time, manner),
            "sarif" => new SarifRenderer(shown.Plain(), time, manner),
            _ => new TextRenderer(shown, time, manner),
        };
    }
}

/// <summary>Tells results in one format. What is said along the way goes to the diagnostics, in the same words for every format.</summary>
/// <param name="output">Where words go.</param>
/// <param name="time">The clock, for heartbeats.</param>
/// <param name="manner">How much is told, and what to type next.</param>
internal abstract class Renderer(Output output, TimeProvider time, Manner manner)
{
    private readonly Paint _paint = new(output.DiagnosticsColor);
    private Action<string> _say = output.Diagnostics.WriteLine;

    /// <summary>Where words go.</summary>
    protected Output Output { get; } = output;

    /// <summary>How much is told, and what to type next.</summary>
    protected Manner Manner { get; } = manner;

    /// <summary>What came of reading the policies.</summary>
    public abstract void Validated(PolicyReading reading);

    /// <summary>What came of holding templates against the controls.</summary>
    public abstract void Checked(TemplateChecks checks);

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
    public Progress Reading() => Begun("reading");

    /// <summary>Progress while changes are carried out; dispose when done.</summary>
    public ApplyProgress Applying(Plan plan) => new(Begun("applying"), plan.Pending.Count());

    /// <summary>A remark along the way.</summary>
    public void Note(string text) => _say(Harmless.Text(text));

    /// <summary>Something that stopped the command, or a part of it.</summary>
    public void Error(Fault fault, Exception? cause)
    {
        _say(_paint.As(fault.Severity, Harmless.Text(OneLine(fault))));
        foreach (var line in Manner.Verbose && cause is not null ? cause.ToString().Split('\n') : [])
        {
            _say(_paint.Dim("    " + Harmless.Text(line.TrimEnd('\r'))));
        }
    }

    /// <summary>Every kind of call with its count and latency.</summary>
    public void Trace(CallTrace trace)
    {
        foreach (var line in CallTable.Of(trace))
        {
            _say(line);
        }
    }

    /// <summary>A fault as <c>validate</c> prints it; what is no error says so, for eyes and streams without colours.</summary>
    protected static string OneLine(Fault fault) => fault.Severity switch
    {
        Severity.Error => fault,
        Severity.Warning => fault with { What = "warning: " + fault.What },
        Severity.Note => fault with { What = "note: " + fault.What },
    } + "";

    // While something is drawn live, a line of its own must go above it.
    private Progress Begun(string doing)
    {
        var progress = new Progress(Output, time, doing);
        _say = progress.Say;
        return progress;
    }
}
