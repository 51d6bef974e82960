using System.Text;
using SecretScoops.Governance.Baseline.Rendering;

namespace SecretScoops.Governance.Demo;

/// <summary>A page of 100 columns: headings, and under them a word in the margin with text beside it.</summary>
/// <param name="output">Where to.</param>
/// <param name="paint">Colours, or none.</param>
internal sealed class Page(TextWriter output, Paint paint)
{
    private const int Width = 100;
    private const int Margin = 14;

    /// <summary>For words within a line.</summary>
    public Paint Paint => paint;

    /// <summary>A line as it is.</summary>
    public void Line(string text = "") => output.WriteLine(Harmless(text));

    /// <summary>Running text.</summary>
    public void Paragraph(string text)
    {
        foreach (var line in Wrapped(Harmless(text), Width))
        {
            output.WriteLine(line);
        }

        output.WriteLine();
    }

    /// <summary>What is shown next, and where.</summary>
    public void Heading(int number, string title, string aside)
    {
        var head = $"{number,2}  {title}";
        var gap = Math.Max(2, Width - head.Length - aside.Length);
        output.WriteLine($"{paint.Bold(head)}{new string(' ', gap)}{paint.Dim(aside)}");
    }

    /// <summary>Text beside its word.</summary>
    /// <param name="word">In the margin.</param>
    /// <param name="text">Harmless or not.</param>
    /// <param name="colour">Of the text's first line.</param>
    public void Beside(string word, string text, Func<string, string>? colour = null)
    {
        var lines = Wrapped(Harmless(text), Width - Margin).ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            var shown = colour is null ? lines[i] : colour(lines[i]);
            output.WriteLine(i == 0 ? $"    {paint.Dim(word.PadRight(Margin - 4))}{shown}" : $"{new string(' ', Margin)}{shown}");
        }
    }

    /// <summary>At words where that is possible, else within one.</summary>
    private static IEnumerable<string> Wrapped(string text, int width)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(word => word.Chunk(width)).Select(word => new string(word)))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length == 0 ? "" : " ").Append(word);
        }

        yield return line.ToString();
    }

    private static string Harmless(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
