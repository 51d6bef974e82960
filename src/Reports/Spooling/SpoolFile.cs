using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;
using SecretScoops.Governance.Reports.Files;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Spooling;

/// <summary>A finding as it lies in a spool.</summary>
/// <param name="Key">Of the finding.</param>
/// <param name="Verdict">Of the finding.</param>
/// <param name="Text">The finding as JSON.</param>
internal readonly record struct SpooledFinding(string Key, Verdict Verdict, ReadOnlyMemory<byte> Text);

/// <summary>Where a sorted run lies in the file.</summary>
internal readonly record struct SpoolRun(long Start, long End);

/// <summary>One temporary file that holds runs of findings one behind the other.</summary>
/// <param name="directory">Where it lies.</param>
internal sealed class SpoolFile(string directory) : IDisposable
{
    private const int FrameHead = 9;
    private readonly FileStream file = TemporaryFile.Open(directory);
    private readonly byte[] buffer = new byte[1 << 18];
    private int used;
    private long written;

    private SafeFileHandle Handle => file.SafeFileHandle;

    /// <summary>Puts findings, which are sorted, behind what is there.</summary>
    public SpoolRun Write(IEnumerable<SpooledFinding> findings)
    {
        var start = written + used;
        foreach (var finding in findings)
        {
            Write(finding);
        }

        Flush();
        return new(start, written);
    }

    /// <summary>The findings of a run. Several can be read at once, and while more is written.</summary>
    public IEnumerable<SpooledFinding> Read(SpoolRun run)
    {
        var part = new byte[1 << 16];
        int at = 0, filled = 0;
        var position = run.Start;
        while (at < filled || position < run.End)
        {
            if (Whole(part.AsSpan(at, filled - at), out var length))
            {
                yield return Parsed(part.AsSpan(at, length));
                at += length;
                continue;
            }

            var rest = filled - at;
            var larger = length > part.Length ? new byte[length] : part;
            part.AsSpan(at, rest).CopyTo(larger);
            part = larger;
            var read = RandomAccess.Read(Handle, part.AsSpan(rest, (int)Math.Min(part.Length - rest, run.End - position)), position);
            if (read == 0)
            {
                throw new EndOfStreamException("the temporary file of the report was cut off while it was read");
            }

            (at, filled, position) = (0, rest + read, position + read);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private void Write(SpooledFinding finding)
    {
        var keyLength = Encoding.UTF8.GetByteCount(finding.Key);
        Span<byte> head = stackalloc byte[FrameHead];
        BinaryPrimitives.WriteInt32LittleEndian(head, keyLength);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], finding.Text.Length);
        head[8] = (byte)finding.Verdict;
        Put(head);
        Put(Encoding.UTF8.GetBytes(finding.Key));
        Put(finding.Text.Span);
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > buffer.Length - used)
        {
            Flush();
        }

        if (bytes.Length > buffer.Length)
        {
            RandomAccess.Write(Handle, bytes, written);
            written += bytes.Length;
            return;
        }

        bytes.CopyTo(buffer.AsSpan(used));
        used += bytes.Length;
    }

    private void Flush()
    {
        RandomAccess.Write(Handle, buffer.AsSpan(0, used), written);
        written += used;
        used = 0;
    }

    /// <summary>Whether the frame that begins there is there as a whole; and how long it is, as far as that is known.</summary>
    private static bool Whole(ReadOnlySpan<byte> bytes, out int length)
    {
        length = bytes.Length < FrameHead
            ? FrameHead
            : FrameHead + BinaryPrimitives.ReadInt32LittleEndian(bytes) + BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        return bytes.Length >= FrameHead && bytes.Length >= length;
    }

    private static SpooledFinding Parsed(ReadOnlySpan<byte> frame)
    {
        var keyLength = BinaryPrimitives.ReadInt32LittleEndian(frame);
        return new(Encoding.UTF8.GetString(frame.Slice(FrameHead, keyLength)), (Verdict)frame[8], frame[(FrameHead + keyLength)..].ToArray());
    }
}
