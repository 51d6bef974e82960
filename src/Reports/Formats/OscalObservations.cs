using SecretScoops.Governance.Reports.Files;

namespace SecretScoops.Governance.Reports.Formats;

/// <summary>Ids of observations by control, sixteen bytes each, in a temporary file until the findings that name them are written.</summary>
internal sealed class OscalObservations : IDisposable
{
    private const int Size = 16;
    private readonly Stream file = TemporaryFile.Open(Path.GetTempPath());
    private readonly List<(string Control, long Count)> controls = [];

    /// <summary>Takes one more. Those of a control come one behind the other, since findings are sorted by it.</summary>
    public void Add(string control, Guid id)
    {
        Span<byte> bytes = stackalloc byte[Size];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        file.Write(bytes);
        if (controls is [.., var last] && last.Control == control)
        {
            controls[^1] = (control, last.Count + 1);
        }
        else
        {
            controls.Add((control, 1));
        }
    }

    /// <summary>Each control once, with its ids; these are read while they are taken, one control after the other.</summary>
    public IEnumerable<(string Control, IEnumerable<Guid> Ids)> ByControl()
    {
        long at = 0;
        foreach (var (control, count) in controls)
        {
            yield return (control, Ids(at, count));
            at += count * Size;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private IEnumerable<Guid> Ids(long at, long count)
    {
        file.Position = at;
        var bytes = new byte[Size];
        for (var i = 0L; i < count; i++)
        {
            file.ReadExactly(bytes);
            yield return new(bytes, bigEndian: true);
        }
    }
}
