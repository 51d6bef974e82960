using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Resources.DelegatedAdministrators;
using SecretScoops.Governance.Baseline.Resources.ServiceAccess;
using Xunit;

namespace SecretScoops.Governance.Baseline.Tests.Resources;

public sealed class TrustedAccessTests
{
    private const string Analyzer = "access-analyzer.amazonaws.com";

    private static readonly ServiceAccessKind Access = new();
    private static readonly DelegatedAdministratorKind Administrators = new();

    [Fact]
    public void A_service_loses_its_access_after_its_administrator()
    {
        var (off, revoked) = (Switched(from: true, to: false), Delegated(from: ["prod"], to: []));

        Assert.Equal([revoked.Address], Access.Awaits(off, new([off, revoked])));
    }

    [Fact]
    public void A_service_gets_its_access_without_waiting_and_before_its_administrator()
    {
        var (on, registered) = (Switched(from: false, to: true), Delegated(from: [], to: ["prod"]));

        Assert.Empty(Access.Awaits(on, new([on, registered])));
        Assert.Contains(on.Address, registered.After!.DependsOn);
        Assert.Contains(new Address(KindNames.Account, "prod"), registered.After!.DependsOn);
    }

    [Fact]
    public void The_management_account_stands_for_nobody()
    {
        var nobody = DelegatedAdministratorAttributes.Of(Analyzer, [], "root");

        Assert.Equal(["account/root"], nobody.Administrators.Select(a => a.ToString()));
        Assert.Null(nobody.ServiceAccess);
    }

    private static Change Switched(bool from, bool to) => Between(Access.Of(Analyzer, new(new(Address.Root), from)), Access.Of(Analyzer, new(new(Address.Root), to)));

    private static Change Delegated(string[] from, string[] to) => Between(Administrator(from), Administrator(to));

    private static Resource Administrator(string[] accounts) =>
        Administrators.Of(Analyzer, DelegatedAdministratorAttributes.Of(Analyzer, accounts.Select(name => new Address(KindNames.Account, name)), "root"));

    private static Change Between(Resource before, Resource after) =>
        new(after.Address, before, after) { Differences = Difference.Between(before.Attributes, after.Attributes) };
}
