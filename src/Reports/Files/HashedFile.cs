using System.Security.Cryptography;

namespace SecretScoops.Governance.Reports.Files;

/// <summary>A new file that is hashed while it is written. It can only be written, from beginning to end.</summary>
internal sealed class HashedFile : Stream
{
    private readonly FileStream file;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] buffer = new byte[1 << 16];
    private int used;
    private long length;
    private bool closed;

    /// <param name="path">Of a file that is not there yet.</param>
    /// <exception cref="IOException">It is there already, or cannot be made.</exception>
    public HashedFile(string path) => file = new(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = 0 });

    /// <summary>64 hexadecimal digits over everything; null until the file is closed.</summary>
    public string? Sha256 { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <summary>Bytes written.</summary>
    public override long Length => length;

    /// <inheritdoc/>
    public override long Position { get => length; set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        length += buffer.Length;
        while (buffer.Length > this.buffer.Length - used)
        {
            var part = this.buffer.Length - used;
            buffer[..part].CopyTo(this.buffer.AsSpan(used));
            buffer = buffer[part..];
            used = this.buffer.Length;
            Pass();
        }

        buffer.CopyTo(this.buffer.AsSpan(used));
        used += buffer.Length;
    }

    /// <summary>Nothing: what waits is written when the file is closed, and so that writers may flush as often as they like.</summary>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !closed)
        {
            closed = true;
            try
            {
                Pass();
                file.Flush(flushToDisk: true);
                Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
            }
            finally
            {
                hash.Dispose();
                file.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    private void Pass()
    {
        hash.AppendData(buffer, 0, used);
        file.Write(buffer, 0, used);
        used = 0;
    }
}
