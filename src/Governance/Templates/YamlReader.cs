using System.Text;
using System.Text.Unicode;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Source;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SecretScoops.Governance.Templates;

/// <summary>UTF-8 YAML → the same tree that JSON gives; CloudFormation's short forms (<c>!Ref</c>) stand in it as the long ones.</summary>
/// <remarks>
/// Of YamlDotNet only the parser's events are used: they need no reflection. CloudFormation takes no aliases and no merge keys (User Guide, "CloudFormation template format",
/// read 2026-11), so that both are refused; nothing here can grow beyond the file.
/// </remarks>
internal sealed class YamlReader
{
    // As deep as JSON may be; the parser is asked for one event at a time, so that it never goes deeper either.
    private const int DeepestNesting = SourceReader.DeepestNesting;

    private readonly string _file;
    private readonly FaultLog _faults;
    private readonly Stack<Open> _open = new();
    private SourceNode? _document;

    private YamlReader(string file, FaultLog faults) => (_file, _faults) = (file, faults);

    /// <summary>Null, with an error in the log, when it is no YAML that CloudFormation takes.</summary>
    public static SourceNode? Read(ReadOnlySpan<byte> utf8, string file, FaultLog faults)
    {
        if (!Utf8.IsValid(utf8) || utf8.Contains((byte)0))
        {
            faults.Error(new(file), "invalid-utf8", "the file is not UTF-8 text", "name a template, saved in the encoding UTF-8");
            return null;
        }

        var reader = new YamlReader(file, faults);
        var parser = new Parser(new StringReader(Encoding.UTF8.GetString(utf8).TrimStart('\uFEFF')));
        try
        {
            while (parser.MoveNext())
            {
                if (!reader.Take(parser.Current!))
                {
                    return null;
                }
            }
        }
        catch (Exception exception) when (exception is YamlException or InvalidOperationException or ArgumentException or FormatException)
        {
            // YamlDotNet 18.1.0 throws others than its own where it loses its way (found by HostileTemplateTests).
            var (at, why) = exception is YamlException yaml ? (yaml.Start, yaml.Message) : (parser.Current?.End ?? Mark.Empty, "what is written here cannot be made out");
            faults.Error(
                new(file) { Line = (int)at.Line, Column = (int)at.Column }, "invalid-yaml",
                $"this is not YAML: {Quoted.Value(why.Split('\n')[0].TrimEnd('.')).Trim('"')}", "check the indentation (spaces, no tabs), colons and quotes here and just before");
            return null;
        }

        if (reader._document is null)
        {
            faults.Error(new(file), "empty-template", "there is nothing in the file", "name a template");
        }

        return reader._document;
    }

    private bool Take(ParsingEvent next)
    {
        switch (next)
        {
            case AnchorAlias alias:
                return Refuse(alias, "yaml-alias", $"CloudFormation takes no aliases such as *{Quoted.Value(alias.Value.Value).Trim('"')}", "write out what it stands for, or use a parameter, a mapping or a condition");
            case DocumentStart when _document is not null:
                return Refuse(next, "two-documents", "a second document begins here; a template is one", "put it into a file of its own");
            case MappingStart mapping:
                return Begin(mapping, NodeKind.Object);
            case SequenceStart sequence:
                return Begin(sequence, NodeKind.Array);
            case MappingEnd or SequenceEnd:
                _ = _open.Pop();
                return true;
            case Scalar scalar:
                return Take(scalar);
            default:
                return true;
        }
    }

    private bool Begin(NodeEvent start, NodeKind kind)
    {
        if (_open.TryPeek(out var top) && top.AwaitsKey)
        {
            return Refuse(start, "invalid-key", "a list or an object stands where a property's name should", "write a text, and put a colon behind it");
        }

        if (_open.Count >= DeepestNesting)
        {
            return Refuse(start, "nested-too-deeply", $"objects and lists are nested more than {DeepestNesting} levels deep", "flatten the file");
        }

        var node = Add(start, kind, "", ShortForms.LongName(start.Tag.IsEmpty ? null : start.Tag.Value));
        _open.Push(new(node));
        return true;
    }

    private bool Take(Scalar scalar)
    {
        if (_open.TryPeek(out var top) && top.AwaitsKey)
        {
            if (scalar is { Style: ScalarStyle.Plain, Value: "<<" })
            {
                return Refuse(scalar, "yaml-merge", "CloudFormation takes no merge keys", "write the properties out");
            }

            top.IsTwice = !top.Keys.Add(scalar.Value);
            if (top.IsTwice)
            {
                _faults.Error(At(scalar), "duplicate-property", $"property {Quoted.Value(scalar.Value)} is written twice in this object", "keep one of them");
            }

            (top.Key, top.KeyPosition) = (scalar.Value, Position(scalar));
            return true;
        }

        var name = ShortForms.LongName(scalar.Tag.IsEmpty ? null : scalar.Tag.Value);
        var (kind, text) = name is null && scalar is { Style: ScalarStyle.Plain, Tag.IsEmpty: true } ? YamlScalars.Read(scalar.Value) : (NodeKind.Text, scalar.Value);
        _ = Add(scalar, kind, text, name);
        return true;
    }

    /// <summary>The node, at its place in the tree; where a short form stands before it, within the object that the form is short for.</summary>
    private SourceNode Add(NodeEvent written, NodeKind kind, string text, string? function)
    {
        if (function is null)
        {
            var node = Node(written, kind, text, Parent, Key, KeyPosition);
            Attach(node);
            return node;
        }

        var wrapper = Node(written, NodeKind.Object, "", Parent, Key, KeyPosition);
        Attach(wrapper);
        // "!GetAtt A.B" is the one short form whose long form is a list.
        if (function == "Fn::GetAtt" && kind == NodeKind.Text && text.Split('.', 2) is [var resource, var attribute])
        {
            var list = Node(written, NodeKind.Array, "", wrapper, function, Position(written));
            wrapper.Add(list);
            list.Add(Node(written, NodeKind.Text, resource, list, null, default));
            list.Add(Node(written, NodeKind.Text, attribute, list, null, default));
            return list;
        }

        var argument = Node(written, kind, text, wrapper, function, Position(written));
        wrapper.Add(argument);
        return argument;
    }

    private SourceNode? Parent => _open.TryPeek(out var top) ? top.Node : null;

    private string? Key => _open.TryPeek(out var top) ? top.Key : null;

    private SourcePosition KeyPosition => _open.TryPeek(out var top) ? top.KeyPosition : default;

    private void Attach(SourceNode node)
    {
        _document ??= node;
        if (_open.TryPeek(out var top))
        {
            // What is written twice was told; the first counts.
            if (!top.IsTwice)
            {
                top.Node.Add(node);
            }

            top.Key = null;
        }
    }

    private SourceNode Node(NodeEvent written, NodeKind kind, string text, SourceNode? parent, string? key, SourcePosition keyPosition) => new()
    {
        File = _file,
        Kind = kind,
        Text = text,
        Position = Position(written),
        Key = key,
        KeyPosition = keyPosition,
        Parent = parent,
        Index = parent?.Children.Count ?? 0,
    };

    private bool Refuse(ParsingEvent written, string code, string what, string remedy)
    {
        _faults.Error(At(written), code, what, remedy);
        return false;
    }

    private Place At(ParsingEvent written) => new(_file) { Line = (int)written.Start.Line, Column = (int)written.Start.Column };

    private static SourcePosition Position(ParsingEvent written) => new((int)written.Start.Line, (int)written.Start.Column);

    /// <summary>An object or list whose end was not read yet.</summary>
    private sealed class Open(SourceNode node)
    {
        public SourceNode Node { get; } = node;

        public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);

        /// <summary>The property whose value comes next.</summary>
        public string? Key { get; set; }

        public SourcePosition KeyPosition { get; set; }

        /// <summary>Whether that property was written before.</summary>
        public bool IsTwice { get; set; }

        public bool AwaitsKey => Node.Kind == NodeKind.Object && Key is null;
    }
}
