using System.Text.Json;
using SecretScoops.Governance.EndToEnd.Tests.Judges;

namespace SecretScoops.Governance.EndToEnd.Tests.Reports;

/// <summary>
/// Reports of an organization in moto, which others wrote. It has Security Hub's findings (and leaves filters unheard), KMS and Organizations; of Config it has no compliance at all, and most of the rest answers
/// with a page: all that is not evaluated.
/// </summary>
public sealed class MotoReportTests(MotoServer moto) : IClassFixture<MotoServer>, IAsyncLifetime
{
    private const string Organization = """
        organizations, hub = boto3.client('organizations'), boto3.client('securityhub')
        organizations.create_organization(FeatureSet='ALL')
        ids = {}
        for account in json.loads(sys.argv[1]):
            ids[account['name']] = organizations.create_account(AccountName=account['name'], Email=account['email'])['CreateAccountStatus']['AccountId']
        hub.enable_security_hub(EnableDefaultStandards=False)
        def finding(account, status):
            return {'SchemaVersion': '2018-10-08', 'Id': f'security-control/SQS.1/{account}', 'ProductArn': 'arn:aws:securityhub:eu-west-1::product/aws/securityhub',
                'GeneratorId': 'security-control/SQS.1', 'AwsAccountId': account, 'Types': ['Software and Configuration Checks'], 'CreatedAt': '2026-11-24T12:00:00Z', 'UpdatedAt': '2026-11-24T12:00:00Z',
                'Severity': {'Label': 'MEDIUM'}, 'Title': 'SQS.1', 'Description': 'SQS.1', 'Compliance': {'Status': status, 'SecurityControlId': 'SQS.1'},
                'Resources': [{'Type': 'AwsSqsQueue', 'Id': f'arn:aws:sqs:eu-west-1:{account}:orders', 'Region': 'eu-west-1'}]}
        taken = hub.batch_import_findings(Findings=[finding(ids['dev'], 'PASSED'), finding(ids['prod'], 'FAILED')])
        assert taken['SuccessCount'] == 2, taken
        answer(ids)
        """;

    private readonly Desk desk = new();

    [Fact]
    public async Task Findings_that_boto3_put_there_are_told_per_account_and_sent_back()
    {
        using var declared = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(BaselineTool.DefaultPolicies, "organization.json"), TestContext.Current.CancellationToken));
        var ids = await new Boto3(desk, moto.Access).Run(Organization, declared.RootElement.GetProperty("accounts").GetRawText());
        var (dev, prod) = (ids.GetProperty("dev").GetString()!, ids.GetProperty("prod").GetString()!);

        var run = await Report("--import-security-hub");

        run.ExpectExitCode(0);
        var report = ServedZone.Read(desk.At(run.Json().GetProperty("directory").GetString()!));
        Assert.Contains(("orders", "Pass"), ServedZone.Judged(report, "queues-encrypted", dev).Select(ServedZone.Told));
        Assert.Contains(("orders", "Fail"), ServedZone.Judged(report, "queues-encrypted", prod).Select(ServedZone.Told));
        Assert.All(ServedZone.Judged(report, "volumes-encrypted", prod), each => Assert.Equal("NotEvaluated", ServedZone.Told(each).Verdict));
        Assert.NotEqual(0, report.GetProperty("header").GetProperty("gaps").GetArrayLength());
        var back = await new Boto3(desk, moto.Access).Run("""
            credentials = boto3.client('sts').assume_role(RoleArn=f'arn:aws:iam::{sys.argv[1]}:role/OrganizationAccountAccessRole', RoleSessionName='judge')['Credentials']
            found = []
            for region in ('eu-west-1', 'eu-central-1'):
                hub = boto3.client('securityhub', region_name=region, aws_access_key_id=credentials['AccessKeyId'], aws_secret_access_key=credentials['SecretAccessKey'], aws_session_token=credentials['SessionToken'])
                found += [each for page in hub.get_paginator('get_findings').paginate() for each in page['Findings']]
            answer(sorted(each['Id'] for each in found))
            """, prod);
        Assert.Equal(report.GetProperty("findings").EnumerateArray().Count(each => each.GetProperty("accountId").GetString() == prod), back.GetArrayLength());
    }

    /// <remarks>moto answers most of what a report asks with a page, so that no account is read whole.</remarks>
    [Fact]
    public async Task What_was_sent_from_an_account_that_is_not_read_whole_stays_active()
    {
        using var declared = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(BaselineTool.DefaultPolicies, "organization.json"), TestContext.Current.CancellationToken));
        var prod = (await new Boto3(desk, moto.Access).Run(Organization, declared.RootElement.GetProperty("accounts").GetRawText())).GetProperty("prod").GetString()!;
        (await Report("--import-security-hub")).ExpectExitCode(0);
        await new Boto3(desk, moto.Access).Run("""
            hub = boto3.client('securityhub')
            hub.disable_security_hub()
            hub.enable_security_hub(EnableDefaultStandards=False)
            answer({})
            """);

        var run = (await Report("--import-security-hub")).ExpectExitCode(0);

        var report = ServedZone.Read(desk.At(run.Json().GetProperty("directory").GetString()!));
        Assert.DoesNotContain("orders", ServedZone.Judged(report, "queues-encrypted", prod).Select(each => ServedZone.Told(each).Resource));
        Assert.Contains("stays as it is: not all of it could be read", run.Errors, StringComparison.Ordinal);
        var sent = await new Boto3(desk, moto.Access).Run("""
            credentials = boto3.client('sts').assume_role(RoleArn=f'arn:aws:iam::{sys.argv[1]}:role/OrganizationAccountAccessRole', RoleSessionName='judge')['Credentials']
            hub = boto3.client('securityhub', aws_access_key_id=credentials['AccessKeyId'], aws_secret_access_key=credentials['SecretAccessKey'], aws_session_token=credentials['SessionToken'])
            answer([[each['Resources'][0]['Id'], each['RecordState']] for page in hub.get_paginator('get_findings').paginate() for each in page['Findings'] if each['GeneratorId'] == 'secret-scoops/queues-encrypted'])
            """, prod);
        Assert.Contains(("orders", "ACTIVE"), sent.EnumerateArray().Select(each => (each[0].GetString()!, each[1].GetString()!)));
    }

    /// <remarks>moto takes the digest for a message and signs its hash ("not yet implemented", kms/models.py of 5.2.1), so that its signature is not over what it was asked for.</remarks>
    [Fact]
    public async Task A_signature_that_is_not_over_the_manifest_makes_no_pack()
    {
        var (key, _) = await KmsSigned.NewKey(new AwsCli(desk, moto.Access), desk);

        var run = await Report("--sign-with", key);

        run.ExpectExitCode(1);
        Assert.Contains($"the signature of {key} is not its public key's", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(desk.At("reports")) && Directory.EnumerateDirectories(desk.At("reports"), "20*").Any());
    }

    private Task<Finished> Report(params string[] options) =>
        new BaselineTool(desk, moto.Access).Run(["report", "--policies", BaselineTool.DefaultPolicies, "--format", "json", "--formats", "json", .. options]);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => await moto.Empty();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        desk.Dispose();
        return ValueTask.CompletedTask;
    }
}
