using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Pipeline;

/// <summary>The accounts of the organization: what the policies call them, and which environment they are in. Asked of AWS Organizations, kept for ten minutes.</summary>
/// <param name="home">The management account's session, or that of an account to which Organizations is delegated.</param>
/// <param name="policies">What is declared.</param>
/// <param name="time">For the ten minutes.</param>
internal sealed class Roster(AwsSession home, PolicyBundle policies, TimeProvider time)
{
    /// <summary>What it takes.</summary>
    public static IReadOnlyList<Need> Needs { get; } = [new("organizations:ListAccounts", "*")];

    /// <summary>What it takes to look one account up.</summary>
    public static IReadOnlyList<Need> OneNeeds { get; } = [new("organizations:DescribeAccount", "arn:{partition}:organizations::{account}:account/o-*/*")];

    private static readonly TimeSpan kept = TimeSpan.FromMinutes(10);
    private readonly Dictionary<string, string> environments = policies.Accounts.ToDictionary(a => a.Value.Name, a => a.Value.Environment, StringComparer.Ordinal);
    private (DateTimeOffset At, IReadOnlyDictionary<string, Member> Members)? asked;

    /// <summary>The declared ones, in the order of their ids.</summary>
    public async Task<IReadOnlyList<KeyValuePair<string, Member>>> DeclaredAsync(CancellationToken cancellationToken) =>
        [.. (await MembersAsync(cancellationToken)).Where(member => member.Value.Environment is not null).OrderBy(member => member.Key, StringComparer.Ordinal)];

    /// <summary>One of them. The others are not asked for: of thousands, that takes hundreds of calls, and whoever looks after one account may be one of thousands too.</summary>
    /// <exception cref="Amazon.Organizations.Model.AccountNotFoundException">The organization has no such account.</exception>
    public async Task<Member> MemberAsync(string id, CancellationToken cancellationToken)
    {
        if (id == await home.AccountIdAsync(cancellationToken))
        {
            return Management;
        }

        var account = (await home.Organizations.DescribeAccountAsync(new() { AccountId = id }, cancellationToken)).Account;
        return Named(account.Name);
    }

    private Member Named(string name) => new(name, environments.GetValueOrDefault(name));

    private Member Management => new(policies.LandingZone.ManagementAccount, policies.LandingZone.ManagementAccount);

    /// <summary>All of them by id. Two that ask at once may both be answered by AWS; nothing is lost by that.</summary>
    public async Task<IReadOnlyDictionary<string, Member>> MembersAsync(CancellationToken cancellationToken)
    {
        if (asked is not { } known || time.GetUtcNow() - known.At > kept)
        {
            asked = known = (time.GetUtcNow(), await AskAsync(cancellationToken));
        }

        return known.Members;
    }

    private async Task<Dictionary<string, Member>> AskAsync(CancellationToken cancellationToken)
    {
        var management = await home.AccountIdAsync(cancellationToken);
        var members = new Dictionary<string, Member>(StringComparer.Ordinal) { [management] = Management };
        var accounts = await Paged.AllAsync(async token =>
        {
            var page = await home.Organizations.ListAccountsAsync(new() { NextToken = token }, cancellationToken);
            return (page.Accounts, page.NextToken);
        });
        foreach (var account in accounts)
        {
            members.TryAdd(account.Id, Named(account.Name));
        }

        return members;
    }
}

/// <summary>An account of the organization.</summary>
/// <param name="Name">As AWS Organizations and the policies have it.</param>
/// <param name="Environment">Null when nobody declared the account; the management account's own name for itself.</param>
internal sealed record Member(string Name, string? Environment);
