using System.Globalization;
using System.Text.RegularExpressions;

namespace SecretScoops.Governance.Reports.Packs;

/// <summary>Which names packs have, and which their files may have: those that mean one file of the directory itself, on every system.</summary>
internal static partial class PackNames
{
    /// <summary>In words.</summary>
    public const string Rule = "a letter or digit, then at most 99 letters, digits, dots, dashes or underscores";

    /// <summary>Whether a file may be listed under this name. A slash, a leading dot or a name of the envelope's own is none.</summary>
    public static bool Allows(string name) => Plain().IsMatch(name) && !IsEnvelope(name);

    /// <summary>Whether it is the manifest or its signature, which no manifest can list.</summary>
    public static bool IsEnvelope(string name) =>
        name.Equals(PackManifest.FileName, StringComparison.OrdinalIgnoreCase) || name.Equals(PackManifest.SignatureFile, StringComparison.OrdinalIgnoreCase);

    /// <summary>The folder of a pack among others: by the second in which its report was begun, so that names sort as reports follow each other.</summary>
    public static string Folder(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A folder's name, and those with a number behind it for where that is taken.</summary>
    public static IEnumerable<string> Numbered(string folder) => Enumerable.Range(2, 998).Select(number => $"{folder}-{number}").Prepend(folder);

    /// <summary>Whether it is one of <see cref="Numbered"/> of a <see cref="Folder"/>.</summary>
    public static bool IsFolder(string name) => Dated().IsMatch(name);

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{6}Z(-[0-9]{1,3})?\z")]
    private static partial Regex Dated();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z")]
    private static partial Regex Plain();
}
