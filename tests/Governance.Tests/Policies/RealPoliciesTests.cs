using SecretScoops.Governance.Policies;
using Xunit;

namespace SecretScoops.Governance.Tests.Policies;

public sealed class RealPoliciesTests
{
    [Fact]
    public void The_default_policies_are_valid_and_need_no_warning()
    {
        var reading = PolicyFolder.Read(RealPolicies.Folder);

        Assert.Equal("", string.Join('\n', reading.Faults));
        Assert.NotNull(reading.Bundle);
    }
}
