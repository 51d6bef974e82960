using SecretScoops.Governance.Baseline.Resources.ConformancePacks;
using SecretScoops.Governance.ConfigRules;
using Xunit;

namespace SecretScoops.Governance.Baseline.Tests.Resources;

/// <summary>A template that AWS does not tell, recognized by a parameter.</summary>
public sealed class ConformancePackTests
{
    [Fact]
    public void The_fingerprint_is_sent_among_the_parameters_and_taken_out_of_them_again()
    {
        var pack = new ConformancePackAttributes
        {
            Reach = new(new("service-access", "config-multiaccountsetup.amazonaws.com")),
            Fingerprint = "0123456789abcdef",
            Parameters = new(StringComparer.Ordinal) { ["MaxAge"] = "30" },
            ExcludedAccounts = [],
            Deployment = "successful",
        };

        var (fingerprint, parameters) = ConformancePackAttributes.Given(pack.Sent());

        Assert.Equal(["Fingerprint", "MaxAge"], pack.Sent().Keys);
        Assert.Equal("0123456789abcdef", fingerprint);
        Assert.Equal(pack.Parameters, parameters);
    }

    [Fact]
    public void A_pack_of_others_has_an_unknown_template() =>
        Assert.Equal(ConformancePackAttributes.Unknown, ConformancePackAttributes.Given([new("MaxAge", "30")]).Fingerprint);

    [Fact]
    public void What_is_uploaded_is_not_what_is_fingerprinted()
    {
        const string canonical = """{"Resources":{"Keys":{"Type":"AWS::Config::ConfigRule"}}}""";
        var template = new ConformancePackTemplate(canonical, new Dictionary<string, bool>(), []);

        Assert.Equal("""{"Resources":{"Keys":{"Type":"AWS::Config::ConfigRule"}},"Parameters":{"Fingerprint":{"Type":"String","Default":"none"}}}""", template.Body);
        Assert.Equal(template.Fingerprint, new ConformancePackTemplate(canonical, new Dictionary<string, bool>(), []).Fingerprint);
    }
}
