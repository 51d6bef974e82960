namespace SecretScoops.Governance.Roles;

/// <summary>A statement of a role's policy: what is allowed, on what, and when alone.</summary>
/// <param name="Actions">In ordinal order.</param>
/// <param name="Resources">In ordinal order, with <c>{partition}</c>, <c>{region}</c> and <c>{account}</c> left in them; none within another.</param>
/// <param name="Only">Null for always.</param>
internal sealed record PolicyStatement(IReadOnlyList<string> Actions, IReadOnlyList<string> Resources, Restriction? Only)
{
    /// <summary>Inline policies of one role together (IAM User Guide, "IAM and AWS STS quotas", read 2026-11): white space does not count.</summary>
    public const int LongestInline = 10_240;

    /// <summary>One managed policy (the same).</summary>
    public const int LongestManaged = 6_144;

    // {"Version":"2012-10-17","Statement":[]}
    private const int Frame = 39;

    /// <summary>Statements of needs, as few as there are sets of resources.</summary>
    public static IReadOnlyList<PolicyStatement> Of(IEnumerable<Need> needs) =>
    [
        .. from need in needs
           group need by (need.Action, need.Only) into action
           let resources = ActionResources.Outermost(action.SelectMany(each => each.Anywhere()))
           group action.Key.Action by (Resources: string.Join(' ', resources), action.Key.Only) into alike
           orderby alike.Key.Resources, alike.Key.Only?.ToString()
           select new PolicyStatement([.. alike.Distinct().Order(StringComparer.Ordinal)], alike.Key.Resources.Split(' '), alike.Key.Only),
    ];

    /// <summary>Characters of a policy document, as IAM counts them, in the partition with the longest name.</summary>
    public static int Length(IEnumerable<PolicyStatement> statements) => Frame + statements.Sum(statement => statement.Length() + 1);

    /// <summary>As few policies as there may be, none longer than a limit.</summary>
    public static IReadOnlyList<IReadOnlyList<PolicyStatement>> Split(IReadOnlyList<PolicyStatement> statements, int limit)
    {
        var parts = new List<List<PolicyStatement>> { new() };
        foreach (var statement in statements.SelectMany(statement => statement.Halved(limit)))
        {
            if (Length([.. parts[^1], statement]) > limit)
            {
                parts.Add([]);
            }

            parts[^1].Add(statement);
        }

        return parts;
    }

    private IEnumerable<PolicyStatement> Halved(int limit) => Length([this]) <= limit || Actions.Count == 1
        ? [this]
        : [.. (this with { Actions = [.. Actions.Take(Actions.Count / 2)] }).Halved(limit), .. (this with { Actions = [.. Actions.Skip(Actions.Count / 2)] }).Halved(limit)];

    private int Length() =>
        """{"Effect":"Allow","Action":[],"Resource":[]}""".Length
        + Actions.Sum(action => action.Length + 3)
        + Resources.Sum(resource => Need.In(resource, "aws-us-gov", "ap-southeast-2", "123456789012").Length + 3)
        + (Only is null ? 0 : ""","Condition":{"":{"":[]}}""".Length + Only.Operator.Length + Only.Key.Length + Only.Values.Sum(value => value.Length + 3));
}
