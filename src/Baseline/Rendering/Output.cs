using System.Text;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>Where words go: results to one stream, everything said along the way to the other.</summary>
internal sealed class Output
{
    private const int WidthOfNoTerminal = 140;

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

    /// <summary>Whether a person watches the diagnostics: then progress is drawn live.</summary>
    public bool Live { get; init; }

    /// <summary>Whether a person is there to answer.</summary>
    public bool CanAsk { get; init; }

    /// <summary>Asks the person at the terminal.</summary>
    public string? Ask(string question)
    {
        Diagnostics.Write(question);
        Diagnostics.Flush();
        return Answers.ReadLine()?.Trim();
    }

#pragma warning disable RS0030 // The one place that knows the console; everything else is given an Output.
    /// <summary>The process's own streams. Colours are for terminals only, and <c>NO_COLOR</c> (no-color.org) and <c>TERM=dumb</c> switch them off.</summary>
    public static Output Console()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var plain = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } || Environment.GetEnvironmentVariable("TERM") is null or "dumb";
        var watched = !System.Console.IsErrorRedirected && !plain;
        return new()
        {
            Result = new StreamWriter(System.Console.OpenStandardOutput(), utf8) { AutoFlush = true },
            Diagnostics = TextWriter.Synchronized(new StreamWriter(System.Console.OpenStandardError(), utf8) { AutoFlush = true }),
            Answers = System.Console.In,
            Width = System.Console.IsOutputRedirected ? WidthOfNoTerminal : Math.Max(40, System.Console.WindowWidth),
            Color = !System.Console.IsOutputRedirected && !plain,
            Live = watched,
            CanAsk = !System.Console.IsInputRedirected && !System.Console.IsErrorRedirected,
        };
    }
#pragma warning restore RS0030
}
