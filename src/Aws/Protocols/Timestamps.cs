using System.Globalization;

namespace SecretScoops.Governance.Aws.Protocols;

/// <summary>The three forms of a moment in AWS's protocols (Smithy 2.0, "timestampFormat trait"). Milliseconds are the finest that any keeps.</summary>
internal static class Timestamps
{
    private static readonly string[] Rfc822Forms = ["ddd, dd MMM yyyy HH:mm:ss 'GMT'", "ddd, dd MMM yyyy HH:mm:ss.fff 'GMT'"];

    /// <summary>Writes a moment in that form.</summary>
    public static string Format(DateTimeOffset value, TimestampFormat format)
    {
        var utc = value.ToUniversalTime();
        var whole = utc.Millisecond == 0;
        return format switch
        {
            TimestampFormat.Rfc822 => utc.ToString(whole ? Rfc822Forms[0] : Rfc822Forms[1], CultureInfo.InvariantCulture),
            TimestampFormat.UnixTimestamp => Seconds(utc).ToString(CultureInfo.InvariantCulture),
            TimestampFormat.Iso8601 or TimestampFormat.Unsaid =>
                utc.ToString(whole ? "yyyy-MM-ddTHH:mm:ssZ" : "yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>Seconds since 1970, milliseconds as a fraction. A decimal, because a double would show 1.1 as 1.1000000000000001.</summary>
    public static decimal Seconds(DateTimeOffset value)
    {
        var seconds = value.ToUnixTimeMilliseconds() / 1000m;
        return decimal.Truncate(seconds) == seconds ? decimal.Truncate(seconds) : seconds;
    }

    /// <summary>Reads a moment, taking any of the three forms: services have been seen to answer in another than their model says.</summary>
    public static DateTimeOffset Parse(string text, Member member)
    {
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
        {
            return FromSeconds(seconds, member);
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTimeOffset.TryParseExact(text, Rfc822Forms, CultureInfo.InvariantCulture, Utc, out var moment)
            || (text.Length > 8 && text[4] == '-' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out moment)))
        {
            return moment;
        }

        throw new MalformedWireException($"{member.Name}: '{text}' is no timestamp");
    }

    /// <summary>The moment that many seconds after 1970 began.</summary>
    public static DateTimeOffset FromSeconds(decimal seconds, Member member)
    {
        const decimal First = -62135596800m;
        const decimal Last = 253402300799.999m;
        return seconds is >= First and <= Last
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)decimal.Round(seconds * 1000m))
            : throw new MalformedWireException($"{member.Name}: {seconds.ToString(CultureInfo.InvariantCulture)} seconds are beyond the calendar");
    }
}
