using System.Text.Json.Nodes;
using Amazon.Organizations;
using Amazon.Organizations.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Resources.Accounts;

/// <summary>
/// Creating an account is asynchronous and has no client token (Organizations API reference, CreateAccount): its request id is journaled before it is polled,
/// and a creation that a killed run began is found again by the id or among those in progress, so that no account is made twice.
/// </summary>
internal static class AccountCreation
{
    private const string RequestId = "createAccountRequestId";

    // Users report minutes; AWS says to allow for up to a day only when a quota is raised.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <summary>The status of a creation just begun, or of the one that was under way for this name and address.</summary>
    public static async Task<CreateAccountStatus> StartOrResumeAsync(Address address, string email, Step step, AwsWorld world, CancellationToken cancel)
    {
        if (await ResumedAsync(address, step, world, cancel) is { } underWay)
        {
            return underWay;
        }

        var answer = await world.Session.Organizations.CreateAccountAsync(
            new()
            {
                AccountName = address.Name,
                Email = email,
                RoleName = world.LandingZone.AccessRole,
                Tags = OrganizationsTags.For(Tags.Owned(world.LandingZone.ManagedBy)),
            },
            cancel);
        step.Note(new JsonObject { [RequestId] = answer.CreateAccountStatus.Id });
        return answer.CreateAccountStatus;
    }

    /// <summary>Follows a creation to its end.</summary>
    /// <exception cref="FaultException">It failed, or did not end within half an hour.</exception>
    public static async Task<CreateAccountStatus> FollowAsync(Address address, CreateAccountStatus status, AwsWorld world, CancellationToken cancel)
    {
        var started = world.Time.GetTimestamp();
        var pause = TimeSpan.FromMilliseconds(500);
        while (status.State == CreateAccountState.IN_PROGRESS)
        {
            if (world.Time.GetElapsedTime(started) > Patience)
            {
                throw Failure(address, status, $"is still in progress after {Patience.TotalMinutes:0} minutes", "run the command again later: it will find this creation and follow it");
            }

            await Task.Delay(pause, world.Time, cancel);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            status = (await world.Session.Organizations.DescribeCreateAccountStatusAsync(new() { CreateAccountRequestId = status.Id }, cancel)).CreateAccountStatus;
        }

        return status.State == CreateAccountState.SUCCEEDED
            ? status
            : throw Failure(address, status, $"failed: {status.FailureReason?.Value}", RemedyFor(status.FailureReason?.Value));
    }

    private static async Task<CreateAccountStatus?> ResumedAsync(Address address, Step step, AwsWorld world, CancellationToken cancel)
    {
        if (step.Earlier?[RequestId]?.GetValue<string>() is { } id && await FindAsync(id, world, cancel) is { State.Value: not "FAILED" } journaled)
        {
            return journaled;
        }

        var underWay = await Paged.AllAsync(async token =>
        {
            var page = await world.Session.Organizations.ListCreateAccountStatusAsync(new() { States = ["IN_PROGRESS"], NextToken = token }, cancel);
            return (page.CreateAccountStatuses, page.NextToken);
        });
        var resumed = underWay.FirstOrDefault(s => s.AccountName == address.Name);
        if (resumed is not null)
        {
            step.Note(new JsonObject { [RequestId] = resumed.Id });
        }

        return resumed;
    }

    private static async Task<CreateAccountStatus?> FindAsync(string id, AwsWorld world, CancellationToken cancel)
    {
        try
        {
            return (await world.Session.Organizations.DescribeCreateAccountStatusAsync(new() { CreateAccountRequestId = id }, cancel)).CreateAccountStatus;
        }
        catch (CreateAccountStatusNotFoundException)
        {
            // The journal of another organization, or older than AWS keeps.
            return null;
        }
    }

    private static FaultException Failure(Address address, CreateAccountStatus status, string what, string remedy) => new(new()
    {
        Code = "account-creation",
        What = $"the creation of account \"{address.Name}\" {what} (request {status.Id})",
        Where = new(address.ToString()),
        Remedy = remedy,
    });

    private static string RemedyFor(string? reason) => reason switch
    {
        "EMAIL_ALREADY_EXISTS" => "another AWS account has this e-mail address, perhaps outside the organization: declare another one",
        "ACCOUNT_LIMIT_EXCEEDED" => "ask for a higher quota of accounts in Service Quotas, or close accounts that are not needed",
        "INVALID_EMAIL" => "correct the e-mail address",
        "CONCURRENT_ACCOUNT_MODIFICATION" or "INTERNAL_FAILURE" => "run the command again in a few minutes",
        _ => "see CreateAccountStatus, FailureReason, in the Organizations API reference",
    };
}
