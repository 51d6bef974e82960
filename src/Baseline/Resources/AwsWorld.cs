using System.Collections.Concurrent;
using Amazon.SecurityToken.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws.Resilience;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>What the AWS halves share within one run: the session, the ids, and readings that several kinds need and AWS is asked for only once.</summary>
/// <param name="session">The root account's own session, in the landing zone's home region.</param>
/// <param name="policies">For names and marks: what the landing zone is called, what marks ours.</param>
/// <param name="without">Facets that are left out of this run.</param>
/// <param name="time">The clock.</param>
/// <param name="accounts">Accounts that are read, the management account among them; empty for all.</param>
internal sealed class AwsWorld(AwsSession session, PolicyBundle policies, IReadOnlyCollection<string> without, TimeProvider time, IReadOnlyCollection<string> accounts)
{
    private readonly ConcurrentDictionary<string, object> _shared = new(StringComparer.Ordinal);

    private readonly Dictionary<string, AccountPolicy> _accountsByEmail = policies.Accounts
        .Select(a => a.Value)
        .DistinctBy(a => a.Email, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(a => a.Email, StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<string> _declaredAccounts = policies.Accounts.Select(a => a.Value.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>The root account's own session, in the landing zone's home region.</summary>
    public AwsSession Session { get; } = session;

    /// <summary>What is declared.</summary>
    public PolicyBundle Policies { get; } = policies;

    /// <summary>Names and marks that the policies set.</summary>
    public LandingZone LandingZone => Policies.LandingZone;

    /// <summary>Names of the permission sets that the policies declare: what tells ours at an endpoint that has no tags for them.</summary>
    public IReadOnlySet<string> DeclaredPermissionSets { get; } = policies.PermissionSets.Select(p => p.Value.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>Facets that are left out of this run.</summary>
    public IReadOnlyCollection<string> Without { get; } = without;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; } = time;

    /// <summary>Creations of accounts in flight: AWS is known to refuse more than a handful at once (CreateAccount, ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED).</summary>
    public SemaphoreSlim AccountCreations { get; } = new(5);

    /// <summary>The ids that AWS gave.</summary>
    public Ids Ids { get; } = new();

    /// <summary>The declared account with this e-mail address, whatever AWS calls it; null when none is declared. AWS keeps addresses unique, and names not.</summary>
    public string? AccountNamed(string? email) => Declared(email)?.Name;

    /// <summary>Whether the policies declare a member account of this name.</summary>
    public bool IsDeclared(string account) => _declaredAccounts.Contains(account);

    /// <summary>An e-mail address in the letter case in which it is declared, if it is: AWS does not tell two apart by case.</summary>
    public string? AsDeclared(string? email) => Declared(email)?.Email ?? email;

    /// <summary>The organization and its root; null when there is no organization.</summary>
    public Task<OrganizationRoot?> RootAsync(CancellationToken cancel) => SharedAsync("root", stop => OrganizationRoot.ReadAsync(this, stop), cancel);

    /// <summary>The organization's root, units and accounts; null when there is no organization.</summary>
    public Task<OrganizationTree?> TreeAsync(CancellationToken cancel) => SharedAsync("tree", stop => OrganizationTree.ReadAsync(this, stop), cancel);

    /// <summary>The session of an account and region; of the home region where the place has none. The account's id is looked up at the moment of the call.</summary>
    /// <exception cref="FaultException">The account was neither read nor created in this run.</exception>
    public AwsSession SessionOf(Scope scope) => Session.In(Ids.Of(new(KindNames.Account, scope.Account)), scope.Region ?? LandingZone.HomeRegion);

    /// <summary>The session where a resource lives.</summary>
    /// <exception cref="InvalidOperationException">The address names no account.</exception>
    public AwsSession SessionOf(Address address) => SessionOf(address.Within ?? throw new InvalidOperationException($"{address} lives in no account"));

    /// <summary>The id of an account by its name in the policies.</summary>
    /// <exception cref="FaultException">The account was neither read nor created in this run.</exception>
    public string AccountId(string account) => Ids.Of(new(KindNames.Account, account));

    /// <summary>The places of a sort that exist and can be worked in: declared accounts that are active, narrowed as the command says, and always the management account.</summary>
    public async Task<IReadOnlyList<Scope>> ScopesAsync(Places places, CancellationToken cancel)
    {
        var names = await ActiveAccountsAsync(cancel);
        return places switch
        {
            Places.Accounts => [.. names.Select(name => new Scope(name))],
            Places.Regions => [.. names.SelectMany(name => InRegions(name, LandingZone.AllRegions))],
            Places.GovernedRegions => [.. names.SelectMany(name => InRegions(name, LandingZone.GovernedRegions))],
            Places.ManagementRegions => [.. InRegions(LandingZone.ManagementAccount, LandingZone.AllRegions)],
            Places.HomeRegion => [.. names.Select(name => new Scope(name, LandingZone.HomeRegion))],
        };
    }

    /// <summary>Places in regions where things are declared, and where the management account may still have one that no longer is; in retired regions, every account may.</summary>
    public async Task<IReadOnlyList<Scope>> ScopesOfAsync(IReadOnlySet<Scope> declared, CancellationToken cancel) =>
        [.. (await ScopesAsync(Places.Regions, cancel)).Where(place => place.Account == LandingZone.ManagementAccount || declared.Contains(place) || LandingZone.IsRetired(place.Region!))];

    private async Task<IReadOnlyList<string>> ActiveAccountsAsync(CancellationToken cancel)
    {
        if (await TreeAsync(cancel) is not { } tree)
        {
            // No organization yet: the account we are in will be its management account.
            await SharedAsync("caller", async stop =>
            {
                var caller = await Session.Sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), stop);
                Ids.Learn(new(KindNames.Account, LandingZone.ManagementAccount), caller.Account);
                return caller.Account;
            }, cancel);
            return [LandingZone.ManagementAccount];
        }

        var declared = Policies.Accounts.Select(a => a.Value.Name).Where(name => accounts.Count == 0 || accounts.Contains(name)).Append(LandingZone.ManagementAccount).ToHashSet(StringComparer.Ordinal);
        return [.. tree.Accounts.Where(a => declared.Contains(a.Name) && OrganizationTree.StateOf(a.Account) == "ACTIVE").Select(a => a.Name)];
    }

    private static IEnumerable<Scope> InRegions(string account, IReadOnlyList<string> regions) => regions.Select(region => new Scope(account, region));

    /// <summary>What ended a call, as a fault.</summary>
    /// <param name="exception">As caught.</param>
    /// <param name="scope">Where the call was made; our own account and the home region when left out.</param>
    public Fault FaultOf(Exception exception, Scope scope = default) =>
        exception is FaultException known ? known.Fault : AwsFaults.From(exception, scope.Account ?? LandingZone.ManagementAccount, scope.Region ?? Session.Region);

    /// <summary>Identity Center's instance.</summary>
    /// <exception cref="FaultException">Identity Center is not enabled.</exception>
    public Task<IdentityCenter> IdentityCenterAsync(CancellationToken cancel) => SharedAsync("identity-center", stop => IdentityCenter.FindAsync(this, stop), cancel);

    /// <summary>A reading that several kinds need: made by the first who asks, shared by all, a failure too.</summary>
    /// <param name="name">Unique to the reading.</param>
    /// <param name="read">Called at most once, until <see cref="Forget"/>.</param>
    /// <param name="cancel">Of the first who asks.</param>
    public async Task<T> SharedAsync<T>(string name, Func<CancellationToken, Task<T>> read, CancellationToken cancel)
    {
        var once = (Once<(T Value, IReadOnlyCollection<AwsAnswer> Answers)>)_shared.GetOrAdd(
            name, _ => new Once<(T Value, IReadOnlyCollection<AwsAnswer> Answers)>(stop => AnswerLog.AsideAsync(() => read(stop))));
        var (value, answers) = await once.GetAsync(cancel);
        AnswerLog.Share(answers);
        return value;
    }

    /// <summary>Forgets the shared readings, so that they are made anew: the organization has just come into being, or the last look is too old.</summary>
    public void Forget() => _shared.Clear();

    /// <summary>Whether tags carry our ownership mark.</summary>
    public bool IsOurs(IReadOnlyDictionary<string, string> tags) => tags.GetValueOrDefault(LandingZone.OwnershipTag) == LandingZone.ManagedBy;

    private AccountPolicy? Declared(string? email) => email is null ? null : _accountsByEmail.GetValueOrDefault(email);
}
