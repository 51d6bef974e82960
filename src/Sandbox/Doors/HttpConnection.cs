using System.Globalization;
using System.Net;
using System.Text;
using SecretScoops.Governance.Sandbox.Wire;

namespace SecretScoops.Governance.Sandbox.Doors;

/// <summary>One caller's connection: requests read from it and answers written to it, one after the other.</summary>
/// <remarks>
/// HttpListener answers only to the host names that it was told of, and S3's clients put the bucket, S3 Control's the account, before the host name;
/// nor does it let an answer to HEAD tell the length of what GET would bring.
/// </remarks>
internal sealed class HttpConnection(Stream stream)
{
    private const int LargestHead = 64 * 1024;
    private const int LargestBody = 16 * 1024 * 1024;

    private byte[] buffer = new byte[4096];
    private int start;
    private int end;

    /// <summary>Whether the caller may send another request over the connection.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Reads a request; null where the caller has hung up.</summary>
    /// <param name="idle">Cancels the wait for a request, not the reading of one.</param>
    /// <param name="cutOff">Cancels all.</param>
    /// <exception cref="InvalidDataException">What came is no request.</exception>
    public async Task<WireRequest?> ReadAsync(CancellationToken idle, CancellationToken cutOff)
    {
        if (start == end && !await FillAsync(idle))
        {
            return null;
        }

        var first = (await LineAsync(LargestHead, cutOff)).Split(' ');
        if (first is not [var method, var target, "HTTP/1.1" or "HTTP/1.0"])
        {
            throw new InvalidDataException("the first line is none of HTTP");
        }

        var headers = await HeadersAsync(cutOff);
        var connection = headers.GetValueOrDefault("Connection", "");
        IsOpen = first[2] == "HTTP/1.1" ? !connection.Equals("close", StringComparison.OrdinalIgnoreCase) : connection.Equals("keep-alive", StringComparison.OrdinalIgnoreCase);
        if (headers.GetValueOrDefault("Expect", "").Equals("100-continue", StringComparison.OrdinalIgnoreCase))
        {
            await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), cutOff);
        }

        var body = headers.GetValueOrDefault("Transfer-Encoding", "").EndsWith("chunked", StringComparison.OrdinalIgnoreCase)
            ? await ChunksAsync(cutOff)
            : await BytesAsync(Length(headers.GetValueOrDefault("Content-Length", "0"), NumberStyles.None), cutOff);
        var path = target.StartsWith('/') ? target : Uri.TryCreate(target, UriKind.Absolute, out var absolute) ? absolute.PathAndQuery : "/";
        var mark = path.IndexOf('?', StringComparison.Ordinal);
        return new WireRequest
        {
            Method = method,
            Path = mark < 0 ? path : path[..mark],
            Query = mark < 0 ? "" : path[(mark + 1)..],
            Headers = headers,
            Body = body,
            RequestId = Guid.NewGuid().ToString(),
        };
    }

    /// <summary>Writes the answer to a request.</summary>
    public async Task WriteAsync(string method, WireResponse answer, CancellationToken cutOff)
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status} {(HttpStatusCode)answer.Status}\r\n");
        foreach (var (name, value) in answer.Headers)
        {
            // Only of an answer to HEAD does the length say what is not there.
            if (method == "HEAD" || !name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            {
                Append(name, value);
            }
        }

        if (answer.Status != 204 && !(method == "HEAD" && answer.Headers.ContainsKey("Content-Length")))
        {
            Append("Content-Length", answer.Body.Length.ToString(CultureInfo.InvariantCulture));
        }

        Append("Connection", IsOpen ? "keep-alive" : "close");
        byte[] whole = [.. Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), .. answer.Body.Span];
        await stream.WriteAsync(whole, cutOff);

        // A line break within a value would end the header, and begin another.
        void Append(string name, string value) => head.Append(name).Append(": ").Append(value.ReplaceLineEndings(" ")).Append("\r\n");
    }

    /// <summary>Ends the connection with the next answer.</summary>
    public void Close() => IsOpen = false;

    private static int Length(string text, NumberStyles style) =>
        int.TryParse(text, style, CultureInfo.InvariantCulture, out var length) && length <= LargestBody
            ? length
            : throw new InvalidDataException($"'{text}' is no length of at most {LargestBody} bytes");

    private async Task<Dictionary<string, string>> HeadersAsync(CancellationToken cancel)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var left = LargestHead;
        while (await LineAsync(left, cancel) is { Length: > 0 } line)
        {
            left -= line.Length;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1)
            {
                throw new InvalidDataException("a header has no name");
            }

            var (name, value) = (line[..colon], line[(colon + 1)..].Trim());
            headers[name] = headers.TryGetValue(name, out var before) ? $"{before},{value}" : value;
        }

        return headers;
    }

    private async Task<byte[]> ChunksAsync(CancellationToken cancel)
    {
        using var body = new MemoryStream();
        while (Length((await LineAsync(LargestHead, cancel)).Split(';')[0].Trim(), NumberStyles.AllowHexSpecifier) is > 0 and var size)
        {
            await body.WriteAsync(await BytesAsync(Length((body.Length + size).ToString(CultureInfo.InvariantCulture), NumberStyles.None) - (int)body.Length, cancel), cancel);
            await LineAsync(LargestHead, cancel);
        }

        await HeadersAsync(cancel);
        return body.ToArray();
    }

    private async Task<byte[]> BytesAsync(int count, CancellationToken cancel)
    {
        var bytes = new byte[count];
        var buffered = Math.Min(count, end - start);
        buffer.AsSpan(start, buffered).CopyTo(bytes);
        start += buffered;
        await stream.ReadExactlyAsync(bytes.AsMemory(buffered), cancel);
        return bytes;
    }

    private async Task<string> LineAsync(int longest, CancellationToken cancel)
    {
        int length;
        while ((length = buffer.AsSpan(start, end - start).IndexOf("\r\n"u8)) < 0)
        {
            if (end - start > longest)
            {
                throw new InvalidDataException("a line is too long");
            }

            if (!await FillAsync(cancel))
            {
                throw new EndOfStreamException();
            }
        }

        var line = Encoding.UTF8.GetString(buffer, start, length);
        start += length + 2;
        return line;
    }

    private async Task<bool> FillAsync(CancellationToken cancel)
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var read = await stream.ReadAsync(buffer.AsMemory(end), cancel);
        end += read;
        return read > 0;
    }
}
