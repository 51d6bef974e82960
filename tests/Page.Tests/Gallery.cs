using System.Globalization;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Reports.Model;
using SecretScoops.Governance.Reports.Tests;

namespace SecretScoops.Governance.Page.Tests;

/// <summary>A report to look at: eight controls on resources such as there are, in the made-up organization.</summary>
internal static class Gallery
{
    private static readonly Sample[] samples =
    [
        new("buckets-tls-only", "Buckets refuse requests without TLS", AlertSeverity.Medium, "AWS::S3::Bucket", "arn:aws:s3:::scoops-{0}-{1}", "tlsOnly", "the bucket policy lets requests without TLS in", "cis-aws-5.0 2.1.1", "pci-dss-4.0.1 4.2.1"),
        new("databases-encrypted", "Databases are encrypted at rest", AlertSeverity.High, "AWS::RDS::DBInstance", "arn:aws:rds:eu-west-1:{2}:db:{0}-{1}", "storageEncrypted", "the storage is not encrypted", "cis-aws-5.0 2.2.1", "pci-dss-4.0.1 8.3.2"),
        new("databases-private", "No database can be reached from the internet", AlertSeverity.Critical, "AWS::RDS::DBInstance", "arn:aws:rds:eu-west-1:{2}:db:{0}-{1}", "private", "publicly accessible is on", "cis-aws-5.0 2.2.3", "nist-800-53-r5 AC-4"),
        new("disks-encrypted-by-default", "New disks are encrypted without being asked", AlertSeverity.Medium, "AWS::::Account", "arn:aws:iam::{2}:root", "encryptionByDefault", "encryption by default is off", "cis-aws-5.0 5.1.1"),
        new("iam-no-users", "There are no IAM users", AlertSeverity.High, "AWS::IAM::User", "arn:aws:iam::{2}:user/{0}-{1}", "absent", "a user with an access key is there", "cis-aws-3.0 1.11", "cis-aws-5.0 1.10", "nist-800-53-r5 AC-2(1)", "iso-27001-2022 A.5.15"),
        new("instances-imdsv2", "Instances hand out credentials only by IMDSv2", AlertSeverity.Medium, "AWS::EC2::Instance", "arn:aws:ec2:eu-west-1:{2}:instance/i-0{0}{1}", "httpTokens", "tokens are optional", "cis-aws-5.0 5.7"),
        new("queues-encrypted", "Queues are encrypted at rest", AlertSeverity.Low, "AWS::SQS::Queue", "arn:aws:sqs:eu-west-1:{2}:{0}-{1}", "encrypted", "neither a key nor SSE-SQS is set", "pci-dss-4.0.1 8.3.2"),
        new("ssh-closed", "No security group opens SSH to the internet", AlertSeverity.High, "AWS::EC2::SecurityGroup", "arn:aws:ec2:eu-west-1:{2}:security-group/sg-0{0}{1}", "closed", "port 22 is open to 0.0.0.0/0", "cis-aws-5.0 5.3", "soc-2-2017 CC6.6"),
    ];

    private static readonly string[] services = ["orders", "payments", "stock", "loyalty", "shops"];

    public static ReportHeader Header { get; } = Made.Header with
    {
        Accounts = [.. Made.Header.Accounts, new("555555555555", "prod-payments", "prod", ["eu-west-1"])],
        Catalogue = new(
            [.. samples.Select(sample => sample.Control)],
            [.. Made.Header.Catalogue.Frameworks.Select(framework => framework with { Source = "Security Hub user guide", Requirements = Ids(framework.Key) })]),
    };

    public static List<Finding> Findings { get; } = [.. samples.SelectMany(Of).OrderBy(finding => finding.Key, StringComparer.Ordinal)];

    private static Dictionary<string, string> Ids(string framework) => samples.SelectMany(sample => sample.Control.Crosswalk).Where(mapping => mapping.Framework == framework)
        .Select(mapping => mapping.Requirement).Concat(framework == "cis-aws-5.0" ? ["1.4", "1.5", "3.1"] : []).Distinct().Order(StringComparer.Ordinal).ToDictionary(id => id, _ => "");

    private static IEnumerable<Finding> Of(Sample sample, int place)
    {
        var template = Made.Findings(1).Single();
        foreach (var account in Header.Accounts)
        {
            for (var i = 0; i < (sample.Type == "AWS::::Account" ? 1 : account.Environment == "root" ? 2 : 23); i++)
            {
                var verdict = Verdict(sample, account, place, i);
                yield return template with
                {
                    Control = sample.Control.Id,
                    AccountId = account.Id,
                    Environment = account.Environment,
                    ResourceType = sample.Type,
                    ResourceId = string.Format(CultureInfo.InvariantCulture, sample.Arn, services[i % services.Length], i.ToString("D2", CultureInfo.InvariantCulture), account.Id),
                    Verdict = verdict,
                    Reason = Reason(sample, verdict),
                    Declared = new JsonObject { [sample.Setting] = true },
                    Observed = verdict == Reports.Model.Verdict.NotEvaluated ? null : new JsonObject { [sample.Setting] = verdict == Reports.Model.Verdict.Pass },
                    Evidence = verdict == Reports.Model.Verdict.NotEvaluated ? [] : [template.Evidence[0] with { AccountId = account.Id, Command = $"aws configservice get-compliance-details-by-config-rule --config-rule-name secret-scoops-{sample.Control.Id} --region eu-west-1" }],
                    Exemption = verdict == Reports.Model.Verdict.Exempt ? "partner-bucket" : null,
                    Repairs = verdict == Reports.Model.Verdict.Pass && i % 7 == 1 ? [new(Made.Now.AddDays(-3), "fixed", "the rule holds again, and nothing else changed", "sha256:" + new string('c', 64), $"arn:aws:iam::{account.Id}:role/Developer")] : [],
                };
            }
        }
    }

    private static Verdict Verdict(Sample sample, ReportAccount account, int place, int i) => (account.Environment, i) switch
    {
        ("uat", > 19) => Reports.Model.Verdict.NotEvaluated,
        ("dev", _) when (i + place) % 6 == 2 => Reports.Model.Verdict.Fail,
        ("uat", _) when place % 3 == 0 && i % 9 == 4 => Reports.Model.Verdict.Fail,
        ("prod", 3) when sample.Control.Id is "queues-encrypted" or "instances-imdsv2" => Reports.Model.Verdict.Fail,
        ("prod", 5 or 6) when sample.Control.Id == "buckets-tls-only" => Reports.Model.Verdict.Exempt,
        _ => Reports.Model.Verdict.Pass,
    };

    private static string Reason(Sample sample, Verdict verdict) => verdict switch
    {
        Reports.Model.Verdict.Pass => "AWS Config found it compliant",
        Reports.Model.Verdict.Exempt => "exempted by partner-bucket (SEC-1) until 2026-12-16 03:00 UTC: the partner's scanner speaks no TLS",
        Reports.Model.Verdict.NotEvaluated => "no access: the role AuditorRole is not there",
        _ => $"AWS Config found it not compliant: {sample.Why}",
    };

    private sealed record Sample(string Id, string Title, AlertSeverity Severity, string Type, string Arn, string Setting, string Why, params string[] Answers)
    {
        public Control Control => new()
        {
            Id = Id,
            Title = Title,
            Severity = Severity,
            Requirements = ["S13"],
            Environments = ["dev", "uat", "prod", "root"],
            Homes = new() { ConfigRules = [Id], Remediation = true },
            Crosswalk = [.. Answers.Select(each => each.Split(' ', 2)).Select(parts => new Mapping(parts[0], parts[1], "AWS Security Hub user guide", new(2026, 8, 21)))],
        };
    }
}
