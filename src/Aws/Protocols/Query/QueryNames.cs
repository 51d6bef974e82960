namespace SecretScoops.Governance.Aws.Protocols.Query;

/// <summary>How a form names members and counts elements.</summary>
internal enum QueryNames
{
    /// <summary>awsQuery: <c>Tags.member.1.Key</c>.</summary>
    Query,

    /// <summary>EC2: <c>Tag.1.Key</c>. Every list is flat, and names that are not said otherwise are those of the answer with a capital.</summary>
    Ec2,
}

/// <summary>Names in forms.</summary>
internal static class QueryNamesOfMembers
{
    /// <summary>A member's name in the form.</summary>
    public static string Of(this QueryNames names, Member member) => names switch
    {
        QueryNames.Query => member.WireName,
        QueryNames.Ec2 => member.QueryName ?? char.ToUpperInvariant(member.WireName[0]) + member.WireName[1..],
    };

    /// <summary>True where the elements of a list, or the entries of a map, are counted without a name before the number.</summary>
    public static bool IsFlat(this QueryNames names, Member member) => member.Flattened || names == QueryNames.Ec2;
}
