namespace SecretScoops.Governance.Source;

/// <summary>A line and a column, both counted from 1; columns in UTF-16 units, as editors count.</summary>
internal readonly record struct SourcePosition(int Line, int Column);

/// <summary>Turns ascending byte offsets of a UTF-8 text into lines and columns, in one pass over all of them.</summary>
internal ref struct PositionCounter(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _offset = 0;
    private int _line = 1;
    private int _column = 1;

    /// <summary>The position of the byte; offsets never go back.</summary>
    public SourcePosition At(long offset)
    {
        for (; _offset < offset && _offset < _text.Length; _offset++)
        {
            var octet = _text[_offset];
            if (octet == (byte)'\n')
            {
                (_line, _column) = (_line + 1, 1);
            }
            else if ((octet & 0b1100_0000) != 0b1000_0000)
            {
                _column += octet >= 0b1111_0000 ? 2 : 1;
            }
        }

        return new(_line, _column);
    }
}
