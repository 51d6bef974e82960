using Xunit;

namespace SecretScoops.Governance.Tests.Templates;

public sealed class WrittenSecretTests
{
    [Theory]
    [InlineData("MasterUserPassword: hunter22")]
    [InlineData("SecretString: hunter22")]
    [InlineData("Environment: {Variables: {API_KEY: abcdefgh}}")]
    [InlineData("Environment: [{Name: DB_PASSWORD, Value: hunter22}]")]
    [InlineData("Anything: AKIAQWERTYUIOPASDFGH")]
    [InlineData("Anything: '-----BEGIN RSA PRIVATE KEY-----'")]
    public void A_secret_in_a_template_is_found_and_never_repeated(string property)
    {
        var finding = Assert.Single(Fixtures.JudgeText($"Resources: {{A: {{Type: Made::Up::Thing, Properties: {{{property}}}}}}}", "dev").Failures);

        Assert.Equal("templates-no-secrets", finding.Control);
        Assert.DoesNotContain("hunter22", finding.Remark.What + finding.Remark.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MasterUserPassword: !Ref Plain", 1)]
    [InlineData("MasterUserPassword: !Sub '${Plain}'", 1)]
    [InlineData("MasterUserPassword: !FindInMap [Map, a, b]", 2)]
    [InlineData("MasterUserPassword: !If [Always, hunter22, other]", 4)]
    [InlineData("Environment: [{Name: DB_PASSWORD, Value: !Join ['', [hunter, '22']]}]", 4)]
    [InlineData("Anything: !Ref Key", 1)]
    public void A_secret_that_a_function_brings_is_found_where_it_is_written(string property, int line)
    {
        const string head = """
            Parameters: {Plain: {Type: String, Default: hunter22}, Key: {Type: String, Default: AKIAQWERTYUIOPASDFGH}}
            Mappings: {Map: {a: {b: hunter22}}}
            Conditions: {Always: !Equals [a, a]}
            Resources: {A: {Type: "Made::Up::Thing", Properties: {
            """;
        var finding = Assert.Single(Fixtures.JudgeText($"{head}{property}}}}}}}", "dev").Failures);

        Assert.Equal(("templates-no-secrets", line), (finding.Control, finding.Remark.Where.Line));
        Assert.DoesNotContain("hunter22", finding.Remark.What + finding.Remark.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_given_for_this_run_does_not_stand_in_the_template()
    {
        Assert.Empty(Fixtures.JudgeText("""
            Parameters: {Plain: {Type: String, Default: hunter22}}
            Resources: {A: {Type: "Made::Up::Thing", Properties: {MasterUserPassword: !Ref Plain}}}
            """, "dev", ("Plain", "another1")).Failures);
    }

    [Theory]
    [InlineData("MasterUserPassword: '{{resolve:secretsmanager:db:SecretString:password}}'")]
    [InlineData("MasterUserPassword: '{{resolve:ssm-secure:/dev/db}}'")]
    [InlineData("MasterUserPassword: !Ref P")]
    [InlineData("ManageMasterUserPassword: true")]
    [InlineData("Secrets: [{Name: DB_PASSWORD, ValueFrom: arn:aws:secretsmanager:eu-west-1:111122223333:secret:db}]")]
    [InlineData("GenerateSecretString: {GenerateStringKey: password}")]
    [InlineData("Environment: {Variables: {SECRET: /prod/name, TOKEN: !Sub '${P}'}}")]
    [InlineData("MetadataOptions: {HttpTokens: required}")]
    [InlineData("TokenValidityUnits: {AccessToken: minutes}")]
    public void A_name_of_a_secret_is_no_secret(string property)
    {
        Assert.Empty(Fixtures.JudgeText($"Parameters: {{P: {{Type: String, NoEcho: true}}}}\nResources: {{A: {{Type: Made::Up::Thing, Properties: {{{property}}}}}}}", "dev").Failures);
    }
}
