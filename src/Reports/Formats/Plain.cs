using System.Text;
using SecretScoops.Governance.Wording;

namespace SecretScoops.Governance.Reports.Formats;

/// <summary>What strangers wrote, harmless and as long as a format takes it. Names of resources and tags are chosen by anybody.</summary>
internal static class Plain
{
    private const string Ellipsis = "…";

    /// <summary>The text on one line, cut to so many UTF-16 units; what is cut ends in an ellipsis.</summary>
    public static string Clip(string text, int most)
    {
        // A sign becomes at most six; what lies behind the limit needs no looking at.
        var plain = Harmless.Text(text.Length > most ? text[..(most + 1)] : text);
        if (plain.Length <= most)
        {
            return plain;
        }

        var length = most - Ellipsis.Length;
        return plain[..(char.IsHighSurrogate(plain[length - 1]) ? length - 1 : length)] + Ellipsis;
    }

    /// <summary>As <see cref="Clip"/>, for fields that must not be blank.</summary>
    public static string Filled(string text, int most)
    {
        var plain = Clip(text, most).Trim();
        return plain.Length == 0 ? text.Length == 0 ? "(empty)" : "(blank)" : plain;
    }

    /// <summary>The text with a replacement character for every half of a surrogate pair, which UTF-8 cannot hold.</summary>
    public static string WellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
            }
        }

        return text;
    }
}
