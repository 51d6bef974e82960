using System.Text.RegularExpressions;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Files;

/// <summary>Formats of text in the files of the control catalogue.</summary>
internal static partial class ControlFormats
{
    /// <summary>Whatever fits is a day; on 29 February nobody reads.</summary>
    public static TextFormat Day { get; } = new("invalid-date", "a day such as \"2026-11-27\"", DayPattern);

    /// <summary>An id as frameworks write them: <c>1.11</c>, <c>AC-2(1)</c>, <c>CC6.1</c>, <c>A.8.24</c>.</summary>
    public static TextFormat FrameworkId { get; } = new("invalid-framework-id", "an id as the framework writes it, such as \"AC-2(1)\"", FrameworkIdPattern);

    /// <summary>A framework's key: the name of its file.</summary>
    public static TextFormat FrameworkKey { get; } = new("invalid-name", "the key of a framework such as \"pci-dss-4.0.1\"", FrameworkKeyPattern);

    /// <summary>A kind and a pattern over names; the scope is part of what the pattern covers.</summary>
    public static TextFormat AddressPattern { get; } = new("invalid-address", "a kind and a pattern such as \"ebs-encryption/*\"", AddressPatternPattern);

    [GeneratedRegex("^20[0-9]{2}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))$", RegexOptions.CultureInvariant)]
    private static partial Regex DayPattern { get; }

    [GeneratedRegex("^[A-Z0-9]+([.-][A-Z0-9]+)*([(][0-9]+[)])?$", RegexOptions.CultureInvariant)]
    private static partial Regex FrameworkIdPattern { get; }

    [GeneratedRegex("^[a-z0-9]+([.-][a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex FrameworkKeyPattern { get; }

    [GeneratedRegex("^[a-z0-9-]+/[^@]+(@.+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex AddressPatternPattern { get; }
}
