using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.EndToEnd.Tests.Rehearsed;

/// <summary>Services with access to the organization, on the sandbox: on, off, delegated, taken back.</summary>
[KeepsCalls]
public sealed class TrustedAccessTests : IDisposable
{
    private static readonly string[] kinds = ["service-access", "delegated-administrator", "organization", "ou", "account"];

    private readonly Desk desk = new();
    private readonly LandingZoneInProcess zone = new();

    [Fact]
    public async Task The_default_policies_enable_it_and_a_second_plan_finds_nothing()
    {
        var policies = Read(_ => { });

        await zone.Apply(policies, kinds);

        Assert.Empty((await zone.Plan(policies, kinds)).Pending);
        var enabled = (await zone.Home.Organizations.ListAWSServiceAccessForOrganizationAsync(new(), TestContext.Current.CancellationToken)).EnabledServicePrincipals;
        Assert.Contains(enabled, each => each.ServicePrincipal == "cloudtrail.amazonaws.com");
    }

    [Fact]
    public async Task Delegated_handed_over_and_switched_off_in_an_order_that_AWS_takes()
    {
        var toDev = Read(copy => copy.Edit("trusted-access.json", Administered("root", "dev")));
        var toProd = Read(copy => copy.Edit("trusted-access.json", Administered("root", "prod")));
        var off = Read(copy => copy.Edit("trusted-access.json", text => Once(text, "\"enabled\": true", "\"enabled\": false")));

        await zone.Apply(toDev, kinds);
        Assert.Equal(["dev"], await Administrators());
        var handedOver = await zone.Apply(toProd, kinds);
        Assert.Equal(["prod"], await Administrators());
        var switchedOff = await zone.Apply(off, kinds);
        Assert.Empty(await Administrators());
        await zone.Apply(toDev, kinds);

        Assert.Equal(["delegated-administrator/access-analyzer.amazonaws.com"], handedOver.Select(c => c.Address.ToString()));
        Assert.Equal(
            ["delegated-administrator/access-analyzer.amazonaws.com", "service-access/access-analyzer.amazonaws.com"],
            switchedOff.Where(c => c.Verb == Verb.Update).Select(c => c.Address.ToString()));
        Assert.Equal(["dev"], await Administrators());
        Assert.Empty((await zone.Plan(toDev, kinds)).Pending);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        zone.Dispose();
        desk.Dispose();
    }

    private async Task<IEnumerable<string>> Administrators() =>
        ((await zone.Home.Organizations.ListDelegatedAdministratorsAsync(new() { ServicePrincipal = "access-analyzer.amazonaws.com" }, TestContext.Current.CancellationToken)).DelegatedAdministrators ?? [])
            .Select(each => each.Name);

    // The first service of the file is Access Analyzer.
    private static Func<string, string> Administered(string before, string after) => text => Once(text, $"\"administrator\": \"{before}\"", $"\"administrator\": \"{after}\"");

    private static string Once(string text, string old, string replacement)
    {
        var at = text.IndexOf(old, StringComparison.Ordinal);
        return text[..at] + replacement + text[(at + old.Length)..];
    }

    private PolicyBundle Read(Action<PolicyCopy> edit)
    {
        var copy = PolicyCopy.On(desk);
        edit(copy);
        var reading = PolicyFolder.Read(copy.Folder);
        Directory.Delete(copy.Folder, recursive: true);
        return reading.Bundle ?? throw new InvalidOperationException(string.Join("\n", reading.Faults));
    }
}
