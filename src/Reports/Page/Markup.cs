using System.Globalization;
using System.Runtime.CompilerServices;

namespace SecretScoops.Governance.Reports.Page;

/// <summary>The interpolated strings that <see cref="Html.Write"/> takes: written as they are read, every hole escaped.</summary>
[InterpolatedStringHandler]
internal readonly ref struct Markup
{
    private readonly Html html;

    public Markup(int literalLength, int formattedCount, Html html)
    {
        _ = literalLength + formattedCount;
        this.html = html;
    }

    public void AppendLiteral(string value) => html.Raw(value);

    public void AppendFormatted(string? value) => html.Text(value);

    /// <summary>A count, its thousands set apart.</summary>
    public void AppendFormatted(int value) => html.Raw(value.ToString("#,0", CultureInfo.InvariantCulture));

    /// <inheritdoc cref="AppendFormatted(int)"/>
    public void AppendFormatted(long value) => html.Raw(value.ToString("#,0", CultureInfo.InvariantCulture));

    /// <summary>A length in a drawing.</summary>
    public void AppendFormatted(double value) => html.Raw(value.ToString("0.##", CultureInfo.InvariantCulture));

    /// <summary>A moment, to the minute, for people and machines.</summary>
    public void AppendFormatted(DateTimeOffset value)
    {
        var utc = value.ToUniversalTime();
        html.Raw(string.Create(CultureInfo.InvariantCulture, $"<time datetime=\"{utc:yyyy-MM-ddTHH:mm:ssZ}\">{utc:yyyy-MM-dd HH:mm} UTC</time>"));
    }

    /// <summary>A day, for people and machines.</summary>
    public void AppendFormatted(DateOnly value) => html.Raw(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>All is written by now.</summary>
    public void End() => _ = html;
}
