using System.Net;
using Amazon.Runtime;
using SecretScoops.Governance.Aws.Resilience;
using Xunit;

namespace SecretScoops.Governance.Aws.Tests.Resilience;

public sealed class FailuresTests
{
    [Theory]
    [InlineData("organizations", "CreatePolicy", "TooManyRequestsException", 400, nameof(Failure.Throttled))]
    [InlineData("organizations", "CreatePolicy", "ConcurrentModificationException", 400, nameof(Failure.Busy))]
    [InlineData("organizations", "AttachPolicy", "PolicyChangesInProgressException", 400, nameof(Failure.Busy))]
    [InlineData("organizations", "AttachPolicy", "ConstraintViolationException", 400, nameof(Failure.Final))]
    [InlineData("organizations", "ListRoots", "ServiceException", 500, nameof(Failure.Server))]
    [InlineData("organizations", "ListRoots", "AccessDeniedException", 400, nameof(Failure.Final))]
    [InlineData("organizations", "ListRoots", "NotOffered", 500, nameof(Failure.Final))]
    [InlineData("organizations", "ListRoots", "NobodyKnowsThisOne", 503, nameof(Failure.Final))]
    [InlineData("sso", "CreateAccountAssignment", "ConflictException", 400, nameof(Failure.Settling))]
    [InlineData("sso", "CreatePermissionSet", "ConflictException", 400, nameof(Failure.Final))]
    [InlineData("sso", "CreatePermissionSet", "ServiceQuotaExceededException", 400, nameof(Failure.Final))]
    [InlineData("identitystore", "CreateGroup", "ConflictException", 409, nameof(Failure.Final))]
    [InlineData("iam", "CreateRole", "LimitExceeded", 409, nameof(Failure.Final))]
    [InlineData("sts", "AssumeRole", "ExpiredToken", 403, nameof(Failure.ExpiredCredentials))]
    public void The_code_decides_and_not_the_status(string service, string operation, string code, int status, string expected)
    {
        var answer = new AmazonServiceException("no", null, ErrorType.Sender, code, "request", (HttpStatusCode)status);

        Assert.Equal(Enum.Parse<Failure>(expected), Failures.Sort(answer, service, operation));
    }
}
