using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Policies.Checks;

/// <summary>One way of saying that a quota of AWS is broken.</summary>
internal static class OverQuota
{
    /// <summary>A fault when the amount is above the quota.</summary>
    /// <remarks><c>what</c> is the beginning of the sentence, as in <c>guardrail "x" has</c>; the unit is a plural.</remarks>
    public static void Check(int amount, Quota quota, Place where, string what, string unit, string remedy, FaultLog faults)
    {
        if (amount > quota.Value)
        {
            faults.Error(where, "over-quota", $"{what} {amount} {unit}; AWS allows {quota.Value} ({quota.Source})", remedy);
        }
    }
}
