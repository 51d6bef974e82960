using System.Diagnostics;
using Amazon.Organizations.Model;
using Amazon.SecurityToken.Model;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Aws.Tests.Protocols;
using Xunit;

namespace SecretScoops.Governance.Aws.Tests.Sessions;

/// <summary>Tests that set environment variables run alone.</summary>
[CollectionDefinition(nameof(OwnEnvironment), DisableParallelization = true)]
public sealed class OwnEnvironment : ICollectionFixture<MotoServer>;

/// <summary>Region, profile, endpoint and credentials from where AWS's tools take them.</summary>
[Collection(nameof(OwnEnvironment))]
public sealed class EnvironmentTests : IDisposable
{
    private static readonly string[] s_variables =
    [
        "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL_ORGANIZATIONS",
        "AWS_ENDPOINT_URL_SSO", "AWS_EC2_METADATA_SERVICE_ENDPOINT", "AWS_EC2_METADATA_DISABLED", "AWS_WEB_IDENTITY_TOKEN_FILE",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    ];

    private readonly MotoServer _moto;
    private readonly Dictionary<string, string?> _before = s_variables.ToDictionary(name => name, Environment.GetEnvironmentVariable);

    public EnvironmentTests(MotoServer moto)
    {
        _moto = moto;
        foreach (var name in s_variables)
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        Config("");
        Set("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:9");
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        foreach (var (name, value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        Config("");
    }

    [Fact]
    public async Task Keys_region_and_endpoint_come_from_the_environment()
    {
        Keys();
        Set("AWS_DEFAULT_REGION", "eu-north-1");
        Set("AWS_ENDPOINT_URL", _moto.Url.AbsoluteUri);

        var (session, answer) = await AskAsync();

        Assert.Equal("eu-north-1", session.Region);
        Assert.Equal("123456789012", answer.Account);
    }

    [Fact]
    public async Task An_endpoint_for_one_service_wins_over_the_one_for_all()
    {
        Keys();
        Set("AWS_REGION", "eu-north-1");
        Set("AWS_ENDPOINT_URL", "http://127.0.0.1:9");
        Set("AWS_ENDPOINT_URL_STS", _moto.Url.AbsoluteUri);

        var (_, answer) = await AskAsync();

        Assert.Equal("123456789012", answer.Account);
    }

    [Theory]
    [InlineData("AWS_ENDPOINT_URL")]
    [InlineData("AWS_ENDPOINT_URL_ORGANIZATIONS")]
    public async Task The_generated_clients_hear_of_endpoints_too(string variable)
    {
        Keys();
        Set("AWS_REGION", "eu-north-1");
        Set(variable, _moto.Url.AbsoluteUri);
        using var connection = new AwsConnection(new());

        await Assert.ThrowsAsync<AWSOrganizationsNotInUseException>(() => connection.Home.Organizations.DescribeOrganizationAsync(new DescribeOrganizationRequest(), Ct));
    }

    [Theory]
    [InlineData("endpoint_url = {0}", "")]
    [InlineData("services = local", "[services local]\nsts =\n  endpoint_url = {0}\n")]
    public async Task A_profile_gives_region_endpoint_and_a_role_with_its_source(string setting, string section)
    {
        Config($"""
            [profile deploy]
            region = eu-central-1
            role_arn = arn:aws:iam::444444444444:role/Deployer
            source_profile = base
            {string.Format(null, setting, _moto.Url)}

            [profile base]
            aws_access_key_id = AKIAIOSFODNN7EXAMPLE
            aws_secret_access_key = secret
            {string.Format(null, setting, _moto.Url)}

            {string.Format(null, section, _moto.Url)}
            """);
        Set("AWS_PROFILE", "deploy");

        var (session, answer) = await AskAsync();

        Assert.Equal("eu-central-1", session.Region);
        Assert.Contains("444444444444:assumed-role/Deployer/", answer.Arn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Identity_Center_gives_a_roles_credentials()
    {
        await using var portal = new Resilience.CuttingServer(
            """{"roleCredentials":{"accessKeyId":"AKIAIOSFODNN7EXAMPLE","secretAccessKey":"s","sessionToken":"t","expiration":4102444800000}}""",
            Resilience.Manner.Answer);
        Set("AWS_ENDPOINT_URL_SSO", portal.Url.AbsoluteUri);
        Set("AWS_ENDPOINT_URL_STS", _moto.Url.AbsoluteUri);
        Set("AWS_PROFILE", "scoops");
        Config("""
            [profile scoops]
            region = eu-west-1
            sso_session = scoops
            sso_account_id = 123456789012
            sso_role_name = Administrator

            [sso-session scoops]
            sso_region = eu-west-1
            sso_start_url = https://scoops.awsapps.com/start
            sso_registration_scopes = sso:account:access
            """);
        var cache = Directory.CreateDirectory(Path.Combine(OwnHome.Directory, ".aws", "sso", "cache"));
        await File.WriteAllTextAsync(
            Path.Combine(cache.FullName, "0f75a985a029bb40eb3f0e7f8ec4ac9b9496b062.json"), // SHA-1 of the session's name
            """{"startUrl":"https://scoops.awsapps.com/start","region":"eu-west-1","accessToken":"token","expiresAt":"2099-01-01T00:00:00Z"}""",
            Ct);

        var (_, answer) = await AskAsync();

        Assert.Equal("123456789012", answer.Account);
        Assert.Equal(1, portal.Connections);
    }

    [Fact]
    public async Task Who_has_no_credentials_is_told_soon()
    {
        Set("AWS_REGION", "eu-west-1");
        var start = Stopwatch.GetTimestamp();

        var failure = await Assert.ThrowsAsync<AwsSetupException>(AskAsync);

        Assert.Equal("no-credentials", failure.Code);
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_metadata_service_that_does_not_answer_keeps_nobody_waiting()
    {
        Set("AWS_REGION", "eu-west-1");
        Set("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://192.0.2.1");
        var start = Stopwatch.GetTimestamp();

        var failure = await Assert.ThrowsAsync<AwsSetupException>(AskAsync);

        Assert.Equal("no-credentials", failure.Code);
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_profile_that_does_not_exist_is_told_by_name()
    {
        Set("AWS_REGION", "eu-west-1");
        Set("AWS_PROFILE", "nobody");

        var failure = await Assert.ThrowsAsync<AwsSetupException>(AskAsync);

        Assert.Equal(("unknown-profile", "AWS profile \"nobody\" does not exist"), (failure.Code, failure.Message));
    }

    [Fact]
    public void A_region_that_nobody_names_is_told_before_any_call()
    {
        var failure = Assert.Throws<AwsSetupException>(() => new AwsConnection(new()));

        Assert.Equal("no-region", failure.Code);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("127.0.0.1:4566")]
    [InlineData("ftp://127.0.0.1")]
    public void An_endpoint_that_is_no_address_is_told_before_any_call(string said)
    {
        Set("AWS_REGION", "eu-west-1");
        Set("AWS_ENDPOINT_URL", said);

        var failure = Assert.Throws<AwsSetupException>(() => new AwsConnection(new()));

        Assert.Equal(("bad-endpoint", $"AWS_ENDPOINT_URL is \"{said}\", which is no address"), (failure.Code, failure.Message));
    }

    [Fact]
    public async Task In_process_nothing_in_the_environment_leads_outside()
    {
        Set("AWS_ENDPOINT_URL", "http://127.0.0.1:9");
        Set("AWS_PROFILE", "nobody");
        using var server = new ScriptedServer((_, _) => Answer.Identity());
        using var connection = new AwsConnection(new() { Handler = server, Region = "eu-west-1" });

        await connection.Home.Sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Ct);

        Assert.Equal("sts.eu-west-1.amazonaws.com", Assert.Single(server.Requests).Host);
    }

    private static async Task<(AwsSession Session, GetCallerIdentityResponse Answer)> AskAsync()
    {
        using var connection = new AwsConnection(new());
        return (connection.Home, await connection.Home.Sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Ct));
    }

    private static void Keys()
    {
        Set("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
        Set("AWS_SECRET_ACCESS_KEY", "secret");
    }

    private static void Set(string name, string value) => Environment.SetEnvironmentVariable(name, value);

    private static void Config(string text) => File.WriteAllText(OwnHome.Config, text);
}
