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
