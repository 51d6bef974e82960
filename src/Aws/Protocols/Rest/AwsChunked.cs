using System.Globalization;
using System.Text;

namespace SecretScoops.Governance.Aws.Protocols.Rest;

/// <summary>Bodies in signed chunks, or with a checksum after them, as S3's clients send objects.</summary>
/// <remarks>S3 API Reference, "Signature Calculations for the Authorization Header: Transferring Payload in Multiple Chunks", read 2026-11. Signatures are not checked.</remarks>
internal static class AwsChunked
{
    private const string EncodingHeader = "Content-Encoding";

    /// <summary>The request with its body in one piece; itself where it was so before.</summary>
    public static RequestParts Whole(RequestParts request)
    {
        var encodings = request.Headers.TryGetValue(EncodingHeader, out var header) ? header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [];
        var chunked = encodings.Contains("aws-chunked", StringComparer.OrdinalIgnoreCase)
            || (request.Headers.TryGetValue("x-amz-content-sha256", out var hash) && hash.StartsWith("STREAMING-", StringComparison.Ordinal));
        if (!chunked)
        {
            return request;
        }

        var whole = S3Address.With(request, request.Path, Body(request.Body, out var trailers));
        foreach (var (name, value) in trailers)
        {
            whole.Headers[name] = value;
        }

        var kept = string.Join(',', encodings.Where(static encoding => !encoding.Equals("aws-chunked", StringComparison.OrdinalIgnoreCase)));
        whole.Headers.Remove(EncodingHeader);
        if (kept.Length > 0)
        {
            whole.Headers[EncodingHeader] = kept;
        }

        whole.Headers["Content-Length"] = whole.Body.Length.ToString(CultureInfo.InvariantCulture);
        return whole;
    }

    private static byte[] Body(byte[] chunks, out IReadOnlyList<KeyValuePair<string, string>> trailers)
    {
        using var body = new MemoryStream(chunks.Length);
        var at = 0;
        while (true)
        {
            // "4000;chunk-signature=…" or only the size, in hexadecimal.
            var size = Line(chunks, ref at) is { } line && int.TryParse(line.Split(';')[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) ? number : -1;
            if (size < 0 || size > chunks.Length - at)
            {
                throw new MalformedWireException("the body is not in chunks as its headers say");
            }

            if (size == 0)
            {
                break;
            }

            body.Write(chunks, at, size);
            at += size;
            Line(chunks, ref at);
        }

        var found = new List<KeyValuePair<string, string>>();
        while (Line(chunks, ref at) is { Length: > 0 } trailer)
        {
            var colon = trailer.IndexOf(':', StringComparison.Ordinal);
            found.Add(new(trailer[..Math.Max(colon, 0)].Trim(), trailer[(colon + 1)..].Trim()));
        }

        trailers = found;
        return body.ToArray();
    }

    private static string? Line(byte[] text, ref int at)
    {
        if (at >= text.Length)
        {
            return null;
        }

        var length = text.AsSpan(at).IndexOf("\r\n"u8);
        var line = Encoding.ASCII.GetString(text, at, length < 0 ? text.Length - at : length);
        at += line.Length + 2;
        return line;
    }
}
