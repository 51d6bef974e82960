using System.Text.RegularExpressions;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Templates;

/// <summary>What a scalar without quotes is: YAML 1.1, which CloudFormation follows (User Guide, "CloudFormation template format", read 2026-11). Dates stay texts.</summary>
internal static partial class YamlScalars
{
    public static (NodeKind Kind, string Text) Read(string plain) => plain switch
    {
        "" or "~" or "null" or "Null" or "NULL" => (NodeKind.Null, ""),
        "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" => (NodeKind.Boolean, "true"),
        "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF" => (NodeKind.Boolean, "false"),
        _ => (Number.IsMatch(plain) ? NodeKind.Number : NodeKind.Text, plain),
    };

    [GeneratedRegex(@"^[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Number { get; }
}
