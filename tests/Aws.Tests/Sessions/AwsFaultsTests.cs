using System.Net;
using Amazon.Runtime;
using SecretScoops.Governance.Aws.Resilience;
using SecretScoops.Governance.Aws.Sessions;
using Xunit;

namespace SecretScoops.Governance.Aws.Tests.Sessions;

/// <summary>What a reader is told; the texts are part of what the tool is.</summary>
public sealed class AwsFaultsTests
{
    [Theory]
    [InlineData("organizations", "CreatePolicy", "AccessDeniedException", "You don't have permissions to access this resource.", "access-denied",
        "organizations:CreatePolicy is denied to arn:aws:iam::111111111111:role/Deployer (request req-1)",
        "allow it organizations:CreatePolicy, and use the management account (or a delegated administrator)")]
    [InlineData("ec2", "RunInstances", "UnauthorizedOperation", "User: arn:aws:iam::2:role/App is not authorized to perform: ec2:RunInstances on resource: x with an explicit deny in a service control policy.", "access-denied",
        "ec2:RunInstances is denied to arn:aws:iam::2:role/App by a service control policy (request req-1)",
        "exempt the principal in that policy, or use one that is exempt")]
    [InlineData("config", "PutConfigRule", "AccessDenied", "User: arn:aws:iam::2:role/App is not authorized to perform: config:PutConfigRule", "access-denied",
        "config:PutConfigRule is denied to arn:aws:iam::2:role/App (request req-1)",
        "allow it config:PutConfigRule")]
    [InlineData("organizations", "AttachPolicy", "ConstraintViolationException", "You have attached the maximum number of policies.", "quota-exceeded",
        "over a limit of AWS: You have attached the maximum number of policies (request req-1)",
        "declare less, or ask for more in Service Quotas where AWS allows it")]
    [InlineData("organizations", "ListRoots", "TooManyRequestsException", "Slow down.", "throttled",
        "still throttled after 5 min and 21 attempts: Slow down (request req-1)",
        "run again to continue; find out what else calls this API so often")]
    [InlineData("organizations", "ListRoots", "AWSOrganizationsNotInUseException", "no", "no-organization",
        "the account is in no organization (request req-1)",
        "use the credentials of the management account; `baseline apply` creates the organization")]
    [InlineData("guardduty", "ListDetectors", "UnrecognizedClientException", "The security token included in the request is invalid", "credentials-not-accepted",
        "AWS does not accept these credentials in region \"eu-south-2\": The security token included in the request is invalid (request req-1)",
        "check the keys, or sign in again; if they work elsewhere, the region is off: enable it for the account or take it out of governedRegions")]
    [InlineData("guardduty", "ListDetectors", "OptInRequired", "not subscribed", "region-off",
        "region \"eu-south-2\" or the service is not enabled for the account: not subscribed (request req-1)",
        "enable it (account:EnableRegion), or take the region out of governedRegions; a new account may need some minutes")]
    [InlineData("organizations", "CreatePolicy", "SomethingNewException", "Whatever.", "aws-error", "SomethingNewException: Whatever (request req-1)", null)]
    public void An_answer_is_told_with_what_to_do(string service, string operation, string code, string message, string fault, string what, string? remedy)
    {
        var failure = new AmazonServiceException(message, null, ErrorType.Sender, code, "req-1", HttpStatusCode.BadRequest);
        Failed(service, operation).TravelWith(failure);

        Assert.Equal((fault, what, remedy), Parts(failure));
        Assert.Equal($"prod/eu-south-2 {service}:{operation}", AwsFaults.PlaceOf(failure, "prod", "eu-south-2"));
    }

    [Fact]
    public void An_outcome_that_nobody_knows_is_told_before_anything_else()
    {
        var failure = new ConnectionException(ConnectionTrouble.Cut, new("https://organizations.us-east-1.amazonaws.com/"), new IOException("Connection reset by peer"));
        (Failed("organizations", "CreateAccount") with { OutcomeUnknown = true }).TravelWith(failure);

        Assert.True(AwsFaults.IsOutcomeUnknown(failure));
        Assert.Equal(
            (
                "connection-cut",
                "the connection to organizations.us-east-1.amazonaws.com was cut: Connection reset by peer; whether it took effect is not known",
                "look whether it did before running again: organizations:CreateAccount would do it twice"),
            Parts(failure));
    }

    [Fact]
    public void What_did_not_come_from_AWS_is_a_fault_of_ours()
    {
        var failure = new ArgumentOutOfRangeException("index");

        Assert.False(AwsFaults.IsFromAws(failure));
        Assert.Equal("internal", AwsFaults.Tell(failure, "eu-west-1").Code);
        Assert.Equal("prod/eu-west-1", AwsFaults.PlaceOf(failure, "prod", "eu-west-1"));
    }

    private static (string Code, string What, string? Remedy) Parts(Exception failure)
    {
        var told = AwsFaults.Tell(failure, "eu-south-2");
        return (told.Code, told.What, told.Remedy);
    }

    private static FailedCall Failed(string service, string operation) => new()
    {
        Service = service,
        Operation = operation,
        AccountId = "111111111111",
        Region = "eu-south-2",
        Attempts = 21,
        Latency = TimeSpan.FromMinutes(5.1),
        Failure = Failure.Final,
        OutcomeUnknown = false,
        Principal = "arn:aws:iam::111111111111:role/Deployer",
    };
}
