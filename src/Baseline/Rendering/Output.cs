using System.Text;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>Where words go: results to one stream, everything said along the way to the other.</summary>
internal sealed record Output
{
    private const int WidthOfNoTerminal = 140;
    private const int NarrowestWidth = 40;

    /// <summary>What a script reads.</summary>
    public required TextWriter Result { get; init; }

    /// <summary>Progress, notes and errors.</summary>
    public required TextWriter Diagnostics { get; init; }

    /// <summary>Answers of the person at the terminal.</summary>
    public TextReader Answers { get; init; } = TextReader.Null;

    /// <summary>Columns.</summary>
    public int Width { get; init; } = WidthOfNoTerminal;

    /// <summary>Whether results may be coloured.</summary>
    public bool Color { get; init; }

    /// <summary>Whether diagnostics may be coloured.</summary>
    public bool DiagnosticsColor { get; init; }

    /// <summary>Whether a person watches the diagnostics: then progress is drawn live.</summary>
    public bool Live { get; init; }

    /// <summary>Whether a person is there to answer.</summary>
    public bool CanAsk { get; init; }

    /// <summary>The same without colours.</summary>
    public Output Plain() => this with { Color = false, DiagnosticsColor = false };

    /// <summary>Asks the person at the terminal.</summary>
    public string? Ask(string question)
    {
        Diagnostics.Write(question);
        Diagnostics.Flush();
        return Answers.ReadLine()?.Trim();
    }

    /// <summary>Whether a stream is a terminal that understands escape sequences, and whether it is to be coloured.</summary>
    /// <param name="redirected">Whether the stream goes to a file or a pipe.</param>
    /// <param name="variable">Environment variables. <c>TERM=dumb</c> is no terminal for our purposes; <c>NO_COLOR</c>, when not empty, asks for none (no-color.org).</param>
    /// <param name="isWindows">There a terminal sets no <c>TERM</c>.</param>
    public static (bool Terminal, bool Color) Detect(bool redirected, Func<string, string?> variable, bool isWindows)
    {
        var terminal = !redirected && variable("TERM") is var term && term != "dumb" && (isWindows || !string.IsNullOrEmpty(term));
        return (terminal, terminal && string.IsNullOrEmpty(variable("NO_COLOR")));
    }

#pragma warning disable RS0030 // The one place that knows the console; everything else is given an Output.
    /// <summary>The process's own streams.</summary>
    public static Output Console()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var result = Detect(System.Console.IsOutputRedirected, Environment.GetEnvironmentVariable, OperatingSystem.IsWindows());
        var diagnostics = Detect(System.Console.IsErrorRedirected, Environment.GetEnvironmentVariable, OperatingSystem.IsWindows());
        return new()
        {
            Result = new StreamWriter(System.Console.OpenStandardOutput(), utf8) { AutoFlush = true },
            Diagnostics = TextWriter.Synchronized(new StreamWriter(System.Console.OpenStandardError(), utf8) { AutoFlush = true }),
            Answers = System.Console.In,
            Width = System.Console.IsOutputRedirected ? WidthOfNoTerminal : Math.Max(NarrowestWidth, System.Console.WindowWidth),
            Color = result.Color,
            DiagnosticsColor = diagnostics.Color,
            Live = diagnostics.Terminal,
            CanAsk = !System.Console.IsInputRedirected && !System.Console.IsErrorRedirected,
        };
    }
#pragma warning restore RS0030
}
