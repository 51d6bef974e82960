using System.Globalization;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using SecretScoops.Governance.Sandbox.Wire;
using Xunit;
using Server = SecretScoops.Governance.Sandbox.Wire.Sts;

namespace SecretScoops.Governance.Sandbox.Tests.Wire;

/// <summary>The wire side of STS with the official package as its client: our reading of awsQuery against Amazon's.</summary>
public sealed class StsWireTests
{
    // No constant: the official package has an analyzer that would refuse it before any test does.
    private static string TooShort => "m";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_official_client_assumes_a_role()
    {
        using var client = Client();

        var response = await client.AssumeRoleAsync(
            new AssumeRoleRequest { RoleArn = "arn:aws:iam::222222222222:role/App", RoleSessionName = "me", DurationSeconds = 900, Tags = [new Tag { Key = "team", Value = "a+b" }] }, Cancellation);

        Assert.Equal("arn:aws:iam::222222222222:role/App|me|900|team=a+b", response.Credentials.SessionToken);
        Assert.Equal(new DateTime(2026, 11, 24, 12, 0, 0, DateTimeKind.Utc), response.Credentials.Expiration);
        Assert.Equal("arn:aws:sts::222222222222:assumed-role/App/me", response.AssumedRoleUser.Arn);
        Assert.Equal("request-1", response.ResponseMetadata.RequestId);
    }

    [Fact]
    public async Task The_official_client_sees_a_refusal_as_its_own_exception()
    {
        using var client = Client();

        var refused = await Assert.ThrowsAsync<ExpiredTokenException>(
            () => client.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = "arn:aws:iam::222222222222:role/App", RoleSessionName = "late" }, Cancellation));

        Assert.Equal("token <old>", refused.Message);
    }

    [Fact]
    public async Task The_official_client_sees_violations_as_AWS_tells_them()
    {
        using var client = Client();

        var refused = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(
            () => client.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = "arn:aws:iam::222222222222:role/App", RoleSessionName = TooShort }, Cancellation));

        Assert.Equal("ValidationError", refused.ErrorCode);
        Assert.Equal("1 validation error detected: Value 'm' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2", refused.Message);
    }

    private static AmazonSecurityTokenServiceClient Client() =>
        new(new BasicAWSCredentials("key", "secret"), WireClientFactory.Configure(new AmazonSecurityTokenServiceConfig(), new Server.StsWireService(new Operations())));

    private sealed class Operations : Server.StsOperations
    {
        public override Server.AssumeRoleResponse AssumeRole(Server.AssumeRoleRequest request, Call call) => request.RoleSessionName == "late" ? throw new Server.ExpiredTokenException("token <old>") : new()
        {
            Credentials = new()
            {
                AccessKeyId = "ASIA",
                SecretAccessKey = "s",
                SessionToken = string.Create(CultureInfo.InvariantCulture, $"{request.RoleArn}|{request.RoleSessionName}|{request.DurationSeconds}|{string.Join(",", request.Tags!.Select(static tag => $"{tag.Key}={tag.Value}"))}"),
                Expiration = new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero),
            },
            AssumedRoleUser = new() { Arn = "arn:aws:sts::222222222222:assumed-role/App/me", AssumedRoleId = "AROA:me" },
        };
    }
}
