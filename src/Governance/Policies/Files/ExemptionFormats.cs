using System.Globalization;
using System.Text.RegularExpressions;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Files;

/// <summary>Formats of text in exemptions.</summary>
internal static partial class ExemptionFormats
{
    public static TextFormat NotBlank { get; } = new("blank-text", "a text that says something", NotBlankPattern);

    public static TextFormat Moment { get; } = new("invalid-time", "a day such as \"2027-05-01\" or a moment such as \"2027-05-01T18:00:00Z\"", MomentPattern);

    public static TextFormat Printable { get; } = new("invalid-resource", "an id or an ARN, without spaces", PrintablePattern);

    /// <summary>The moment, which for a day is midnight UTC. Null, and a fault, when there is no such time.</summary>
    public static DateTimeOffset? At(string text, Place where, FaultLog faults)
    {
        string[] forms = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK"];
        if (DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment))
        {
            return moment;
        }

        faults.Error(where, Moment.Code, $"there is no time {Quoted.Value(text)}", $"write {Moment.Described}");
        return null;
    }

    // Without an offset a moment would mean another one on each machine.
    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex MomentPattern { get; }

    [GeneratedRegex("^.*\\S.*$", RegexOptions.CultureInvariant)]
    private static partial Regex NotBlankPattern { get; }

    [GeneratedRegex("^[!-~]+$", RegexOptions.CultureInvariant)]
    private static partial Regex PrintablePattern { get; }
}
