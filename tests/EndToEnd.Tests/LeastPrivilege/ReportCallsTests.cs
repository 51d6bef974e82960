using SecretScoops.Governance.EndToEnd.Tests.Kinds;

namespace SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;

/// <summary>What reports call.</summary>
[KeepsCalls]
public sealed class ReportCallsTests
{
    [Fact]
    public async Task A_report_on_all_there_is()
    {
        var policies = Landing.Small(Landing.Default);
        var rehearsal = await Rehearsal.OfAsync(policies, watched: false);

        var header = await rehearsal.ReportsAsync(policies);

        Assert.NotEmpty(header.Accounts);
    }
}
