using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Environments;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources.DefaultVpcs;

/// <summary>A region's default VPC.</summary>
/// <param name="Present">Whether there is one.</param>
/// <param name="Contents">What others put into it, as texts in order; null where the policies want it present, so that it does not matter.</param>
internal sealed record DefaultVpcAttributes(bool Present, IReadOnlyList<string>? Contents);

/// <summary>
/// Default VPCs: <c>default-vpc/default@prod/eu-west-1</c>. A setting, because AWS makes it and nobody owns it. Never deleted while anything lives in it;
/// never made again unless the policies say <c>present</c>.
/// </summary>
internal sealed class DefaultVpcKind() : ResourceKind<DefaultVpcAttributes>(KindNames.DefaultVpc, Nature.Setting, DefaultVpcJson.Default.DefaultVpcAttributes)
{
    /// <summary>The defaults, where they say something of the VPC; null where it is left alone.</summary>
    public static AccountDefaults? Managed(AccountDefaults defaults) => defaults.DefaultVpc is Presence.Absent or Presence.Present ? defaults : null;

    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) => DefaultsIn.Regions(
        this, policies, Managed, static (defaults, _) => defaults.DefaultVpc == Presence.Present ? new DefaultVpcAttributes(true, null) : new DefaultVpcAttributes(false, []));

    /// <inheritdoc/>
    public override Fault? Refuse(Change change) => change is { Before: { } before, After: { } after } && Typed(before).Contents is { Count: > 0 } contents && !Typed(after).Present
        ? InUse(change.Address, contents)
        : null;

    /// <summary>Somebody lives there.</summary>
    public static Fault InUse(Address address, IReadOnlyList<string> contents) => new()
    {
        Code = "vpc-in-use",
        What = $"the default VPC of {address.Within} is not deleted, because there is something in it: {Some(contents)}",
        Where = new(address.ToString()),
        Remedy = "move it into a VPC of its own, or declare \"defaultVpc\": \"keep\" for the account's environment",
    };

    private static string Some(IReadOnlyList<string> contents) => string.Join(", ", contents.Take(3)) + (contents.Count > 3 ? $" and {contents.Count - 3} more" : "");
}
