using System.Globalization;
using System.Text;
using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Source;

/// <summary>Kinds of JSON value.</summary>
internal enum NodeKind
{
    Object,
    Array,
    Text,
    Number,
    Boolean,
    Null,
}

/// <summary>A JSON value that knows where it stands.</summary>
/// <remarks>Line and column are counted while reading; the pointer is put together only when somebody asks, so that reading stays linear.</remarks>
internal sealed class SourceNode
{
    private readonly List<SourceNode> _children = [];

    /// <summary>The file as the user named it.</summary>
    public required string File { get; init; }

    public required NodeKind Kind { get; init; }

    public required SourcePosition Position { get; init; }

    /// <summary>The text of a string, the digits of a number, <c>true</c> or <c>false</c>; empty for the others.</summary>
    public string Text { get; init; } = "";

    /// <summary>The property's name; null for elements and the document.</summary>
    public string? Key { get; init; }

    /// <summary>Where the property's name stands.</summary>
    public SourcePosition KeyPosition { get; init; }

    public SourceNode? Parent { get; init; }

    /// <summary>Counted from 0 among its parent's children.</summary>
    public int Index { get; init; }

    /// <summary>Elements, or the values of properties, in written order.</summary>
    public IReadOnlyList<SourceNode> Children => _children;

    /// <summary>Where the value stands.</summary>
    public Place Where => At(Position);

    /// <summary>Where the property's name stands.</summary>
    public Place WhereKey => At(Key is null ? Position : KeyPosition);

    /// <summary>What the value is, with its article, as messages say it.</summary>
    public string Described => Kind switch
    {
        NodeKind.Object => "an object",
        NodeKind.Array => "a list",
        NodeKind.Text => $"the text {Quoted.Value(Text)}",
        NodeKind.Number => $"the number {(Text.Length <= 40 ? Text : Text[..40] + "…")}",
        NodeKind.Boolean => Text,
        NodeKind.Null => "null",
    };

    /// <summary>The property's value; null when there is no such property.</summary>
    public SourceNode? Find(string key) => _children.Find(child => child.Key == key);

    internal void Add(SourceNode child) => _children.Add(child);

    private Place At(SourcePosition position) => new(File) { Line = position.Line, Column = position.Column, Pointer = Pointer() };

    private string Pointer()
    {
        const int longestStep = 200;
        var steps = new Stack<string>();
        for (var node = this; node.Parent is not null; node = node.Parent)
        {
            var step = node.Key is { } key
                ? key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)
                : node.Index.ToString(CultureInfo.InvariantCulture);
            steps.Push(step.Length <= longestStep ? step : step[..longestStep] + "…");
        }

        var pointer = new StringBuilder();
        foreach (var step in steps)
        {
            _ = pointer.Append('/').Append(step);
        }

        return pointer.ToString();
    }
}
