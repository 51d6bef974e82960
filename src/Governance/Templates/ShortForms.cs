namespace SecretScoops.Governance.Templates;

/// <summary>CloudFormation's YAML tags (User Guide, "Intrinsic function reference", read 2026-11).</summary>
internal static class ShortForms
{
    /// <summary><c>!GetAtt</c> → <c>Fn::GetAtt</c>; null for no tag, and for those of YAML itself.</summary>
    public static string? LongName(string? tag) => tag switch
    {
        null or "!" => null,
        "!Ref" or "!Condition" => tag[1..],
        ['!', >= 'A' and <= 'Z', ..] => "Fn::" + tag[1..],
        _ => null,
    };
}
