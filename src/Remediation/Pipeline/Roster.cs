using System.Collections.Concurrent;
using Amazon.Organizations.Model;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Pipeline;

/// <summary>
/// The accounts of the organization: what the policies call them, and which environment they are in. Each is asked for when an event names it, and kept for ten minutes: a list of
/// thousands takes hundreds of calls, of which AWS allows a few a second.
/// </summary>
/// <param name="home">The management account's session, or that of an account to which Organizations is delegated.</param>
/// <param name="policies">What is declared.</param>
/// <param name="time">For the ten minutes.</param>
internal sealed class Roster(AwsSession home, PolicyBundle policies, TimeProvider time)
{
    /// <summary>What it takes to look one account up.</summary>
    public static IReadOnlyList<Need> Needs { get; } = [new("organizations:DescribeAccount", "arn:{partition}:organizations::{account}:account/o-*/*")];

    /// <summary>What it takes to list them.</summary>
    public static IReadOnlyList<Need> ListNeeds { get; } = [new("organizations:ListAccounts", "*")];

    private static readonly TimeSpan kept = TimeSpan.FromMinutes(10);
    private readonly Dictionary<string, string> environments = policies.Accounts.ToDictionary(a => a.Value.Name, a => a.Value.Environment, StringComparer.Ordinal);
    private Asked asked = new(DateTimeOffset.MinValue);

    /// <summary>Those who were asked for lately, by their ids: null for one that is not in the organization.</summary>
    public ConcurrentDictionary<string, Member?> Lately
    {
        get
        {
            if (time.GetUtcNow() - asked.Since > kept)
            {
                asked = new(time.GetUtcNow());
            }

            return asked.Members;
        }
    }

    /// <summary>The declared ones, in the order of their ids.</summary>
    public async Task<IReadOnlyList<KeyValuePair<string, Member>>> DeclaredAsync(CancellationToken cancellationToken)
    {
        var management = await home.AccountIdAsync(cancellationToken);
        var accounts = await Paged.AllAsync(async token =>
        {
            var page = await home.Organizations.ListAccountsAsync(new() { NextToken = token }, cancellationToken);
            return (page.Accounts, page.NextToken);
        });
        return
        [
            .. accounts.Where(account => account.Id != management).Select(account => KeyValuePair.Create(account.Id, Named(account.Name)))
                .Append(KeyValuePair.Create(management, Management)).Where(member => member.Value.Environment is not null).OrderBy(member => member.Key, StringComparer.Ordinal),
        ];
    }

    /// <summary>One of them; null when the organization has no such account. Two that ask at once may both be answered by AWS; nothing is lost by that.</summary>
    public async Task<Member?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var lately = Lately;
        return lately.TryGetValue(id, out var known) ? known : lately[id] = await AskAsync(id, cancellationToken);
    }

    private async Task<Member?> AskAsync(string id, CancellationToken cancellationToken)
    {
        // AWS answers what is no id at all with another error.
        if (id.Length != 12 || !id.All(char.IsAsciiDigit))
        {
            return null;
        }

        if (id == await home.AccountIdAsync(cancellationToken))
        {
            return Management;
        }

        try
        {
            return Named((await home.Organizations.DescribeAccountAsync(new() { AccountId = id }, cancellationToken)).Account.Name);
        }
        catch (AccountNotFoundException)
        {
            return null;
        }
    }

    private Member Named(string name) => new(name, environments.GetValueOrDefault(name));

    private Member Management => new(policies.LandingZone.ManagementAccount, policies.LandingZone.ManagementAccount);

    private sealed record Asked(DateTimeOffset Since)
    {
        public ConcurrentDictionary<string, Member?> Members { get; } = new(StringComparer.Ordinal);
    }
}

/// <summary>An account of the organization.</summary>
/// <param name="Name">As AWS Organizations and the policies have it.</param>
/// <param name="Environment">Null when nobody declared the account; the management account's own name for itself.</param>
internal sealed record Member(string Name, string? Environment);
