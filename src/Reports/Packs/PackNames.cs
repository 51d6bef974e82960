using System.Text.RegularExpressions;

namespace SecretScoops.Governance.Reports.Packs;

/// <summary>Which names files of a pack may have: those that mean one file of the directory itself, on every system.</summary>
internal static partial class PackNames
{
    /// <summary>In words.</summary>
    public const string Rule = "a letter or digit, then at most 99 letters, digits, dots, dashes or underscores";

    /// <summary>Whether a file may be listed under this name. A slash, a leading dot or a name of the envelope's own is none.</summary>
    public static bool Allows(string name) => Plain().IsMatch(name) && !IsEnvelope(name);

    /// <summary>Whether it is the manifest or its signature, which no manifest can list.</summary>
    public static bool IsEnvelope(string name) =>
        name.Equals(PackManifest.FileName, StringComparison.OrdinalIgnoreCase) || name.Equals(PackManifest.SignatureFile, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z")]
    private static partial Regex Plain();
}
