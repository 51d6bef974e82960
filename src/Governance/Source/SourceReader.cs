using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Source;

/// <summary>UTF-8 bytes → a tree that knows its places. JSON is JSON here: no comments, no trailing commas, no property twice.</summary>
/// <remarks>Linear in the size of the text, and without recursion: nesting is bounded by <see cref="DeepestNesting"/>.</remarks>
internal static class SourceReader
{
    /// <summary>Policies nest some eight levels deep; IAM's grammar six.</summary>
    public const int DeepestNesting = 64;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads one document, whose places carry the file's name as given. Null, with an error in the log, when it is no JSON.</summary>
    public static SourceNode? Read(ReadOnlySpan<byte> utf8, string file, FaultLog faults)
    {
        var text = utf8.StartsWith(ByteOrderMark) ? utf8[ByteOrderMark.Length..] : utf8;
        if (!Utf8.IsValid(text))
        {
            faults.Error(At(file, text, FirstInvalid(text)), "invalid-utf8", "the file is not UTF-8 text", "save the file in the encoding UTF-8");
            return null;
        }

        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = DeepestNesting });
        try
        {
            return Document(ref reader, text, file, faults);
        }
        catch (JsonException exception)
        {
            Refuse(exception, reader.CurrentDepth, file, text, faults);
        }
        catch (InvalidOperationException)
        {
            // What Utf8JsonReader.GetString throws when an escape names half of a surrogate pair.
            faults.Error(At(file, text, reader.TokenStartIndex), "invalid-text", "an escape in this text is no Unicode character", "write both halves of the surrogate pair, or the character itself");
        }

        return null;
    }

    private static SourceNode? Document(ref Utf8JsonReader reader, ReadOnlySpan<byte> text, string file, FaultLog faults)
    {
        var counter = new PositionCounter(text);
        var open = new Stack<(SourceNode Node, HashSet<string> Keys)>();
        SourceNode? document = null;
        string? key = null;
        SourcePosition keyPosition = default;
        while (reader.Read())
        {
            var position = counter.At(reader.TokenStartIndex);
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    (key, keyPosition) = (reader.GetString()!, position);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    _ = open.Pop();
                    break;
                default:
                    var parent = open.TryPeek(out var top) ? top.Node : null;
                    var node = Node(ref reader, file, position, parent, parent?.Kind == NodeKind.Object ? key : null, keyPosition);
                    document ??= node;
                    if (node.Key is not null && !top.Keys.Add(node.Key))
                    {
                        faults.Error(node.WhereKey, "duplicate-property", $"property {Quoted.Value(node.Key)} is written twice in this object", "keep one of them");
                    }
                    else
                    {
                        parent?.Add(node);
                    }

                    if (node.Kind is NodeKind.Object or NodeKind.Array)
                    {
                        open.Push((node, node.Kind == NodeKind.Object ? new(StringComparer.Ordinal) : []));
                    }

                    break;
            }
        }

        return document;
    }

    private static SourceNode Node(
        ref Utf8JsonReader reader, string file, SourcePosition position, SourceNode? parent, string? key, SourcePosition keyPosition) => new()
        {
            File = file,
            Kind = reader.TokenType switch
            {
                JsonTokenType.StartObject => NodeKind.Object,
                JsonTokenType.StartArray => NodeKind.Array,
                JsonTokenType.String => NodeKind.Text,
                JsonTokenType.Number => NodeKind.Number,
                JsonTokenType.Null => NodeKind.Null,
                _ => NodeKind.Boolean,
            },
            Text = reader.TokenType switch
            {
                JsonTokenType.String => reader.GetString()!,
                JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
                JsonTokenType.True => "true",
                JsonTokenType.False => "false",
                _ => "",
            },
            Position = position,
            Key = key,
            KeyPosition = keyPosition,
            Parent = parent,
            Index = parent?.Children.Count ?? 0,
        };

    private static void Refuse(JsonException exception, int depth, string file, ReadOnlySpan<byte> text, FaultLog faults)
    {
        var where = Where(exception, file, text, out var octet);
        // CurrentDepth is one less while the last token is an opening bracket.
        if (depth >= DeepestNesting - 1 && octet is (byte)'[' or (byte)'{')
        {
            faults.Error(where, "nested-too-deeply", $"objects and lists are nested more than {DeepestNesting} levels deep", "flatten the file");
            return;
        }

        if (octet == (byte)'/')
        {
            faults.Error(where, "invalid-json", "JSON has no comments", "delete the comment, or put what it says into a \"description\"");
            return;
        }

        // The framework appends its own position and names its own options; we have a better position, and no options.
        var message = exception.Message;
        foreach (var tail in new[] { " LineNumber:", " Change the reader options" })
        {
            message = message.Split(tail, 2)[0];
        }

        faults.Error(where, "invalid-json", $"this is not JSON: {message.TrimEnd('.')}", "check commas, quotes and brackets here and just before");
    }

    private static Place Where(JsonException exception, string file, ReadOnlySpan<byte> text, out byte? octet)
    {
        var start = 0;
        for (var line = 0L; line < (exception.LineNumber ?? 0); line++)
        {
            var length = text[start..].IndexOf((byte)'\n');
            if (length < 0)
            {
                break;
            }

            start += length + 1;
        }

        var offset = Math.Min(start + (exception.BytePositionInLine ?? 0), text.Length);
        octet = offset < text.Length ? text[(int)offset] : null;
        return At(file, text, offset);
    }

    private static Place At(string file, ReadOnlySpan<byte> text, long offset)
    {
        var position = new PositionCounter(text).At(offset);
        return new(file) { Line = position.Line, Column = position.Column, Pointer = null };
    }

    private static int FirstInvalid(ReadOnlySpan<byte> text)
    {
        var offset = 0;
        while (offset < text.Length && Rune.DecodeFromUtf8(text[offset..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            offset += length;
        }

        return offset;
    }
}
