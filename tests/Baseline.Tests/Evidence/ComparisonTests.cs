using System.Text.Json.Nodes;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Evidence;
using SecretScoops.Governance.Baseline.Resources;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Reports.Model;
using Xunit;

namespace SecretScoops.Governance.Baseline.Tests.Evidence;

/// <summary>A resource passes when it was read and is as declared; whatever else is the case is told apart.</summary>
public sealed class ComparisonTests
{
    private static readonly Address unit = new(KindNames.OrganizationalUnit, "PROD");
    private static readonly Fault denied = new() { Code = "access-denied", What = "access denied", Where = new("root/eu-west-1 organizations:ListRoots") };

    [Fact]
    public void As_declared_passes_and_otherwise_fails_with_the_place()
    {
        Expect(Of([Unit("a")], [Unit("a")]), Verdict.Pass, "it is as declared");
        Expect(Of([Unit("a")], [Unit("b")]), Verdict.Fail, "it differs from what is declared in /mark");
        Expect(Of([Unit("a")], []), Verdict.Fail, "it is declared and does not exist");
    }

    [Fact]
    public void What_could_not_be_read_is_not_evaluated_with_its_own_reason()
    {
        var address = new Address(KindNames.EbsEncryption, "default", "prod/eu-west-1");
        Resource[] declared = [new(address, new() { ["enabled"] = true })];
        var away = new OutOfReach(null, "prod", null, denied with { What = "no role there" });

        Expect(Of([Unit("a")], [], notRead: [KindNames.OrganizationalUnit]), Verdict.NotEvaluated, "it could not be read: access denied");
        Expect(Of(declared, [], away: [away]), Verdict.NotEvaluated, "it could not be read: no role there");
        Expect(Of(declared, [], without: [KindNames.EbsEncryption]), Verdict.NotEvaluated, "it was left out with --without ebs-encryption");
        // What was read in a kind of which another part was not, was read.
        Expect(Of([Unit("a")], [Unit("a")], notRead: [KindNames.OrganizationalUnit]), Verdict.Pass, "it is as declared");
    }

    [Fact]
    public void What_is_ours_and_undeclared_fails_and_what_is_anothers_is_no_matter()
    {
        Expect(Of([], [Unit("a")]), Verdict.Fail, "it is there, and nobody declares it any more");
        Assert.Empty(Of([], [Unit("a") with { Owned = false }]).Addresses);
    }

    [Fact]
    public void What_somebody_else_keeps_has_only_to_be_there()
    {
        Expect(Of([Unit("a") with { External = true }], [Unit("b")]), Verdict.Pass, "it is there, as declared; somebody else keeps it");
        Expect(Of([Unit("a") with { External = true }], []), Verdict.Fail, "it is declared and does not exist");
    }

    private static Comparison Of(Resource[] desired, Resource[] observed, string[]? notRead = null, OutOfReach[]? away = null, string[]? without = null) =>
        new(desired, new(observed) { NotRead = notRead ?? [], OutOfReach = away ?? [] }, Kinds.Pure, without ?? [], _ => denied);

    private static Resource Unit(string mark) => new(unit, new JsonObject { ["mark"] = mark });

    private static void Expect(Comparison comparison, Verdict verdict, string reason)
    {
        var compared = comparison.Of(Assert.Single(comparison.Addresses));
        Assert.Equal((verdict, reason), (compared.Verdict, compared.Reason));
    }
}
