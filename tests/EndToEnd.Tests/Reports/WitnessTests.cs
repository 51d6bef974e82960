using Amazon.SecurityHub.Model;
using SecretScoops.Governance.Aws.Ledger;
using SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.EndToEnd.Tests.Reports;

/// <summary>Security Hub and the ledger as witnesses: whom to believe, and what their silence means.</summary>
[KeepsCalls]
public sealed class WitnessTests
{
    private const string Queue = "arn:aws:sqs:eu-west-1:123456789012:orders";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Findings_of_Security_Hub_become_verdicts_on_their_resources_in_their_accounts()
    {
        var zone = await Collecting.OfAsync();
        var prod = zone.IdOf("prod");
        await Import(zone, "prod", Checked(prod, "SQS.1", "PASSED", Queue), Checked(prod, "SQS.1", "FAILED", Queue + "-open"), Checked(prod, "SQS.1", "WARNING", Queue + "-unclear"));
        await Import(zone, "root", Checked(zone.IdOf("root"), "SQS.1", "PASSED", Queue));

        var collected = await zone.CollectAsync();

        Assert.Equal(
            [("orders", Verdict.Pass), ("orders-open", Verdict.Fail), ("orders-unclear", Verdict.NotEvaluated)],
            collected.Of("queues-encrypted", prod).Select(each => (each.ResourceId, each.Verdict)));
        Assert.Equal(Verdict.Pass, Assert.Single(collected.Of("queues-encrypted", zone.IdOf("root"))).Verdict);
        var evidence = Assert.Single(collected.On("queues-encrypted", prod, "orders-open").Evidence);
        Assert.Equal((EvidenceSource.SecurityHub, "securityhub:GetFindings", zone.IdOf("root"), Collecting.Region), (evidence.Source, evidence.Call, evidence.AccountId, evidence.Region));
        Assert.Contains("get-findings", evidence.Command, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_account_says_of_itself_in_Security_Hubs_words_is_no_evidence()
    {
        var zone = await Collecting.OfAsync();
        var prod = zone.IdOf("prod");
        var forged = Checked(prod, "SQS.1", "PASSED", Queue);
        forged.ProductArn = $"arn:aws:securityhub:eu-west-1:{prod}:product/{prod}/default";
        await Import(zone, "prod", forged);

        var finding = Assert.Single((await zone.CollectAsync()).Of("queues-encrypted", prod));

        Assert.Equal(Verdict.NotEvaluated, finding.Verdict);
    }

    [Fact]
    public async Task Of_two_witnesses_who_disagree_the_worse_counts_and_both_are_named_in_the_same_order()
    {
        var zone = await Collecting.OfAsync();
        var prod = zone.IdOf("prod");
        await zone.EvaluatedAsync("volumes-encrypted", "AWS::EC2::Volume", ("vol-1", "COMPLIANT"), ("vol-2", "NON_COMPLIANT"));
        await Import(zone, "prod", Volume(prod, "FAILED", "vol-1"), Volume(prod, "PASSED", "vol-2"));

        var collected = await zone.CollectAsync();

        foreach (var volume in (string[])["vol-1", "vol-2"])
        {
            var finding = collected.On("volumes-encrypted", prod, volume);
            Assert.Equal(Verdict.Fail, finding.Verdict);
            Assert.Equal([EvidenceSource.Config, EvidenceSource.SecurityHub], finding.Evidence.Select(each => each.Source));
        }

        Assert.StartsWith("Security Hub control EC2.3", collected.On("volumes-encrypted", prod, "vol-1").Reason, StringComparison.Ordinal);
        Assert.StartsWith("AWS Config rule", collected.On("volumes-encrypted", prod, "vol-2").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Security_Hub_that_cannot_be_read_leaves_its_controls_open_even_where_Config_has_looked()
    {
        var zone = await Collecting.OfAsync(between: inner => Interjecting.Refusing(inner, (_, operation) => operation == "/findings", "AccessDeniedException"));
        await zone.EvaluatedAsync("volumes-encrypted", "AWS::EC2::Volume", ("vol-1", "COMPLIANT"));
        var prod = zone.IdOf("prod");

        var collected = await zone.CollectAsync();

        Assert.Equal(Verdict.NotEvaluated, Assert.Single(collected.Of("queues-encrypted", prod)).Verdict);
        Assert.Equal(
            [("vol-1", Verdict.Pass), (prod, Verdict.NotEvaluated)],
            collected.Of("volumes-encrypted", prod).Where(each => !each.ResourceType.StartsWith("SecretScoops", StringComparison.Ordinal)).Select(each => (each.ResourceId, each.Verdict)).OrderByDescending(each => each.Item1, StringComparer.Ordinal));
        Assert.All(collected.Header.Gaps, gap => Assert.Equal("securityhub:GetFindings", gap.Call));
        Assert.Equal(2, collected.Header.Gaps.Count);
    }

    [Fact]
    public async Task A_rehearsal_without_a_ledger_has_no_gap_and_one_with_a_ledger_tells_its_repairs()
    {
        var zone = await Collecting.OfAsync();
        Assert.Empty((await zone.CollectAsync()).Header.Gaps);
        var prod = zone.IdOf("prod");
        await zone.EvaluatedAsync("volumes-encrypted", "AWS::EC2::Volume", ("vol-1", "COMPLIANT"));

        await Write(zone, new("volumes-encrypted", prod, Collecting.Region, "AWS::EC2::Volume", "vol-1"), LedgerStep.Claimed, LedgerStep.Fixed);
        await Write(zone, new("volumes-encrypted", prod, Collecting.Region, "AWS::EC2::Volume", "vol-2"), LedgerStep.Held);
        var collected = await zone.CollectAsync();

        var repaired = collected.On("volumes-encrypted", prod, "vol-1");
        Assert.Equal(Verdict.Pass, repaired.Verdict);
        Assert.Equal(["claimed", "fixed"], repaired.Repairs.Select(each => each.Step));
        Assert.Equal([EvidenceSource.Config, EvidenceSource.Ledger], repaired.Evidence.Select(each => each.Source));
        var held = collected.On("volumes-encrypted", prod, "vol-2");
        Assert.Equal((Verdict.Fail, "ledger: held, as tests do"), (held.Verdict, held.Reason));
    }

    [Fact]
    public async Task A_ledger_that_cannot_be_read_is_a_gap()
    {
        var zone = await Collecting.OfAsync(between: inner => Interjecting.Refusing(inner, (_, operation) => operation.StartsWith("DynamoDB", StringComparison.Ordinal), "AccessDeniedException"));

        var gap = Assert.Single((await zone.CollectAsync()).Header.Gaps);

        Assert.Equal((zone.IdOf("root"), Collecting.Region, "dynamodb:Scan"), (gap.AccountId, gap.Region, gap.Call));
        Assert.Contains("what was repaired is missing", gap.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_is_no_ledgers_is_a_gap_and_no_end_of_the_report()
    {
        var zone = await Collecting.OfAsync();
        await Write(zone, new("volumes-encrypted", zone.IdOf("prod"), Collecting.Region, "AWS::EC2::Volume", "vol-1"), LedgerStep.Held);
        await zone.InAsync("root", session => session.DynamoDb.PutItemAsync(
            new() { TableName = Table, Item = new() { ["pk"] = new() { S = $"volumes-encrypted|{zone.IdOf("prod")}|eu-west-1|AWS::EC2::Volume|vol-0" }, ["sk"] = new() { S = "000000001" }, ["line"] = new() { S = "{" } } }, Cancel));

        var gap = Assert.Single((await zone.CollectAsync()).Header.Gaps);

        Assert.Contains("holds what is no ledger", gap.Reason, StringComparison.Ordinal);
    }

    private static string Table => Collecting.Policies.Find(RemediationsFile.Area)!.Value.Value.Policy.Table;

    private static Task Import(Collecting zone, string account, params List<AwsSecurityFinding> findings) => zone.InAsync(account, async session =>
    {
        var answer = await session.SecurityHub.BatchImportFindingsAsync(new() { Findings = findings }, Cancel);
        Assert.Equal((findings.Count, 0), (answer.SuccessCount, answer.FailedCount));
    });

    private static AwsSecurityFinding Volume(string account, string status, string volume)
    {
        var finding = Checked(account, "EC2.3", status, $"arn:aws:ec2:eu-west-1:{account}:volume/{volume}");
        finding.Resources[0].Type = "AwsEc2Volume";
        return finding;
    }

    // As Security Hub's own checks write them, with consolidated findings.
    private static AwsSecurityFinding Checked(string account, string control, string status, string resource) => new()
    {
        SchemaVersion = "2018-10-08",
        Id = $"arn:aws:securityhub:eu-west-1:{account}:security-control/{control}/finding/{resource}",
        ProductArn = "arn:aws:securityhub:eu-west-1::product/aws/securityhub",
        GeneratorId = $"security-control/{control}",
        AwsAccountId = account,
        Types = ["Software and Configuration Checks/Industry and Regulatory Standards"],
        CreatedAt = "2026-11-24T12:00:00Z",
        UpdatedAt = "2026-11-24T12:00:00Z",
        Severity = new() { Label = "MEDIUM" },
        Title = control,
        Description = control,
        Compliance = new() { Status = status, SecurityControlId = control },
        Resources = [new() { Type = "AwsSqsQueue", Id = resource, Region = "eu-west-1" }],
    };

    private static Task Write(Collecting zone, Incident incident, params LedgerStep[] steps) => zone.InAsync("root", async session =>
    {
        if (!(await session.DynamoDb.ListTablesAsync(new Amazon.DynamoDBv2.Model.ListTablesRequest(), Cancel)).TableNames.Contains(Table))
        {
            await session.DynamoDb.CreateTableAsync(
                new Amazon.DynamoDBv2.Model.CreateTableRequest
                {
                    TableName = Table,
                    BillingMode = "PAY_PER_REQUEST",
                    KeySchema = [new() { AttributeName = "pk", KeyType = "HASH" }, new() { AttributeName = "sk", KeyType = "RANGE" }],
                    AttributeDefinitions = [new() { AttributeName = "pk", AttributeType = "S" }, new() { AttributeName = "sk", AttributeType = "S" }],
                },
                Cancel);
        }

        var ledger = new LedgerTable(session.DynamoDb, Table);
        foreach (var step in steps)
        {
            var history = await ledger.ReadAsync(incident, Cancel);
            Assert.True(await ledger.AppendAsync(history.Next(new() { Incident = "", Window = 0, Sequence = 0, Previous = "", At = DateTimeOffset.UnixEpoch, Step = step, Why = "as tests do" }), Cancel));
        }
    });
}
