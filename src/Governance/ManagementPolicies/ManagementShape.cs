namespace SecretScoops.Governance.ManagementPolicies;

/// <summary>How one part of a management policy must look, so far as AWS documents it.</summary>
internal abstract record ManagementShape
{
    private ManagementShape()
    {
    }

    /// <summary>One value, set by an operator.</summary>
    /// <param name="Allowed">The values there are; empty for any text.</param>
    internal sealed record One(params IReadOnlyList<string> Allowed) : ManagementShape;

    /// <summary>A set of values, to which policies below may add.</summary>
    internal sealed record Many : ManagementShape;

    /// <summary>Known properties.</summary>
    /// <param name="Known">Name → how it looks.</param>
    /// <param name="Required">Names that must be there.</param>
    internal sealed record Fields(IReadOnlyDictionary<string, ManagementShape> Known, params IReadOnlyList<string> Required) : ManagementShape;

    /// <summary>Properties whose names the author chooses, all of one shape.</summary>
    /// <param name="Each">Of each.</param>
    internal sealed record Named(ManagementShape Each) : ManagementShape;

    /// <summary>What AWS does not document in full, or changes often: operators are checked, names are not.</summary>
    internal sealed record Anything : ManagementShape;
}
