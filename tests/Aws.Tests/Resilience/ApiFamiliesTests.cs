using SecretScoops.Governance.Aws.Resilience;
using Xunit;

namespace SecretScoops.Governance.Aws.Tests.Resilience;

public sealed class ApiFamiliesTests
{
    [Fact]
    public void Writes_to_the_organization_share_one_allowance() =>
        Assert.Equal(ApiFamilies.Of("organizations", "CreatePolicy"), ApiFamilies.Of("organizations", "MoveAccount"));

    [Fact]
    public void Reads_of_the_organization_have_one_each()
    {
        Assert.Equal(ApiFamilies.Of("organizations", "ListTagsForResource"), ApiFamilies.Of("organizations", "ListTagsForResource"));
        Assert.NotEqual(ApiFamilies.Of("organizations", "ListTagsForResource"), ApiFamilies.Of("organizations", "ListChildren"));
    }

    [Fact]
    public void All_of_Identity_Center_shares_one_allowance() =>
        Assert.Equal(ApiFamilies.Of("sso", "ListPermissionSets"), ApiFamilies.Of("sso", "CreatePermissionSet"));

    [Theory]
    [InlineData("organizations", "CreateAccount", nameof(Repetition.DoesItTwice))]
    [InlineData("organizations", "CreatePolicy", nameof(Repetition.AnswersDuplicate))]
    [InlineData("organizations", "UpdatePolicy", nameof(Repetition.Harmless))]
    [InlineData("organizations", "ListRoots", nameof(Repetition.Harmless))]
    public void What_a_second_call_would_do_is_known(string service, string operation, string expected) =>
        Assert.Equal(Enum.Parse<Repetition>(expected), Repetitions.Of(service, operation));
}
