using Xunit;

namespace SecretScoops.Governance.Baseline.Tests.Rendering;

/// <summary>Compares what is rendered with a picture that is checked in; <c>UPDATE_SNAPSHOTS=1</c> takes new ones, and a reviewer sees them in the diff.</summary>
internal static class Snapshot
{
    private static readonly string Folder = Repository.File("tests/Baseline.Tests/Rendering/Snapshots");

    private static bool Updating => Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1";

    /// <summary>Fails with the first line that differs, and with all of what was rendered.</summary>
    /// <param name="text">What was rendered. Escape characters are kept as <c>␛</c>, so that a picture shows colours to an editor.</param>
    /// <param name="name">The picture's file name, without its folder.</param>
    public static void Match(string text, string name)
    {
        var (path, actual) = (Path.Combine(Folder, name), text.Replace('\u001b', '␛'));
        if (Updating)
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"no picture {name}: run with UPDATE_SNAPSHOTS=1 and look at what it takes");
        var expected = File.ReadAllText(path).ReplaceLineEndings("\n");
        Assert.True(expected == actual, Difference(name, expected.Split('\n'), actual.Split('\n'), actual));
    }

    /// <summary>As <see cref="Match"/>, for a block between two lines of a document.</summary>
    public static void MatchBlock(string text, string document, string begin, string end)
    {
        var path = Repository.File(document);
        var whole = File.ReadAllText(path).ReplaceLineEndings("\n");
        var from = whole.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        var to = whole.IndexOf(end, from, StringComparison.Ordinal);
        Assert.True(from >= begin.Length && to >= from, $"{document} has no block from {begin} to {end}");
        if (Updating)
        {
            File.WriteAllText(path, whole[..from] + text + whole[to..]);
            return;
        }

        Assert.True(whole[from..to] == text, Difference(document, whole[from..to].Split('\n'), text.Split('\n'), text));
    }

    /// <summary>As <see cref="Match"/>, for a document that is made by the tool as a whole.</summary>
    public static void MatchDocument(string text, string document)
    {
        var path = Repository.File(document);
        if (Updating)
        {
            File.WriteAllText(path, text);
        }

        var expected = File.ReadAllText(path).ReplaceLineEndings("\n");
        Assert.True(expected == text, Difference(document, expected.Split('\n'), text.Split('\n'), ""));
    }

    private static string Difference(string name, string[] expected, string[] actual, string all)
    {
        var line = Enumerable.Range(0, Math.Max(expected.Length, actual.Length)).FirstOrDefault(i => expected.ElementAtOrDefault(i) != actual.ElementAtOrDefault(i));
        return $"{name} differs in line {line + 1}\n- {expected.ElementAtOrDefault(line)}\n+ {actual.ElementAtOrDefault(line)}\n(UPDATE_SNAPSHOTS=1 takes a new picture)\n\n{all}";
    }
}
