using System.Text.Json;
using SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;
using SecretScoops.Governance.Exemptions;
using SecretScoops.Governance.Reports.Formats;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.EndToEnd.Tests.Reports;

/// <summary>What a report says of a landing zone: five verdicts, and never a pass for what nobody could look at.</summary>
[KeepsCalls]
public sealed class CollectorTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_declared_passes_in_a_zone_that_was_applied_and_every_control_is_spoken_of_in_every_account()
    {
        var zone = await Collecting.OfAsync();

        var collected = await zone.CollectAsync();

        Assert.Empty(collected.Header.Gaps);
        Assert.DoesNotContain(collected.Findings, each => each.ResourceType.StartsWith("SecretScoops::Baseline::", StringComparison.Ordinal) && each.Verdict is Verdict.Fail or Verdict.NotEvaluated);
        Assert.All(
            from control in collected.Header.Catalogue.Controls from account in collected.Header.Accounts where control.Environments.Contains(account.Environment) select (control.Id, account.Id),
            place => Assert.NotEmpty(collected.Of(place.Item1, place.Item2)));
        Assert.All(collected.Findings.Where(each => each.Verdict is Verdict.Pass or Verdict.Fail), each => Assert.NotEmpty(each.Evidence));
        Assert.All(collected.Findings.SelectMany(each => each.Evidence), each =>
        {
            Assert.Matches("^[0-9a-f]{64}$", each.Sha256);
            Assert.NotNull(each.Principal);
            Assert.NotEmpty(each.RequestId!);
        });
    }

    [Fact]
    public async Task The_same_zone_gives_the_same_report_in_whatever_order_AWS_answers()
    {
        var orderly = await (await Collecting.OfAsync()).CollectAsync();
        var expected = Lasting(orderly);

        for (var seed = 1; seed <= 3; seed++)
        {
            var shuffled = await (await Collecting.OfAsync(between: inner => new Shuffling(inner, seed))).CollectAsync();

            var actual = Lasting(shuffled);
            Assert.Equal(expected.Count, actual.Count);
            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second));
        }
    }

    [Fact]
    public async Task Evidence_of_a_resource_is_what_was_asked_about_it_and_not_about_its_neighbour()
    {
        var collected = await (await Collecting.OfAsync()).CollectAsync();

        var guardrails = collected.Findings.Where(each => each.ResourceId.StartsWith("scp/", StringComparison.Ordinal) && each.Verdict == Verdict.Pass).DistinctBy(each => each.ResourceId).ToList();
        Assert.True(guardrails.Count > 3);
        // Each guardrail's own document was read for it: no two rest upon the same call.
        var documents = guardrails.Select(each => Assert.Single(each.Evidence, evidence => evidence.Call == "organizations:DescribePolicy").Command).ToList();
        Assert.Equal(documents.Count, documents.Distinct().Count());
    }

    [Fact]
    public async Task What_Config_says_is_told_apart_five_ways()
    {
        var zone = await Collecting.OfAsync();
        var prod = zone.IdOf("prod");
        await zone.EvaluatedAsync("volumes-encrypted", "AWS::EC2::Volume", ("vol-good", "COMPLIANT"), ("vol-bad", "NON_COMPLIANT"), ("vol-accepted", "NON_COMPLIANT"));
        var exempting = Collecting.Policies with { Exemptions = Leave("volumes-encrypted", "vol-accepted") };

        var told = await zone.CollectAsync(exempting);

        Assert.Equal(
            [(Verdict.Exempt, "vol-accepted"), (Verdict.Fail, "vol-bad"), (Verdict.Pass, "vol-good")],
            told.Of("volumes-encrypted", prod).Where(each => each.ResourceType == "AWS::EC2::Volume").Select(each => (each.Verdict, each.ResourceId)));
        Assert.Equal("leave-to-test", told.On("volumes-encrypted", prod, "vol-accepted").Exemption);
        Assert.Contains("leave-to-test", told.Header.Exemptions.Select(each => each.Id));
        // Nothing to look at, and it was looked at.
        var empty = Assert.Single(told.Of("databases-logged", prod));
        Assert.Equal((Verdict.NotApplicable, "AWS::::Account", prod), (empty.Verdict, empty.ResourceType, empty.ResourceId));
        // No guardrail binds the management account, and nobody looked there.
        Assert.Contains(told.Of("iam-no-users", zone.IdOf("root")), each => each.Verdict == Verdict.NotEvaluated);
        // Nobody looked: Security Hub alone would, and it has said nothing.
        Assert.All(told.Of("queues-encrypted", prod), each => Assert.Equal((Verdict.NotEvaluated, "nobody has looked at it yet"), (each.Verdict, each.Reason)));
    }

    [Fact]
    public async Task A_rule_that_never_ran_is_not_evaluated()
    {
        var zone = await Collecting.OfAsync(between: inner => new Interjecting(inner, (_, operation) => operation.EndsWith(".DescribeConfigRuleEvaluationStatus", StringComparison.Ordinal), """{"ConfigRulesEvaluationStatus":[]}"""));

        var finding = Assert.Single((await zone.CollectAsync()).Of("databases-logged", zone.IdOf("prod")));

        Assert.Equal((Verdict.NotEvaluated, "nobody has looked at it yet"), (finding.Verdict, finding.Reason));
    }

    [Fact]
    public async Task What_differs_fails_with_the_place_of_the_difference_and_what_is_missing_as_missing()
    {
        var zone = await Collecting.OfAsync();
        await zone.InAsync("prod", session => session.Ec2.DisableEbsEncryptionByDefaultAsync(new(), Cancel));
        await zone.InAsync("root", async session =>
        {
            var policies = (await session.Organizations.ListPoliciesAsync(new() { Filter = "SERVICE_CONTROL_POLICY" }, Cancel)).Policies;
            var root = (await session.Organizations.ListRootsAsync(new(), Cancel)).Roots[0].Id;
            await session.Organizations.DetachPolicyAsync(new() { PolicyId = policies.Single(each => each.Name == "protect-audit-services").Id, TargetId = root }, Cancel);
        });

        var collected = await zone.CollectAsync();

        var prod = zone.IdOf("prod");
        var encryption = collected.Findings.First(each => each.ResourceId == "ebs-encryption/default@prod/eu-west-1");
        Assert.Equal(Verdict.Fail, encryption.Verdict);
        Assert.Contains("/enabled", encryption.Reason, StringComparison.Ordinal);
        Assert.False(encryption.Observed!["enabled"]!.GetValue<bool>());
        Assert.True(encryption.Declared!["enabled"]!.GetValue<bool>());
        var guarded = collected.On("security-hub-on", prod, "scp/protect-audit-services");
        Assert.Equal(Verdict.Fail, guarded.Verdict);
        Assert.Contains("does not exist", guarded.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_that_left_its_unit_is_not_guarded_by_what_is_attached_there()
    {
        var zone = await Collecting.OfAsync();
        await zone.InAsync("root", async session =>
        {
            var account = zone.IdOf("prod");
            var parent = (await session.Organizations.ListParentsAsync(new() { ChildId = account }, Cancel)).Parents[0].Id;
            await session.Organizations.MoveAccountAsync(
                new() { AccountId = account, SourceParentId = parent, DestinationParentId = (await session.Organizations.ListRootsAsync(new(), Cancel)).Roots[0].Id }, Cancel);
        });

        var collected = await zone.CollectAsync();

        Assert.All(collected.Findings.Where(each => each.ResourceId == "scp/immutable-production" && each.AccountId == zone.IdOf("prod")), each => Assert.Equal(Verdict.Fail, each.Verdict));
        Assert.Contains(collected.Findings, each => each.ResourceId == "scp/immutable-production");
    }

    [Fact]
    public async Task A_narrowed_report_compares_what_guards_the_account_all_the_same()
    {
        var zone = await Collecting.OfAsync();
        await zone.InAsync("root", async session =>
        {
            var policy = (await session.Organizations.ListPoliciesAsync(new() { Filter = "SERVICE_CONTROL_POLICY" }, Cancel)).Policies.Single(each => each.Name == "immutable-production");
            await session.Organizations.UpdatePolicyAsync(new() { PolicyId = policy.Id, Content = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"iam:CreateUser","Resource":"*"}]}""" }, Cancel);
        });

        var collected = await zone.CollectAsync(options: new() { Accounts = ["prod"] });

        Assert.Equal(["prod"], collected.Header.Accounts.Select(each => each.Name));
        var weakened = collected.Findings.Where(each => each.ResourceId == "scp/immutable-production").ToList();
        Assert.NotEmpty(weakened);
        Assert.All(weakened, each => Assert.Equal(Verdict.Fail, each.Verdict));
    }

    [Fact]
    public async Task What_is_ours_and_declared_no_more_fails()
    {
        var zone = await Collecting.OfAsync();
        var assignment = Collecting.Policies.Assignments[0];
        var fewer = Collecting.Policies with { Assignments = [.. Collecting.Policies.Assignments.Skip(1)] };

        var stray = (await zone.CollectAsync(fewer)).Findings.Where(each => each.Reason == "it is there, and nobody declares it any more").ToList();

        Assert.NotEmpty(stray);
        Assert.All(stray, each => Assert.Equal((Verdict.Fail, true, true), (each.Verdict, each.Declared is null, each.Observed is not null)));
        Assert.All(stray, each => Assert.StartsWith("assignment/", each.ResourceId, StringComparison.Ordinal));
        Assert.Contains(stray, each => each.ResourceId.Contains(assignment.Value.PermissionSet, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_account_without_access_is_not_evaluated_with_the_reason_and_passes_nowhere_by_what_lies_in_it()
    {
        var zone = await Collecting.OfAsync(state => state.Accounts.Single(account => account.Name == "prod").Iam!.Roles.RemoveAll(role => role.Name == "OrganizationAccountAccessRole"));
        var prod = zone.IdOf("prod");

        var collected = await zone.CollectAsync();

        var inside = Inside(collected, "@prod/eu-west-1");
        Assert.All(inside, each => Assert.Equal(Verdict.NotEvaluated, each.Verdict));
        Assert.All(inside, each => Assert.Contains("may not assume role", each.Reason, StringComparison.Ordinal));
        Assert.All(inside, each => Assert.Empty(each.Evidence));
        Assert.Contains(collected.Header.Gaps, gap => gap.AccountId == prod && gap.Call == "sts:AssumeRole" && gap.Reason.Contains("may not assume role", StringComparison.Ordinal));
        // The aggregator still shows what Config found there.
        Assert.Contains(collected.Of("volumes-encrypted-by-default", prod), each => each.Evidence.Any(evidence => evidence.Source == EvidenceSource.Config));
    }

    [Fact]
    public async Task Where_the_aggregator_is_shut_too_nothing_of_the_account_is_evaluated()
    {
        var zone = await Collecting.OfAsync(
            state => state.Accounts.Single(account => account.Name == "prod").Iam!.Roles.RemoveAll(role => role.Name == "OrganizationAccountAccessRole"),
            inner => Interjecting.Refusing(inner, (_, operation) => operation.Contains("Aggregate", StringComparison.Ordinal), "AccessDeniedException"));
        var prod = zone.IdOf("prod");

        var collected = await zone.CollectAsync();

        Assert.All(collected.Of("volumes-encrypted-by-default", prod).Where(each => !each.ResourceType.StartsWith("SecretScoops", StringComparison.Ordinal)), each => Assert.Equal(Verdict.NotEvaluated, each.Verdict));
        var gap = Assert.Single(collected.Header.Gaps, gap => gap.AccountId == prod && gap.Controls.Contains("volumes-encrypted-by-default"));
        Assert.Contains("may not assume role", gap.Reason, StringComparison.Ordinal);
        // The management account's own rules were asked where they are.
        Assert.Contains(collected.Of("buckets-encrypted", zone.IdOf("root")), each => each.Verdict == Verdict.Pass && each.Evidence.Any(evidence => evidence.Call == "config:GetComplianceDetailsByConfigRule"));
    }

    [Fact]
    public async Task A_region_that_is_off_is_not_evaluated_there_and_looked_at_elsewhere()
    {
        var zone = await Collecting.OfAsync(state => state.Accounts.Single(account => account.Name == "prod").Regions[Collecting.Region].Disabled = true);

        var collected = await zone.CollectAsync();

        var off = Inside(collected, "@prod/eu-west-1");
        Assert.All(off, each => Assert.Equal(Verdict.NotEvaluated, each.Verdict));
        Assert.All(off, each => Assert.Contains("is not enabled in account \"prod\"", each.Reason, StringComparison.Ordinal));
        Assert.Contains(collected.Findings, each => each.ResourceId.EndsWith("@root/eu-west-1", StringComparison.Ordinal) && each.Verdict == Verdict.Pass);
    }

    [Fact]
    public async Task What_AWS_throttled_until_patience_ended_is_not_evaluated()
    {
        var zone = await Collecting.OfAsync(between: inner => Interjecting.Refusing(inner, (_, operation) => operation.EndsWith(".GetAggregateComplianceDetailsByConfigRule", StringComparison.Ordinal), "ThrottlingException"));

        var collected = await zone.CollectAsync();

        var findings = collected.Of("volume-snapshots-blocked", zone.IdOf("prod")).Concat(collected.Of("buckets-encrypted", zone.IdOf("root"))).Where(each => !each.ResourceType.StartsWith("SecretScoops", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(findings);
        Assert.All(findings, each => Assert.Equal(Verdict.NotEvaluated, each.Verdict));
        Assert.Contains(collected.Header.Gaps, gap => gap.Call == "config:GetAggregateComplianceDetailsByConfigRule" && gap.Reason.Contains("throttl", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Before_there_is_an_organization_a_report_can_be_made_and_nothing_of_it_passes_that_is_not_there()
    {
        var collected = await Collecting.Fresh().CollectAsync();

        Assert.Contains(collected.Header.Gaps, gap => gap.Reason.Contains("account prod is declared and does not exist", StringComparison.Ordinal));
        Assert.DoesNotContain(collected.Findings, each => each.ResourceId.StartsWith("scp/", StringComparison.Ordinal) && each.Verdict == Verdict.Pass);
    }

    [Fact]
    public async Task A_kind_that_is_left_out_is_not_evaluated_and_says_why()
    {
        var collected = await (await Collecting.OfAsync()).CollectAsync(options: new() { Without = ["ebs-encryption"] });

        var left = collected.Findings.Where(each => each.ResourceId.StartsWith("ebs-encryption/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(left);
        Assert.All(left, each => Assert.Equal((Verdict.NotEvaluated, "it was left out with --without ebs-encryption"), (each.Verdict, each.Reason)));
    }

    // What is read with a session of the account and region, and in no other way.
    private static List<Finding> Inside(Collected collected, string place)
    {
        string[] kinds = ["ebs-encryption/", "config-recorder/", "default-security-group/", "instance-metadata/", "access-analyzer/"];
        var inside = collected.Findings.Where(each => each.ResourceId.EndsWith(place, StringComparison.Ordinal) && kinds.Any(kind => each.ResourceId.StartsWith(kind, StringComparison.Ordinal))).ToList();
        Assert.True(inside.Count >= 3, string.Join(", ", inside.Select(each => each.ResourceId)));
        return inside;
    }

    private static ExemptionBook Leave(string control, string resource) => new(
        [
            new()
            {
                Id = "leave-to-test",
                Owner = "a@secretscoops.example",
                RequestedBy = "b@secretscoops.example",
                Approver = "c@secretscoops.example",
                Reason = "it is tried out",
                Ticket = "SEC-1",
                Controls = [control],
                Scope = new() { Accounts = ["prod"], Environments = [], Regions = [], Resources = [resource] },
                From = DateTimeOffset.UnixEpoch,
                Expires = DateTimeOffset.MaxValue,
                Where = new("exemptions/leave-to-test.json"),
            },
        ],
        []);

    // What of a report does not change from run to run.
    private static List<string> Lasting(Collected collected) =>
    [
        .. collected.Header.Gaps.Select(gap => gap.ToString()),
        .. collected.Findings.Select(each => JsonSerializer.Serialize(
            each with
            {
                ObservedAt = default,
                Observed = null,
                Evidence = [.. each.Evidence.Select(evidence => evidence with { At = default, RequestId = null, Sha256 = "" })],
            },
            ReportJson.Default.Finding)),
    ];
}
