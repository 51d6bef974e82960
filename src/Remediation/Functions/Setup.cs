using SecretScoops.Governance.Aws.Ledger;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Remediation.Alerts;
using SecretScoops.Governance.Remediation.Pipeline;

namespace SecretScoops.Governance.Remediation.Functions;

/// <summary>Puts together what the functions work with; reads top to bottom, no container.</summary>
internal static class Setup
{
    /// <summary>The policies that lie beside the function.</summary>
    /// <exception cref="SetupException">They have faults, all of which it names, or say nothing of remediation or alerts.</exception>
    public static PolicyBundle Policies(string folder)
    {
        var reading = PolicyFolder.ReadAtWork(folder);
        if (reading.Bundle is not { } bundle)
        {
            throw new SetupException(string.Join("\n", reading.Faults));
        }

        return bundle.Find(RemediationsFile.Area) is null ? throw new SetupException($"{folder}: remediations.json is missing — without it nobody says what may be fixed")
            : bundle.Find(AlertsFile.Area) is null ? throw new SetupException($"{folder}: alerts.json is missing — without it nobody can be told")
            : bundle;
    }

    /// <summary>Whose events <c>GOVERNANCE_ENVIRONMENTS</c> lets a function answer; all where it is not set.</summary>
    /// <exception cref="SetupException">It names an environment that the policies do not.</exception>
    public static Jurisdiction Jurisdiction(PolicyBundle policies)
    {
        try
        {
            return Pipeline.Jurisdiction.Parse(Environment.GetEnvironmentVariable("GOVERNANCE_ENVIRONMENTS"), policies);
        }
        catch (FormatException wrong)
        {
            throw new SetupException($"GOVERNANCE_ENVIRONMENTS: {wrong.Message}");
        }
    }

    /// <summary>What the policies say of remediation.</summary>
    public static RemediationsPolicy Rules(PolicyBundle policies) => policies.Find(RemediationsFile.Area)!.Value.Value.Policy;

    /// <summary>The office at work: the table is the ledger, topics tell.</summary>
    public static Office Office(AwsConnection connection, PolicyBundle policies, TimeProvider time)
    {
        var (rules, ledger) = (Rules(policies), new LedgerTable(connection.Home.DynamoDb, Rules(policies).Table));
        return Office(connection, policies, ledger, new Notifier(connection.Home, Topics(policies), ledger, rules.Storm.AlertsAnHour, time), time);
    }

    /// <summary>An office that goes by the ledger and writes nothing: neither there, nor to any resource, nor to anybody but whoever asks.</summary>
    public static Office Rehearsal(AwsConnection connection, PolicyBundle policies, INotifier notifier, TimeProvider time) =>
        Office(connection, policies, new MemoryLedger(new LedgerTable(connection.Home.DynamoDb, Rules(policies).Table) { MayBeAbsent = true }), notifier, time) with { DryRun = true };

    /// <summary>An office with a ledger and a voice of one's own.</summary>
    public static Office Office(AwsConnection connection, PolicyBundle policies, ILedger ledger, INotifier notifier, TimeProvider time) => new()
    {
        Connection = connection,
        Policies = Rules(policies),
        Declared = policies,
        Exemptions = policies.Exemptions,
        Roster = new(connection.Home, policies, time),
        Ledger = ledger,
        Notifier = notifier,
        Time = time,
    };

    private static Dictionary<string, string> Topics(PolicyBundle policies) =>
        policies.Find(AlertsFile.Area)!.Value.Value.Topics.ToDictionary(topic => topic.Value.Severity, topic => topic.Value.Name, StringComparer.Ordinal);
}
