using SecretScoops.Governance.Baseline.Remediations;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Remediation.Functions;
using SecretScoops.Governance.Sandbox;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation;

/// <summary>What is taken back is proven as what is fixed is, whoever dies on the way.</summary>
/// <param name="desk">For policies.</param>
public sealed class UndoTests(Desk desk) : IClassFixture<Desk>
{
    private const string Bucket = "prod-orders";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_AWS_took_and_did_not_do_is_no_undo()
    {
        await using var ward = await SandboxWard.OpenAsync();
        await ward.OpenBucketAsync(Bucket);
        Assert.Empty(await ward.DeliverAsync(("1", ward.EventOf(Bucket))));
        await ward.ToldAsync();
        var isDue = false;
        ward.Observe = call => isDue |= call is { Operation: "GetCallerIdentity", Moment: SandboxMoment.After } && call.AccountId == ward.AccountId;
        ward.Answer = (service, _) => service == "s3" && isDue && !(isDue = false) ? "" : null;

        await AskBackAsync(ward, ward.IncidentOf(Bucket));

        Assert.True(await ward.IsBlockedAsync(Bucket));
        var last = (await ward.HistoryAsync(Bucket)).Last!;
        Assert.Equal((LedgerStep.UndoRefused, "it was written, and /publicAccessBlock is not what it was"), (last.Step, last.Why));
        Assert.Equal([$"[PROD] undo refused: {SandboxWard.Control} {Bucket}"], await ward.ToldAsync());
    }

    [Fact]
    public async Task An_undo_that_dies_at_any_call_is_ended_by_the_next_delivery_and_gives_nothing_back_twice()
    {
        var calls = new List<string>();
        var whole = await GivenBackAsync(null, calls);
        Assert.Equal("22 0.0.0.0/0, 22 10.0.0.0/8, 22 ::/0; Claimed Fixed UndoAsked Undone Exempted", whole);
        Assert.Equal(2, calls.Count(operation => operation == "AuthorizeSecurityGroupIngress"));

        for (var death = 0; death < calls.Count; death++)
        {
            var ended = await GivenBackAsync(death, []);
            Assert.True(ended == whole, $"dead after call {death + 1} of {calls.Count}, {calls[death]}: {ended}");
        }
    }

    [Fact]
    public async Task What_was_begun_and_left_alone_for_a_while_is_given_back_as_it_was_at_first()
    {
        await using var ward = await SandboxWard.OpenAsync();
        var group = await OpenGroupAsync(ward);
        ward.DieAfter("RevokeSecurityGroupIngress");
        await ward.DeliverAsync(("1", EventOf(ward, group)));
        ward.Observe = _ => { };
        ward.Time.Advance(ward.Lease);
        var copy = PolicyCopy.On(desk);
        copy.Edit("remediations.json", text => text.Replace("\"enabled\": true", "\"enabled\": false", StringComparison.Ordinal));
        var off = Setup.Policies(copy.Folder);
        using (var connection = ward.Connect())
        {
            await Invocations.CallAsync(new RemediateFunction(Setup.Office(connection, off, ward.Time), off), Invocations.Batch([("2", EventOf(ward, group, "2"))]), ward.Time);
        }

        Assert.Equal([LedgerStep.Claimed, LedgerStep.Alerted], (await ward.HistoryAsync(IncidentOf(ward, group))).Entries.Select(e => e.Step));

        Assert.Empty(await ward.DeliverAsync(("3", EventOf(ward, group, "3"))));
        Assert.Equal("22 10.0.0.0/8", await LetsInAsync(ward, group));
        await AskBackAsync(ward, IncidentOf(ward, group));

        Assert.Equal("22 0.0.0.0/0, 22 10.0.0.0/8, 22 ::/0", await LetsInAsync(ward, group));
    }

    private static async Task<string> GivenBackAsync(int? death, List<string> calls)
    {
        await using var ward = await SandboxWard.OpenAsync();
        var group = await OpenGroupAsync(ward);
        Assert.Empty(await ward.DeliverAsync(("1", EventOf(ward, group))));
        Assert.Equal("22 10.0.0.0/8", await LetsInAsync(ward, group));
        var message = await AskedAsync(ward, IncidentOf(ward, group));
        ward.DieAfter(death, calls);
        await ward.DeliverAsync(message);
        ward.Observe = _ => { };
        ward.Time.Advance(ward.Lease);
        Assert.Empty(await ward.DeliverAsync(message));
        Assert.Empty(await ward.DeliverAsync(message));

        var history = await ward.HistoryAsync(IncidentOf(ward, group));
        Assert.Empty(LedgerChain.Faults(history.Entries));
        return $"{await LetsInAsync(ward, group)}; {string.Join(' ', history.Entries.Select(e => e.Step).Distinct())}";
    }

    private static async Task AskBackAsync(SandboxWard ward, Incident incident) => Assert.Empty(await ward.DeliverAsync(await AskedAsync(ward, incident)));

    private static async Task<(string Id, string Body)> AskedAsync(SandboxWard ward, Incident incident)
    {
        await new Docket(ward.Home, Setup.Rules(ward.Bundle), ward.Time).UndoAsync(incident.ShortId, "somebody works from there", Cancel);
        return ("undo", Assert.Single(await ward.RungAsync()));
    }

    private static async Task<string> OpenGroupAsync(SandboxWard ward)
    {
        var ec2 = ward.Member.Ec2;
        var vpc = (await ec2.CreateVpcAsync(new() { CidrBlock = "10.20.0.0/16" }, Cancel)).Vpc.VpcId;
        var group = (await ec2.CreateSecurityGroupAsync(new() { GroupName = "shop", Description = "shop", VpcId = vpc }, Cancel)).GroupId;
        await ec2.AuthorizeSecurityGroupIngressAsync(
            new()
            {
                GroupId = group,
                IpPermissions = [new() { IpProtocol = "tcp", FromPort = 22, ToPort = 22, Ipv4Ranges = [new() { CidrIp = "10.0.0.0/8" }, new() { CidrIp = "0.0.0.0/0" }], Ipv6Ranges = [new() { CidrIpv6 = "::/0" }] }],
            },
            Cancel);
        return group;
    }

    private static Incident IncidentOf(SandboxWard ward, string group) => new("ssh-closed", ward.AccountId, SandboxWard.Region, "AWS::EC2::SecurityGroup", group);

    private static string EventOf(SandboxWard ward, string group, string eventId = "1") => Invocations.ConfigEvent("ssh-closed", "AWS::EC2::SecurityGroup", group, ward.AccountId, SandboxWard.Region, eventId);

    private static async Task<string> LetsInAsync(SandboxWard ward, string group)
    {
        var rules = (await ward.Member.Ec2.DescribeSecurityGroupRulesAsync(new() { Filters = [new() { Name = "group-id", Values = [group] }] }, Cancel)).SecurityGroupRules;
        return string.Join(", ", rules.Where(rule => rule.IsEgress != true).Select(rule => $"{rule.FromPort} {rule.CidrIpv4 ?? rule.CidrIpv6}").Order(StringComparer.Ordinal));
    }
}
