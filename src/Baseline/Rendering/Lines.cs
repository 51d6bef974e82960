using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>Results that come as lines, one after another, however many.</summary>
/// <param name="output">Where they go.</param>
/// <param name="settings">In which format, and with which colours.</param>
internal sealed class Lines(Output output, Settings settings)
{
    /// <summary>Writes the lines of the format that was asked for.</summary>
    /// <param name="of">The lines of <c>text</c>, <c>json</c> or <c>markdown</c>; all of them harmless.</param>
    /// <param name="painted">A line of text in its colours.</param>
    /// <exception cref="FaultException">There is no such format of this result.</exception>
    public void Write(Func<string, IEnumerable<string>> of, Func<string, Paint, string> painted)
    {
        if (settings.Format is not ("text" or "json" or "markdown"))
        {
            throw new FaultException(new() { Code = "no-format", What = $"there is no {settings.Format} of this result", Where = new("--format"), Remedy = "ask for text, json or markdown" });
        }

        var paint = new Paint(output.Color && !settings.NoColor && settings.Format == "text");
        foreach (var line in of(settings.Format))
        {
            output.Result.WriteLine(painted(line, paint));
        }
    }
}
