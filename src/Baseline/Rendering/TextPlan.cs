using System.Text;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Wording;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>The chapters of a plan as a terminal shows them.</summary>
/// <param name="paint">Colours.</param>
/// <param name="width">Columns.</param>
/// <param name="verbose">Whether values and lists are told in full.</param>
internal sealed class TextPlan(Paint paint, int width, bool verbose)
{
    private const string Indent = "      ";
    private const int ShortestValue = 12;

    // A hundred accounts are not read one by one; --verbose tells all.
    private const int LinesOfList = 3;

    private readonly StringBuilder _text = new();

    /// <summary>The text.</summary>
    public string Of(Plan plan)
    {
        foreach (var chapter in Outline.Of(plan))
        {
            Line(paint.Bold(chapter.Heading));
            var column = Column(chapter);
            foreach (var entry in chapter.Entries)
            {
                Head(entry, column);
                foreach (var detail in entry.Details)
                {
                    Line(Indent + Told(detail));
                }
            }

            Line("");
        }

        return _text.ToString();
    }

    private int Column(Chapter chapter)
    {
        var sources = chapter.Entries.Max(e => Columns.Of(Source(e)));
        return Math.Min(chapter.Entries.Max(e => Columns.Of(Label(e))) + 2, Math.Max(0, width - sources));
    }

    private void Head(Entry entry, int column)
    {
        var (label, source) = (Label(entry), Source(entry));
        var painted = paint.As(entry.Verb, label);
        var gap = Math.Max(2, column - Columns.Of(label));
        if (source.Length == 0)
        {
            Line(painted);
        }
        else if (Columns.Of(label) + gap + Columns.Of(source) <= width)
        {
            Line(painted + new string(' ', gap) + paint.Dim(source));
        }
        else
        {
            Line(painted);
            Line(Indent + paint.Dim(source));
        }
    }

    private static string Label(Entry entry) => $"  {Words.Sign(entry.Verb)} {Harmless.Text(entry.Address.ToString())}";

    private static string Source(Entry entry) => entry.Source is { } place ? Harmless.Text(place.ToString()) : "";

    private string Told(Detail detail)
    {
        switch (detail)
        {
            case Detail.Said said:
                var name = Harmless.Text(said.Name);
                return $"{paint.Dim(name + ":")} {Value(said.Value, name.Length + 2)}";
            case Detail.Differs differs:
                var path = Harmless.Text(differs.Path);
                var (before, after) = (Text(differs.Before), Text(differs.After));
                // Both in full when they fit, else each its half.
                var room = Math.Max(ShortestValue * 2, width - Indent.Length - path.Length - 5);
                var whole = verbose || Columns.Of(before) + Columns.Of(after) <= room;
                return $"{path}: {paint.Red(whole ? before : Columns.Cut(before, room / 2))} → {paint.Green(whole ? after : Columns.Cut(after, room / 2))}";
            case Detail.Elements elements:
                var list = Harmless.Text(elements.Path) + ":";
                return list + Listed([.. elements.Moved.Select(m => (Words.Sign(m.Verb) + " " + Text(m.Value), m.Verb))], list.Length);
            case Detail.Folded folded:
                var what = $"{Words.Sign(folded.Verb)} {Harmless.Text(folded.What)}";
                return paint.As(folded.Verb, what) + Listed([.. folded.To.Select(t => (Harmless.Text(t), folded.Verb))], what.Length);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    // Items after what is already on the line, broken between items.
    private string Listed(IReadOnlyList<(string Text, Verb Verb)> items, int taken)
    {
        var (text, column, lines) = (new StringBuilder(), Indent.Length + taken, 1);
        for (var i = 0; i < items.Count; i++)
        {
            var room = width - Indent.Length - 4;
            var item = verbose ? items[i].Text : Columns.Cut(items[i].Text, room);
            var columns = Columns.Of(item) + (i < items.Count - 1 ? 2 : 1);
            if (column + columns > width && column > Indent.Length + 4)
            {
                if (++lines > LinesOfList && !verbose && items.Count - i > 1)
                {
                    return text.Append(paint.Dim($" and {items.Count - i} more")).ToString();
                }

                text.Append('\n').Append(Indent).Append("   ");
                column = Indent.Length + 3;
            }

            text.Append(' ').Append(paint.As(items[i].Verb, item)).Append(i < items.Count - 1 ? "," : "");
            column += columns;
        }

        return text.ToString();
    }

    private string Text(JsonNode? value) => Harmless.Text(verbose ? Words.Full(value) : Words.Value(value));

    private string Value(JsonNode? value, int taken) =>
        verbose ? Text(value) : Columns.Cut(Words.Value(value), Math.Max(ShortestValue, width - Indent.Length - taken));

    private void Line(string text) => _text.Append(text).Append('\n');
}
