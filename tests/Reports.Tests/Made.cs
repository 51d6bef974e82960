using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Reports.Formats;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Tests;

/// <summary>A report of an organization that does not exist: four accounts, two regions, every verdict. The same for the same numbers.</summary>
internal static class Made
{
    /// <summary>When everything in it happened.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 11, 26, 3, 0, 0, TimeSpan.Zero);

    /// <summary>Header of the report.</summary>
    public static ReportHeader Header { get; } = new()
    {
        Id = new("6f1c2a34-5b6d-4e7f-8a9b-0c1d2e3f4a5b"),
        At = Now,
        Until = Now.AddMinutes(2),
        ToolVersion = "1.2.3",
        OrganizationId = "o-exampleorgid",
        Principal = "arn:aws:sts::111111111111:assumed-role/Auditor/ada",
        Subject = "AWS",
        PolicyFingerprint = "sha256:" + new string('a', 64),
        PolicyCommit = new string('b', 40),
        Environments = ["dev", "uat", "prod", "root"],
        Accounts =
        [
            new("111111111111", "root", "root", ["eu-west-1", "us-east-1"]),
            new("222222222222", "dev", "dev", ["eu-west-1", "us-east-1"]),
            new("333333333333", "uat", "uat", ["eu-west-1", "us-east-1"]),
            new("444444444444", "prod", "prod", ["eu-west-1", "us-east-1"]),
        ],
        Catalogue = new(
            [
                Control("buckets-tls-only", "Buckets refuse requests without TLS", AlertSeverity.Medium, "S13", ["cis-aws-5.0 2.1.1", "pci-dss-4.0.1 4.2.1"]),
                Control("databases-private", "No database can be reached from the internet", AlertSeverity.Critical, "S5", ["cis-aws-5.0 2.2.3", "nist-800-53-r5 AC-4"]),
                Control("iam-no-users", "There are no IAM users", AlertSeverity.High, "S7", ["cis-aws-3.0 1.11", "cis-aws-5.0 1.10", "nist-800-53-r5 AC-2(1)", "iso-27001-2022 A.5.15"]),
                Control("ssh-closed", "No security group opens SSH to the internet", AlertSeverity.High, "S10", ["cis-aws-5.0 5.3", "soc-2-2017 CC6.6"]),
            ],
            [
                Framework("cis-aws-3.0", "CIS AWS Foundations", "3.0", "1.11"),
                Framework("cis-aws-5.0", "CIS AWS Foundations", "5.0", "1.10", "2.1.1", "2.2.3", "5.3"),
                Framework("iso-27001-2022", "ISO/IEC 27001", "2022", "A.5.15"),
                Framework("nist-800-53-r5", "NIST SP 800-53", "r5", "AC-2(1)", "AC-4"),
                Framework("pci-dss-4.0.1", "PCI DSS", "4.0.1", "4.2.1"),
                Framework("soc-2-2017", "SOC 2", "2017", "CC6.6"),
            ]),
        Exemptions =
        [
            Exemption("partner-bucket", "buckets-tls-only", "prod", "arn:aws:s3:::partner-*", 20, null),
            Exemption("old-bastion", "ssh-closed", "dev", "*", 80, "the pattern * leaves open which resource is meant"),
            Exemption("ended", "ssh-closed", "uat", "sg-0", -3, null),
        ],
        Gaps = [new("333333333333", "us-east-1", "config:GetComplianceDetailsByConfigRule", "no access: the role AuditorRole is not there", ["databases-private", "ssh-closed"])],
        Earlier =
        [
            new(new("0b8e7a52-1f2e-4c3d-9a4b-5c6d7e8f9a0b"), Now.AddDays(-14), Counts(4)),
            new(new("1c9f8b63-2a3f-4d4e-8b5c-6d7e8f9a0b1c"), Now.AddDays(-7), Counts(2)),
        ],
    };

    /// <summary>As many findings as asked for, in the order of their keys.</summary>
    public static IEnumerable<Finding> Findings(int count)
    {
        var controls = Header.Catalogue.Controls.OrderBy(control => control.Id, StringComparer.Ordinal).ToList();
        var share = (count + controls.Count - 1) / controls.Count;
        for (var i = 0; i < count; i++)
        {
            yield return Finding(controls[i / share].Id, i, i % share, share);
        }
    }

    /// <summary>The report over findings.</summary>
    public static Report Report(IEnumerable<Finding> findings)
    {
        var summary = new Summary();
        foreach (var finding in findings)
        {
            summary.Add(finding);
        }

        return new(Header, summary);
    }

    /// <summary>What a format makes of findings.</summary>
    public static byte[] Written(string format, IReadOnlyList<Finding> findings)
    {
        using var file = new MemoryStream();
        using (var writer = ReportFormat.All.Single(each => each.Name == format).Open(Report(findings), file))
        {
            writer.Begin();
            foreach (var finding in findings)
            {
                writer.Write(finding);
            }

            writer.End();
        }

        return file.ToArray();
    }

    private static Finding Finding(string control, int number, int place, int share)
    {
        var account = Header.Accounts[place * 4 / share];
        var verdict = (number % 20) switch { 3 or 11 => Verdict.Fail, 7 => Verdict.Exempt, 13 => Verdict.NotApplicable, 17 => Verdict.NotEvaluated, _ => Verdict.Pass };
        var id = string.Create(CultureInfo.InvariantCulture, $"arn:aws:s3:::bucket-{place:D7}");
        return new()
        {
            Control = control,
            AccountId = account.Id,
            Environment = account.Environment,
            Region = "eu-west-1",
            ResourceType = "AWS::S3::Bucket",
            ResourceId = id,
            Tags = new Dictionary<string, string> { ["team"] = "orders" },
            Verdict = verdict,
            Reason = verdict switch
            {
                Verdict.Pass => "AWS Config found it compliant",
                Verdict.Fail => "AWS Config found it not compliant: the policy lets requests without TLS in",
                Verdict.Exempt => "exempted by partner-bucket (SEC-1) until 2026-12-16 03:00 UTC: the partner's scanner speaks no TLS",
                Verdict.NotApplicable => "there is no bucket here",
                Verdict.NotEvaluated => "no access: the role AuditorRole is not there",
            },
            Declared = new JsonObject { ["tlsOnly"] = true },
            Observed = verdict is Verdict.NotApplicable or Verdict.NotEvaluated ? null : new JsonObject { ["tlsOnly"] = verdict == Verdict.Pass },
            ObservedAt = Now,
            Evidence = verdict == Verdict.NotEvaluated ? [] : [Evidence(account, place)],
            Exemption = verdict == Verdict.Exempt ? "partner-bucket" : null,
            Repairs = number % 50 == 0 ? [new(Now.AddDays(-1), "fixed", "the rule holds again, and nothing else changed", "sha256:" + new string('c', 64), "arn:aws:iam::444444444444:role/Developer")] : [],
        };
    }

    private static Evidence Evidence(ReportAccount account, int place) => new()
    {
        Source = EvidenceSource.Config,
        Call = "config:GetComplianceDetailsByConfigRule",
        AccountId = account.Id,
        Region = "eu-west-1",
        Principal = Header.Principal,
        At = Now,
        RequestId = string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{place / 100:D12}"),
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{place / 100}")))),
        Command = "aws configservice get-compliance-details-by-config-rule --config-rule-name secret-scoops-buckets-tls-only --region eu-west-1",
    };

    private static Control Control(string id, string title, AlertSeverity severity, string requirement, string[] crosswalk) => new()
    {
        Id = id,
        Title = title,
        Severity = severity,
        Requirements = [requirement],
        Environments = ["dev", "uat", "prod", "root"],
        Homes = new() { ConfigRules = [id], Remediation = true },
        Crosswalk = [.. crosswalk.Select(each => each.Split(' ', 2)).Select(parts => new Mapping(parts[0], parts[1], "AWS Security Hub user guide", new(2026, 8, 21)))],
    };

    private static Framework Framework(string key, string name, string version, params string[] ids) => new()
    {
        Key = key,
        Name = name,
        Version = version,
        Source = "made up",
        Date = new(2026, 8, 21),
        Requirements = ids.ToDictionary(id => id, _ => ""),
    };

    private static ReportExemption Exemption(string id, string control, string environment, string resource, int days, string? tooBroad) => new()
    {
        Id = id,
        Owner = "orders@secretscoops.example",
        RequestedBy = "lena@secretscoops.example",
        Approver = "noor@secretscoops.example",
        Reason = "the partner's scanner speaks no TLS",
        Ticket = "SEC-1",
        Controls = [control],
        Accounts = [],
        Environments = [environment],
        Regions = [],
        Resources = [resource],
        From = Now.AddDays(-30),
        Expires = Now.AddDays(days),
        File = $"exemptions/{id}.json",
        TooBroad = tooBroad,
    };

    private static Dictionary<string, IReadOnlyList<int>> Counts(int failed) => new()
    {
        ["dev"] = [20, failed * 3, 1, 0, 2],
        ["uat"] = [24, failed * 2, 0, 0, 1],
        ["prod"] = [30, failed, 1, 0, 0],
        ["root"] = [12, 0, 0, 0, 0],
    };
}
