using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Baseline.Evidence;

/// <summary>Which call a gap is for, told by the fault that made it.</summary>
internal static class GapCall
{
    private const string NotAssumed = "role-not-assumed";

    /// <summary><c>config:DescribeConfigRules</c>. Where a role could not be assumed that is what was refused, whatever was to be asked with it.</summary>
    /// <param name="fault">As <c>AwsFaults</c> words it: at <c>prod/eu-west-1 config:DescribeConfigRules</c>, or at a place alone.</param>
    /// <param name="otherwise">Where no call was made.</param>
    public static string Of(Fault fault, string otherwise) =>
        fault.Code == NotAssumed ? "sts:AssumeRole"
        : fault.Where.Name[(fault.Where.Name.LastIndexOf(' ') + 1)..] is var call && call.Contains(':', StringComparison.Ordinal) ? call
        : otherwise;
}
