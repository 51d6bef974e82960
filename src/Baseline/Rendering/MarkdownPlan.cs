using System.Text;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>The chapters of a plan as foldable blocks of a comment.</summary>
internal sealed class MarkdownPlan
{
    // GitHub takes 65,536 characters in a comment (GitHub REST API, "Issues", body is too long); the rest of the comment needs some of them.
    private const int MostCharacters = 50_000;
    private const int LongestLine = 240;

    private readonly StringBuilder _text = new();

    /// <summary>The Markdown, within what a comment may hold.</summary>
    public string Of(Plan plan)
    {
        foreach (var chapter in Outline.Of(plan))
        {
            _text.Append($"<details><summary>{chapter.Heading}: {Words.Count(chapter.Changes, "change")}</summary>\n\n```diff\n");
            var told = chapter.Entries.TakeWhile(Tell).Count();
            _text.Append("```\n\n");
            _text.Append(told < chapter.Entries.Count ? $"… and {chapter.Entries.Count - told} more resources: the comment has no room for them; run `baseline plan`.\n\n" : "");
            _text.Append("</details>\n\n");
        }

        return _text.ToString();
    }

    private bool Tell(Entry entry)
    {
        if (_text.Length > MostCharacters)
        {
            return false;
        }

        Line(entry.Verb, entry.Address.ToString() + (entry.Source is { } place ? $"  ({place})" : ""));
        foreach (var detail in entry.Details)
        {
            Tell(detail);
        }

        return true;
    }

    private void Tell(Detail detail)
    {
        switch (detail)
        {
            case Detail.Said said:
                Line(Verb.Keep, $"    {said.Name}: {Words.Value(said.Value)}");
                break;
            case Detail.Differs differs:
                Line(Verb.Keep, $"    {differs.Path}: {Words.Value(differs.Before)} → {Words.Value(differs.After)}");
                break;
            case Detail.Elements elements:
                foreach (var (verb, value) in elements.Moved)
                {
                    Line(verb, $"    {elements.Path}: {Words.Value(value)}");
                }

                break;
            case Detail.Folded folded:
                Line(folded.Verb, $"    {folded.What} {string.Join(", ", folded.To)}");
                break;
        }
    }

    // In a diff "!" is what is coloured as changed. No line begins with a fence, since each begins with a sign or a space.
    private void Line(Verb verb, string text) => _text.Append(verb == Verb.Update ? "!" : Words.Sign(verb)).Append(' ').Append(Columns.Cut(text, LongestLine)).Append('\n');
}
