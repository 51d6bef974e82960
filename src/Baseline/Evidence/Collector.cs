using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Estates;
using SecretScoops.Governance.Baseline.Resources;
using SecretScoops.Governance.Exemptions;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Reports.Model;
using SecretScoops.Governance.Reports.Spooling;
using Evident = SecretScoops.Governance.Reports.Model.Evidence;

namespace SecretScoops.Governance.Baseline.Evidence;

/// <summary>Collects a report: asks every witness, fills what nobody spoke of, and says of what, when and by whom.</summary>
/// <param name="policies">What is declared.</param>
/// <param name="estate">What is there.</param>
/// <param name="world">The AWS side; null for a snapshot.</param>
/// <param name="connection">To AWS or the rehearsal; null for a snapshot.</param>
/// <param name="time">The clock.</param>
internal sealed class Collector(PolicyBundle policies, IEstate estate, AwsWorld? world, AwsConnection? connection, TimeProvider time)
{
    /// <summary>No account has this id (AWS numbers them from 100000000000 up), and readers of reports want twelve digits.</summary>
    public const string NoAccount = "000000000000";

    /// <summary>Collects into the spool.</summary>
    /// <param name="subject">What the report speaks of: <see cref="ReportHeader.Subject"/>.</param>
    /// <param name="options">What is narrowed.</param>
    /// <param name="spool">Takes the findings.</param>
    /// <param name="toolVersion">Of the tool.</param>
    /// <param name="folder">Of the policies, for the commit they stand in.</param>
    /// <param name="progress">Told how many of how many kinds are read.</param>
    /// <param name="cancel">Ends the collecting.</param>
    /// <exception cref="FaultException">The policies declare no controls, or nobody can say who collects.</exception>
    public async Task<ReportHeader> CollectAsync(string subject, PlanOptions options, FindingSpool spool, string toolVersion, string folder, Action<int, int, string> progress, CancellationToken cancel)
    {
        if (policies.Controls.Controls.Count == 0)
        {
            throw new FaultException(new() { Code = "no-controls", What = "the policies declare no controls, so there is nothing to report on", Where = new("controls"), Remedy = "take the folder controls/ of the default policies" });
        }

        var begun = time.GetUtcNow();
        var witnessed = new WitnessedEstate(estate);
        var desired = Kinds.Pure.Values.SelectMany(kind => kind.Declare(policies));
        var reading = await Survey.ReadAsync(witnessed, [.. Kinds.Pure.Values.Where(kind => !options.LeavesOut(kind.Name))], progress, cancel);
        var identity = connection is null ? null : await connection.HomeIdentityAsync(cancel);
        var proof = identity is null ? null : new Proof(identity.Arn, identity.AccountId, policies.LandingZone.AccessRole, connection!.Options.SessionName);
        var (accounts, absent) = Accounts(options);
        var inquiry = new Inquiry(policies, accounts, begun);
        var record = new Testimony(inquiry, spool);
        absent.ForEach(record.Shut);

        IReadOnlyList<IWitness> witnesses =
        [
            new BaselineWitness(
                inquiry, new(desired, reading, Kinds.Pure, options.Without, witnessed.WhyUnread), resource => EvidenceOf(resource, witnessed, proof), (estate as SnapshotEstate)?.TakenAt ?? time.GetUtcNow()),
            .. proof is null ? [] : Remote(inquiry, proof),
        ];
        foreach (var witness in witnesses)
        {
            await witness.TestifyAsync(record, cancel);
        }

        Unread(inquiry, reading).ForEach(record.Shut);
        record.Close(witnesses.SelectMany(witness => witness.Asked()));
        return Header(subject, inquiry, record, begun, toolVersion, folder, identity?.Arn);
    }

    // Which controls stay open for it is told resource by resource.
    private List<Gap> Unread(Inquiry inquiry, Reading reading)
    {
        var home = inquiry.ByName(policies.LandingZone.ManagementAccount)?.Id ?? NoAccount;
        var gaps = reading.Unread.Where(fault => fault.Severity == Faults.Severity.Error)
            .Select(fault => new Gap(home, policies.LandingZone.HomeRegion, GapCall.Of(fault, fault.Where.Name), fault.What, []));
        var away = from place in reading.OutOfReach
                   let account = inquiry.ByName(place.Account)
                   where account is not null
                   select new Gap(account.Id, place.Region ?? Spot.Global, GapCall.Of(place.Why, place.Why.Where.Name), place.Why.What, []);
        return [.. gaps, .. away];
    }

    private IEnumerable<IWitness> Remote(Inquiry inquiry, Proof proof)
    {
        yield return new ConfigWitness(inquiry, world!, proof);
        yield return new SecurityHubWitness(inquiry, world!, proof);
        if (policies.Find(RemediationsFile.Area) is { Value: var file })
        {
            // Nothing makes the table in a rehearsal, and nothing is repaired there.
            yield return new LedgerWitness(inquiry, world!.Session, file.Policy, proof, connection!.IsLocal ? WithoutTable.NothingRepaired : WithoutTable.NotRead);
        }
    }

    private IReadOnlyList<Evident> EvidenceOf(Resource resource, WitnessedEstate witnessed, Proof? proof)
    {
        if (estate is SnapshotEstate snapshot)
        {
            return [snapshot.Evidence(IdOf(resource.Address.Account ?? policies.LandingZone.ManagementAccount) ?? NoAccount, resource.Address.Region ?? Spot.Global)];
        }

        var (account, home) = (resource.Address.Account is { } name ? IdOf(name) : null, IdOf(policies.LandingZone.ManagementAccount));
        var referred = resource.DependsOn.Where(address => address.Kind != KindNames.Account && address != Address.Root).Select(world!.Ids.TryOf);
        return [.. witnessed.AnswersOf(resource.Address, account, home, [world.Ids.TryOf(resource.Address), .. referred]).Select(answer => proof!.Of(answer, EvidenceSource.Baseline))];
    }

    private (IReadOnlyList<ReportAccount> Accounts, List<Gap> Absent) Accounts(PlanOptions options)
    {
        var (zone, found, absent) = (policies.LandingZone, new List<ReportAccount>(), new List<Gap>());
        foreach (var (name, environment) in policies.Everywhere.Where(account => options.Reaches(account.Name)))
        {
            if (IdOf(name) is { } id)
            {
                found.Add(new(id, name, environment, [.. zone.GovernedRegions]));
            }
            else
            {
                absent.Add(new(NoAccount, Spot.Global, "organizations:ListAccounts", $"account {name} is declared and does not exist, so that nothing can be said of it", []));
            }
        }

        return (found, absent);
    }

    private string? IdOf(string account) => world is not null
        ? world.Ids.TryOf(new(KindNames.Account, account))
        : (estate as SnapshotEstate)?.AccountIds.GetValueOrDefault(account);

    private ReportHeader Header(string subject, Inquiry inquiry, Testimony record, DateTimeOffset begun, string toolVersion, string folder, string? principal) => new()
    {
        Id = Guid.NewGuid(),
        At = begun,
        Until = time.GetUtcNow(),
        ToolVersion = toolVersion,
        Principal = principal,
        Subject = subject,
        PolicyFingerprint = policies.Fingerprint,
        PolicyCommit = PolicyCommit.Of(folder),
        Environments = EnvironmentOrder.Of(policies),
        Accounts = inquiry.Accounts,
        Catalogue = policies.Controls,
        Exemptions = [.. policies.Exemptions.All.Select(exemption => Told(exemption, folder))],
        Gaps = [.. record.Gaps],
    };

    private static ReportExemption Told(Exemption exemption, string folder) => new()
    {
        Id = exemption.Id,
        Owner = exemption.Owner,
        RequestedBy = exemption.RequestedBy,
        Approver = exemption.Approver,
        Reason = exemption.Reason,
        Ticket = exemption.Ticket,
        Controls = exemption.Controls,
        Accounts = exemption.Scope.Accounts,
        Environments = exemption.Scope.Environments,
        Regions = exemption.Scope.Regions,
        Resources = exemption.Scope.Resources,
        From = exemption.From,
        Expires = exemption.Expires,
        File = Path.GetRelativePath(folder, exemption.Where.Name),
        TooBroad = exemption.Scope.Resources.FirstOrDefault(ExemptionScope.IsTooBroad) is { } pattern ? $"the pattern {pattern} leaves open which resource is meant" : null,
    };
}
