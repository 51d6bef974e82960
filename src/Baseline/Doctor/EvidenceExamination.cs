using Amazon.DynamoDBv2.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Resources;
using SecretScoops.Governance.Baseline.Resources.ConfigAggregators;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Baseline.Doctor;

/// <summary>
/// Tries what a report asks besides what a plan reads, one page each. Whatever is missing is a warning and no obstacle: an apply goes ahead, and a report says "not evaluated" of what it could not ask.
/// </summary>
/// <param name="world">The run, in which the accounts were read.</param>
/// <param name="policies">What is declared.</param>
/// <param name="isLocal">Whether something of this process answers in AWS's place.</param>
internal sealed class EvidenceExamination(AwsWorld world, PolicyBundle policies, bool isLocal)
{
    /// <summary>One finding for each source of evidence that the policies have.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancel)
    {
        var found = new List<Finding>();
        if (new ConfigAggregatorKind().Declare(policies).FirstOrDefault()?.Address is { Within: { } within } aggregator)
        {
            found.Add(await TriedAsync("evidence of Config", async () =>
            {
                await world.SessionOf(within).Config.DescribeAggregateComplianceByConfigRulesAsync(new() { ConfigurationAggregatorName = aggregator.Name, Limit = 1 }, cancel);
                return $"aggregator {aggregator.Name} answers";
            }));
        }

        if (policies.Find(SecurityHubFile.Area) is { Value: var hub })
        {
            found.Add(await TriedAsync("evidence of Security Hub", async () =>
            {
                var home = new Scope(hub.AdministratorIn(policies.LandingZone), policies.LandingZone.HomeRegion);
                await world.SessionOf(home).SecurityHub.GetFindingsAsync(new() { MaxResults = 1 }, cancel);
                return $"findings are shown in {home}";
            }));
        }

        // Nothing makes the table in a rehearsal.
        if (!isLocal && policies.Find(RemediationsFile.Area) is { Value.Policy.Table: var table })
        {
            found.Add(await TriedAsync("evidence of remediation", async () =>
            {
                await world.Session.DynamoDb.ScanAsync(new ScanRequest { TableName = table, Limit = 1 }, cancel);
                return $"table {table} can be read";
            }));
        }

        return found;
    }

    private async Task<Finding> TriedAsync(string name, Func<Task<string>> look)
    {
        try
        {
            return new(name, Condition.Ok, await look());
        }
        catch (Exception e) when (AwsFaults.IsFromAws(e) || e is FaultException)
        {
            var fault = world.FaultOf(e);
            return new(name, Condition.Warning, $"cannot be read, so that reports say \"not evaluated\" of what it alone shows: {fault.What}", fault.Remedy ?? "apply first; it is there from then on");
        }
    }
}
