using System.Collections.Frozen;

namespace SecretScoops.Governance.Templates.Checks;

/// <summary>Everything that templates are held against, in the order in which it is judged.</summary>
internal static class AllRules
{
    /// <summary>Stands for every type of resource.</summary>
    public const string Any = "*";

    public static IReadOnlyList<Rule> All { get; } =
    [
        .. BucketRules.All,
        .. BucketPolicyRules.All,
        .. SecurityGroupRules.All,
        .. NetworkRules.All,
        .. InstanceRules.All,
        .. ScalingRules.All,
        .. DatabaseRules.All,
        .. IamRules.All,
        .. KeyAndSecretRules.All,
        .. WrittenSecretRules.All,
        .. FunctionRules.All,
        .. ApiRules.All,
        .. LoadBalancerRules.All,
        .. DistributionRules.All,
        .. MessageRules.All,
        .. ContainerRules.All,
        .. TrailAndLogRules.All,
    ];

    /// <summary>Controls that templates are held against.</summary>
    public static FrozenSet<string> Controls { get; } = All.Select(rule => rule.Control).ToFrozenSet(StringComparer.Ordinal);
}
