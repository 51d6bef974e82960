using System.Diagnostics;
using System.Text;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies;
using Xunit;

namespace SecretScoops.Governance.Tests.Policies;

public sealed class BadInputTests
{
    [Theory]
    [InlineData("groups.json", "\"groups\"", "groups", "invalid-json groups.json:3:3: this is not JSON")]
    [InlineData("groups.json", "{", "// people\n{", "invalid-json groups.json:1:1: JSON has no comments")]
    [InlineData("groups.json", "\"description\": \"Run", "\"descripton\": \"Run", "unknown-property groups.json:6:7: unknown property \"descripton\" (/groups/0/descripton) — did you mean \"description\"?")]
    [InlineData("groups.json", "\"description\": \"Run", "\"descripton\": \"Run", "missing-property groups.json:4:5: required property \"description\" is missing (/groups/0)")]
    [InlineData("groups.json", "\"name\": \"devops\"", "\"name\": 7", "wrong-type groups.json:9:15: expected a name of letters")]
    [InlineData("groups.json", "\"name\": \"devops\",", "\"name\": \"devops\", \"name\": \"x\",", "duplicate-property groups.json:9:25: property \"name\" is written twice in this object (/groups/1/name) — keep one of them")]
    [InlineData("landing-zone.json", "\"eu-central-1\"", "null", "wrong-type landing-zone.json:24:5: expected an AWS region such as \"eu-west-1\", found null (/governedRegions/1)")]
    [InlineData("landing-zone.json", "\"eu-central-1\"", "\"Frankfurt\"", "invalid-region landing-zone.json:24:5: \"Frankfurt\" is not an AWS region")]
    [InlineData("landing-zone.json", "\"homeRegion\": \"eu-west-1\"", "\"homeRegion\": \"us-east-1\"", "home-region-not-governed landing-zone.json:")]
    [InlineData("landing-zone.json", "\"managedBy\":", "\"retiredRegions\": [\"eu-central-1\"], \"managedBy\":", "region-governed-and-retired landing-zone.json:26:22: \"eu-central-1\" is governed and retired (/retiredRegions/0) — delete it from one of governedRegions and retiredRegions")]
    [InlineData("landing-zone.json", "\"managedBy\":", "\"retiredRegions\": [\"eu-west-1\"], \"managedBy\":", "home-region-retired landing-zone.json:26:22: the home region \"eu-west-1\" cannot be retired: what exists once is there (/retiredRegions/0) — delete it from retiredRegions")]
    [InlineData("landing-zone.json", "\"managedBy\":", "\"retiredRegions\": [\"Frankfurt\"], \"managedBy\":", "invalid-region landing-zone.json:26:22: \"Frankfurt\" is not an AWS region")]
    [InlineData("landing-zone.json", "\"managedBy\":", "\"retiredRegions\": [\"us-east-1\", \"us-east-1\"], \"managedBy\":", "duplicate-element landing-zone.json:26:35: \"us-east-1\" stands in this list twice")]
    [InlineData("landing-zone.json", "\"managedBy\":", "\"retiredRegions\": \"us-east-1\", \"managedBy\":", "wrong-type landing-zone.json:26:21: expected a list, found")]
    [InlineData("landing-zone.json", "\"maxDeletions\": 5", "\"maxDeletions\": -1", "out-of-range landing-zone.json:")]
    [InlineData("landing-zone.json", "\"rcp\"", "\"rpc\"", "unknown-value landing-zone.json:")]
    [InlineData("landing-zone.json", "\"scp\",", "", "policy-type-not-enabled guardrails/deny-root-user.json:3:11: guardrail \"deny-root-user\" is of type \"scp\"")]
    [InlineData("landing-zone.json", "arn:aws:iam::*:role/secret-scoops/governance/*", "secret-scoops", "invalid-arn landing-zone.json:")]
    [InlineData("organization.json", "aws+dev@secretscoops.example", "nobody", "invalid-email organization.json:11:16: \"nobody\" is not an e-mail address")]
    [InlineData("organization.json", "aws+dev@secretscoops.example", "AWS+prod@secretscoops.example", "duplicate-name organization.json:21:16: an e-mail address \"aws+prod@secretscoops.example\" is declared twice: first at ")]
    [InlineData("organization.json", "\"name\": \"dev\"", "\"name\": \"Prod\"", "duplicate-name organization.json:20:15: an account \"prod\" is declared twice")]
    [InlineData("organization.json", "\"environment\": \"uat\"", "\"environment\": \"uta\"", "unknown-environment organization.json:17:22: there is no environment \"uta\" (/accounts/1/environment) — did you mean \"uat\"?")]
    [InlineData("organization.json", "\"DEV\",", "\"DEV\", \"A/B\",", "unknown-organizational-unit organization.json:4:12: there is no organizational unit \"A\"")]
    [InlineData("organization.json", "\"DEV\",", "\"DEV\", \"A\", \"A/A\", \"A/A/A\", \"A/A/A/A\", \"A/A/A/A/A\", \"A/A/A/A/A/A\",", "over-quota organization.json:4:57: unit \"A/A/A/A/A/A\" stands 6 levels below the root; AWS allows 5")]
    [InlineData("environments/prod.json", "\"PROD\"", "\"PRDO\"", "unknown-organizational-unit environments/prod.json:4:25: there is no organizational unit \"PRDO\" (/organizationalUnit) — did you mean \"PROD\"?")]
    [InlineData("environments/prod.json", "\"freeze-network\"", "\"freeze-networks\"", "unknown-guardrail environments/prod.json:6:5: there is no guardrail \"freeze-networks\" (/guardrails/freeze-networks) — did you mean \"freeze-network\"?")]
    [InlineData("environments/prod.json", "\"devops\"", "\"devpos\"", "unknown-group environments/prod.json:13:5: there is no group \"devpos\"")]
    [InlineData("environments/prod.json", "\"DevOpsProd\"", "\"DevOpsPorod\"", "unknown-permission-set environments/prod.json:14:7: there is no permission set \"DevOpsPorod\" (/access/devops/0) — did you mean \"DevOpsProd\"?")]
    [InlineData("guardrails/deny-root-user.json", "\"root\"", "\"account/nobody\"", "unknown-account guardrails/deny-root-user.json:6:5: there is no account \"nobody\"")]
    [InlineData("guardrails/deny-root-user.json", "\"2012-10-17\"", "\"2008-10-17\"", "policy-version guardrails/deny-root-user.json:")]
    [InlineData("guardrails/deny-root-user.json", "\"ArnLike\"", "\"ArnLiek\"", "unknown-operator guardrails/deny-root-user.json:17:11: \"ArnLiek\" is not a condition operator (/content/Statement/0/Condition/ArnLiek) — did you mean \"ArnLike\"?")]
    [InlineData("guardrails/deny-root-user.json", "\"false\"", "\"no\"", "invalid-condition-value guardrails/deny-root-user.json:")]
    [InlineData("guardrails/deny-root-user.json", "\"aws:AssumedRoot\"", "\"aws:AsumedRoot\"", "unknown-condition-key guardrails/deny-root-user.json:")]
    [InlineData("guardrails/protect-organization.json", "organizations:LeaveOrganization", "organizations:LeaveOrganisation", "unknown-action guardrails/protect-organization.json:15:11: action \"organizations:LeaveOrganisation\" does not exist in service organizations (/content/Statement/0/Action/0) — did you mean \"organizations:LeaveOrganization\"?")]
    [InlineData("guardrails/protect-organization.json", "organizations:LeaveOrganization", "organisations:LeaveOrganization", "unknown-service guardrails/protect-organization.json:15:11: action \"organisations:LeaveOrganization\" names service \"organisations\", which AWS does not have (/content/Statement/0/Action/0) — did you mean \"organizations\"?")]
    [InlineData("guardrails/protect-organization.json", "organizations:LeaveOrganization", "organizations:Leaf*", "pattern-matches-nothing guardrails/protect-organization.json:15:11")]
    [InlineData("guardrails/protect-organization.json", "@{exemptRoles}", "@{exemptRole}", "unknown-placeholder guardrails/protect-organization.json:")]
    [InlineData("guardrails/protect-governance-roles.json", "role/@{managedBy}", "role/@{governedRegions}", "placeholder-of-many guardrails/protect-governance-roles.json:")]
    [InlineData("guardrails/keep-data-inside.json", "\"Effect\": \"Deny\"", "\"Effect\": \"Allow\"", "effect-not-allowed guardrails/keep-data-inside.json:")]
    [InlineData("guardrails/keep-data-inside.json", "\"Principal\": \"*\"", "\"Principal\": {\"AWS\": \"*\"}", "principal-not-allowed guardrails/keep-data-inside.json:")]
    [InlineData("guardrails/keep-data-inside.json", "\"dynamodb:*\"", "\"ec2:*\"", "no-effect guardrails/keep-data-inside.json:")]
    [InlineData("guardrails/keep-data-inside.json", "ServicesActForUs", "OnlyOurPrincipals", "duplicate-sid guardrails/keep-data-inside.json:")]
    [InlineData("permission-sets/BreakGlass.json", "\"PT1H\"", "\"PT13H\"", "out-of-range permission-sets/BreakGlass.json:4:22: a session of 780 minutes is not between 60 and 720")]
    [InlineData("permission-sets/BreakGlass.json", "\"PT1H\"", "\"1 hour\"", "invalid-duration permission-sets/BreakGlass.json:4:22")]
    [InlineData("permission-sets/BreakGlass.json", "governance:risk", "governance:managed-by", "reserved-tag permission-sets/BreakGlass.json:")]
    [InlineData("permission-sets/BreakGlass.json", "arn:aws:iam::aws:policy/AdministratorAccess", "AdministratorAccess", "invalid-arn permission-sets/BreakGlass.json:")]
    [InlineData("limits.json", "\"value\": 10240", "\"value\": 500", "over-quota guardrails/protect-audit-services.json:8:14: guardrail \"protect-audit-services\" has, minified, ")]
    [InlineData("limits.json", "\"value\": 10,", "\"value\": 6,", "would have 7 scp policies attached")]
    public void A_fault_is_told_with_its_place_and_remedy(string file, string old, string replacement, string expected)
    {
        using var policies = new PolicyCopy().Edit(file, old, replacement);

        Assert.Contains(expected, policies.Faults(), StringComparison.Ordinal);
        Assert.All(policies.Read().Faults, fault => Assert.False(string.IsNullOrEmpty(fault.Remedy)));
    }

    [Fact]
    public void All_faults_of_all_files_are_told_at_once_by_file_and_line()
    {
        using var policies = new PolicyCopy()
            .Edit("organization.json", "aws+dev@secretscoops.example", "nobody").Edit("organization.json", "\"environment\": \"uat\"", "\"enviroment\": \"uat\"")
            .Edit("guardrails/deny-root-user.json", "\"*\"", "\"s3:GetObjct\"");

        var faults = policies.Read().Faults;

        Assert.Equal(
            ["unknown-action", "invalid-email", "missing-property", "unknown-property"],
            faults.Where(fault => fault.Severity == Severity.Error).Select(fault => fault.Code));
    }

    [Fact]
    public void Whoever_names_a_retired_region_is_not_told_to_govern_it()
    {
        using var policies = new PolicyCopy()
            .Edit("landing-zone.json", "\"governedRegions\": [\n    \"eu-west-1\",\n    \"eu-central-1\"\n  ],", "\"governedRegions\": [\"eu-west-1\"], \"retiredRegions\": [\"eu-central-1\"],")
            .Edit("keys.json", "\"deletionWindowDays\": 30,", "\"deletionWindowDays\": 30, \"regions\": [\"eu-west-1\", \"eu-central-1\"],")
            .Edit("guardduty.json", "\"findingFrequency\":", "\"regions\": { \"eu-central-1\": { \"unavailable\": [] } }, \"findingFrequency\":");

        var faults = policies.Faults();

        Assert.Contains("\"eu-central-1\" is not among the governed regions \"eu-west-1\"", faults, StringComparison.Ordinal);
        Assert.Contains("write one of them: nothing can be declared in a region that is retired", faults, StringComparison.Ordinal);
        Assert.Contains("delete it: nothing can be declared in a region that is retired", faults, StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_thousand_levels_of_nesting_are_a_fault()
    {
        using var policies = new PolicyCopy().Write("groups.json", new string('[', 10_000) + new string(']', 10_000));

        Assert.Contains("nested-too-deeply groups.json:1:65", policies.Faults(), StringComparison.Ordinal);
    }

    [Fact]
    public void Fifty_megabytes_are_refused_unread()
    {
        using var policies = new PolicyCopy();
        using (var file = new FileStream(policies.At("groups.json"), FileMode.Create))
        {
            file.SetLength(50 << 20);
        }

        Assert.Contains("file-too-large groups.json: the file has 52428800 bytes", policies.Faults(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_megabyte_of_nonsense_is_read_in_linear_time_and_its_faults_are_bounded()
    {
        using var policies = new PolicyCopy()
            .Write("groups.json", "{" + string.Join(',', Enumerable.Range(0, 50_000).Select(number => $"\"grops{number}\":null")) + "}")
            .Write("guardrails/big.json", """{"type":"scp","description":"x","content":{"Version":"2012-10-17","Statement":{"Effect":"Deny","Resource":"*","Action":["""
                + string.Join(',', Enumerable.Range(0, 60_000).Select(number => $"\"ec2:*a*b{number}\"")) + "]}}}");
        var clock = Stopwatch.StartNew();

        var faults = policies.Read().Faults;

        Assert.InRange(faults.Count, 1_000, 5_000);
        Assert.Contains(faults, fault => fault.Code == "too-many-faults");
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Links_that_lead_back_are_faults()
    {
        using var policies = new PolicyCopy();
        _ = File.CreateSymbolicLink(policies.At("guardrails/loop.json"), policies.At("guardrails/loop.json"));
        _ = Directory.CreateSymbolicLink(policies.At("guardrails/up"), policies.Folder);
        _ = File.CreateSymbolicLink(policies.At("guardrails/gone.json"), policies.At("nowhere.json"));

        var faults = policies.Faults();

        Assert.Contains("symlink-loop guardrails/loop.json", faults, StringComparison.Ordinal);
        Assert.Contains("symlink-loop guardrails/up", faults, StringComparison.Ordinal);
        Assert.Contains("unreadable-file guardrails/gone.json", faults, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_to_a_file_elsewhere_is_read()
    {
        using var policies = new PolicyCopy();
        using var elsewhere = new PolicyCopy();
        File.Delete(policies.At("groups.json"));
        _ = File.CreateSymbolicLink(policies.At("groups.json"), elsewhere.At("groups.json"));

        Assert.Equal("", policies.Faults());
    }

    [Fact]
    public void Bytes_that_are_no_text_are_told_by_line()
    {
        using var policies = new PolicyCopy().Write("groups.json", [.. "{\n  \""u8, 0xC3, 0x28, .. "\": 1}"u8]).Write("limits.json", "{\"\\ud800\": 1}");

        Assert.Contains("invalid-utf8 groups.json:2:4", policies.Faults(), StringComparison.Ordinal);
        Assert.Contains("invalid-text limits.json:1:2", policies.Faults(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_is_no_fault()
    {
        using var policies = new PolicyCopy();
        _ = policies.Write("groups.json", [0xEF, 0xBB, 0xBF, .. File.ReadAllBytes(policies.At("groups.json"))]);

        Assert.Equal("", policies.Faults());
    }

    [Fact]
    public void Folders_and_files_that_nobody_reads_are_faults()
    {
        using var policies = new PolicyCopy().Write("guardrail/x.json", "{}").Write("organisation.json", "{}").Write("guardrails/deep/x.json", "{}").Write("limits.json", "");

        var faults = policies.Faults();

        Assert.Contains("unknown-folder guardrail: nothing is read from a folder \"guardrail\" — did you mean \"guardrails\"?", faults, StringComparison.Ordinal);
        Assert.Contains("unknown-file organisation.json: nothing is read from a file \"organisation.json\" — did you mean \"organization.json\"?", faults, StringComparison.Ordinal);
        Assert.Contains("unknown-folder guardrails/deep", faults, StringComparison.Ordinal);
        Assert.Contains("empty-file limits.json", faults, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_none_is_a_fault()
    {
        using var policies = new PolicyCopy();
        var empty = Directory.CreateDirectory(policies.At("schemas/empty")).FullName;

        Assert.Equal("missing-directory", Assert.Single(PolicyFolder.Read(policies.At("nowhere")).Faults).Code);
        Assert.Equal("not-a-directory", Assert.Single(PolicyFolder.Read(policies.At("groups.json")).Faults).Code);
        Assert.Equal("empty-directory", Assert.Single(PolicyFolder.Read(empty).Faults).Code);
    }

    [Fact]
    public void A_broken_file_does_not_make_its_names_unknown()
    {
        using var policies = new PolicyCopy().Write("groups.json", "{").Write("guardrails/freeze-network.json", "{");

        Assert.Equal(["groups.json", "freeze-network.json"], policies.Read().Faults.Select(fault => Path.GetFileName(fault.Where.Name)).Order(Comparer<string>.Create((left, right) => string.CompareOrdinal(right, left))));
    }

    [Fact]
    public void Columns_count_as_editors_do()
    {
        using var policies = new PolicyCopy().Write("groups.json", Encoding.UTF8.GetBytes("{\"groups\":[{\"name\":\"a\",\"description\":\"é😀\",\"x\":1}]}"));

        Assert.Contains("unknown-property groups.json:1:44: unknown property \"x\"", policies.Faults(), StringComparison.Ordinal);
    }
}
