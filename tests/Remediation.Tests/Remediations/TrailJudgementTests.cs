using System.Text.Json.Nodes;
using SecretScoops.Governance.Remediation.Remediations;
using SecretScoops.Governance.Remediation.Remediations.CloudTrail;

namespace SecretScoops.Governance.Remediation.Tests.Remediations;

/// <summary>Whether a trail takes every call that manages resources, in both forms that selectors have.</summary>
public sealed class TrailJudgementTests
{
    private const string None = "[]";
    private const string Management = "eventCategory = Management ^  ! ";

    [Theory]
    [InlineData(None, None, true)]
    [InlineData("""[{"access":"All","management":true}]""", None, true)]
    [InlineData("""[{"access":"WriteOnly","management":true}]""", None, false)]
    [InlineData("""[{"access":"All","management":false}]""", None, false)]
    [InlineData("""[{"access":"All","management":false},{"access":"All","management":true,"excluded":"kms.amazonaws.com"}]""", None, true)]
    [InlineData(None, $$"""[{"fields":"{{Management}}"}]""", true)]
    [InlineData(None, $$"""[{"fields":"{{Management}}; eventSource =  ^  ! kms.amazonaws.com"}]""", true)]
    [InlineData(None, $$"""[{"fields":"{{Management}}; readOnly = false ^  ! "}]""", false)]
    [InlineData(None, """[{"fields":"eventCategory = Data ^  ! ; resources.type = AWS::S3::Object ^  ! "}]""", false)]
    public void A_trail_that_leaves_calls_out_is_not_taken_for_one_that_records(string selectors, string advanced, bool takes)
    {
        var image = JsonNode.Parse($$"""{"isHome":true,"isOwn":true,"multiRegion":true,"selectors":{{selectors}},"advancedSelectors":{{advanced}}}""")!.AsObject();
        var control = new TrailMultiRegion();

        var violations = control.Judge(image, Asking("true"));

        Assert.Equal(takes, violations.Count == 0);
        Assert.Equal(takes, control.CanMend(image, violations));
        Assert.Empty(control.Judge(image, Asking("false")));
    }

    private static Demands Asking(string management) => new(new Dictionary<string, string> { ["includeManagementEvents"] = management, ["readWriteType"] = "ALL" }, "root");
}
