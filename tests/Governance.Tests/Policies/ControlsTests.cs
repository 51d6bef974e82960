using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;
using Xunit;

namespace SecretScoops.Governance.Tests.Policies;

/// <summary>The control catalogue: what it gives to others, and every fault of it with its place.</summary>
public sealed class ControlsTests
{
    private static readonly PolicyBundle s_real = PolicyFolder.Read(RealPolicies.Folder).Bundle!;

    [Fact]
    public void Rules_are_called_and_graded_by_their_controls()
    {
        var rule = s_real.Find(RemediationsFile.Area)!.Value.Value.Policy.Rules["ssh-closed"];
        var config = s_real.Find(ConfigRulesFile.Area)!.Value.Value.Rules.Single(each => each.Key == "ssh-closed").Value;

        Assert.Equal(("Nobody reaches SSH from the internet", AlertSeverity.Critical), (rule.Title, rule.Severity));
        Assert.Equal(["S10", "S22"], rule.Requirements);
        Assert.Equal(rule.Title, config.Description);
    }

    [Fact]
    public void A_control_tells_where_it_is_asked_for_by_its_rules_or_by_itself()
    {
        IReadOnlyList<string> Asked(string id) => s_real.Controls.Controls.Single(control => control.Id == id).Environments;

        Assert.Equal(["dev", "prod", "uat", "root"], Asked("ssh-closed"));
        Assert.Equal(["root"], Asked("root-mfa"));
        Assert.Equal(["prod", "root"], Asked("credentials-in-secrets-manager"));
        Assert.Equal(["prod"], Asked("production-immutable"));
    }

    [Fact]
    public void A_mapping_tells_who_says_so_and_when_that_was_read()
    {
        var mappings = s_real.Controls.Controls.Single(control => control.Id == "root-mfa").Crosswalk.Where(mapping => mapping.Framework == "cis-aws-5.0").ToList();

        Assert.Equal(["1.4", "1.5"], mappings.Select(mapping => mapping.Requirement));
        Assert.All(mappings, mapping => Assert.Contains("AWS Security Hub User Guide", mapping.Source, StringComparison.Ordinal));
        Assert.Equal(new DateOnly(2026, 11, 27), mappings[0].Date);
    }

    // Counts as the frameworks' publishers give them: CIS, NIST (5.2.0 without what is withdrawn), AICPA, ISO.
    [Theory]
    [InlineData("cis-aws-3.0", 62, "2.4.1")]
    [InlineData("cis-aws-5.0", 63, "5.1.2")]
    [InlineData("nist-800-53-r5", 1014, "SI-4(25)")]
    [InlineData("soc-2-2017", 61, "CC9.2")]
    [InlineData("iso-27001-2022", 93, "A.8.34")]
    public void A_framework_has_all_of_its_ids(string key, int count, string among)
    {
        var framework = s_real.Controls.Frameworks.Single(each => each.Key == key);

        Assert.Equal(count, framework.Requirements.Count);
        Assert.Contains(among, framework.Requirements.Keys);
    }

    [Fact]
    public void Versions_of_a_framework_are_frameworks_of_their_own()
    {
        var control = s_real.Controls.Controls.Single(each => each.Id == "volumes-encrypted-by-default");

        Assert.Equal(["2.2.1", "5.1.1"], control.Crosswalk.Where(mapping => mapping.Framework.StartsWith("cis-", StringComparison.Ordinal)).Select(mapping => mapping.Requirement));
    }

    [Theory]
    [InlineData("network", "\"severity\": \"critical\"", "\"severity\": \"critcal\"", "unknown-value controls/network.json:6:19", "did you mean \"critical\"?")]
    [InlineData("network", "\"S10\",", "\"S25\",", "unknown-requirement controls/network.json:8:9: the architecture has no requirement \"S25\"", "write one of requirements.json: S1, S2")]
    [InlineData("network", "\"deny-ssh-and-rdp\"", "\"deny-ssh-and-rpd\"", "unknown-guardrail controls/network.json:13:11: there is no guardrail \"deny-ssh-and-rpd\"", "did you mean \"deny-ssh-and-rdp\"?")]
    [InlineData("network", "\"securityHub\": [", "\"configRules\": [\"shs-closed\"], \"securityHub\": [", "unknown-config-rule controls/network.json:16:25: config-rules.json has no rule \"shs-closed\"", "did you mean \"ssh-closed\"?")]
    [InlineData("storage", "\"s3-public-access-block/*\"", "\"s3-public-acess-block/*\"", "unknown-kind controls/storage.json:19:11: the baseline has no kind of resource \"s3-public-acess-block\"", "did you mean \"s3-public-access-block\"?")]
    [InlineData("network", "\"pci-dss-4.0.1\"", "\"pci-dss-4.0\"", "unknown-framework controls/network.json", "did you mean \"pci-dss-4.0.1\"?")]
    [InlineData("network", "\"1.3.1\"", "\"1.31\"", "unknown-framework-id controls/network.json:36:13: PCI DSS 4.0.1 has no \"1.31\"", "did you mean \"1.3.1\"?")]
    [InlineData("network", "\"AC-4(21)\"", "\"AC-4\"", "duplicate-element controls/network.json", "stands in this list twice")]
    [InlineData("network", "\"security-hub\": [", "\"security-hbu\": [", "unknown-source controls/network.json", "did you mean \"security-hub\"?")]
    [InlineData("network", "\"ssh-closed\": {", "\"access-analyzer-on\": {", "duplicate-control controls/network.json:4:5: control \"access-analyzer-on\" is declared twice: first at controls/identity.json:", "delete or rename one of them")]
    [InlineData("network", "\"ssh-closed\": {", "\"ssh-close\": {", "without-control config-rules.json", "did you mean \"ssh-close\"?")]
    [InlineData("messaging", "\"queues-encrypted\": {", "\"queues-encrypte\": {", "without-control remediations.json", "there is no control \"queues-encrypted\" for this remediation")]
    [InlineData("organization", "\"limit-regions\"", "\"protect-organization\"", "without-control guardrails/limit-regions.json", "no control names guardrail \"limit-regions\"")]
    [InlineData("identity", "\"severity\": \"high\",", "\"severity\": \"high\", \"environments\": [\"prdo\"],", "unknown-environment controls/identity.json:6:44", "did you mean \"prod\"?")]
    [InlineData("network", "\"severity\": \"critical\",", "\"severity\": \"critical\", \"environments\": [\"prod\"],", "environments-said-twice controls/network.json:6:47", "change the rules in config-rules.json and remediations.json")]
    [InlineData("network", "\"title\": \"Nobody reaches SSH from the internet\",", "", "missing-property controls/network.json:4:19", "What is compliant, in one sentence")]
    public void A_fault_is_told_with_its_place_and_remedy(string area, string old, string replacement, string told, string remedy)
    {
        using var policies = new PolicyCopy().Edit($"controls/{area}.json", old, replacement);

        var faults = policies.Faults().Split('\n');

        var line = Assert.Single(faults, fault => fault.Contains(told, StringComparison.Ordinal) && fault.Contains(remedy, StringComparison.Ordinal));
        Assert.Matches(@"\.json(:[0-9]+:[0-9]+)?: ", line);
        Assert.Null(policies.Read().Bundle);
    }

    [Fact]
    public void A_control_that_nothing_enforces_is_a_wish_and_refused()
    {
        using var policies = new PolicyCopy().Edit("controls/network.json", "\"controls\": {", "\"controls\": { \"nice-to-have\": { \"title\": \"All is well\", \"severity\": \"low\", \"requirements\": [\"S1\"] },");

        Assert.StartsWith("control-without-home controls/network.json:3:17: nothing enforces control \"nice-to-have\"", policies.Faults(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_that_two_sources_give_is_mapped_once()
    {
        using var policies = new PolicyCopy().Edit("controls/detection.json", "\"steampipe\": [\n            \"CC6.6\"", "\"steampipe\": [\n            \"CC6.8\"");

        Assert.Contains("duplicate-framework-id controls/detection.json:", policies.Faults(), StringComparison.Ordinal);
        Assert.Contains("\"CC6.8\" is mapped twice: first at controls/detection.json:", policies.Faults(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"S24\": {", "\"S25\": {", "requirement-without-control requirements.json", "no control serves requirement \"S25\"")]
    [InlineData("\"cannot\": \"telling", "\"notYet\": \"x\", \"cannot\": \"telling", "gap-reason requirements.json", "the gap says two things of why it is there")]
    public void A_requirement_has_controls_and_homes_or_says_why_not(string old, string replacement, string code, string told)
    {
        using var policies = new PolicyCopy().Edit("requirements.json", old, replacement);
        if (code.StartsWith("requirement-without-control", StringComparison.Ordinal))
        {
            // Without S24, whoever names it is wrong; one more requirement leaves all others right.
            _ = policies.Edit("requirements.json", "\"S25\": {", "\"S25\": { \"area\": \"a\", \"demand\": \"b\" }, \"S24\": {");
        }

        var fault = Assert.Single(policies.Faults().Split('\n'));
        Assert.StartsWith(code, fault, StringComparison.Ordinal);
        Assert.Contains(told, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_requirement_without_a_home_in_a_stage_says_why()
    {
        using var policies = new PolicyCopy()
            .Edit("requirements.json", "\"S1\": {", "\"S0\": { \"area\": \"a\", \"demand\": \"b\", \"gaps\": { \"repaired\": { \"cannot\": \"c\" } } }, \"S1\": {")
            .Edit("controls/organization.json", "\"controls\": {", "\"controls\": { \"some\": { \"title\": \"t\", \"severity\": \"low\", \"requirements\": [\"S0\"], \"homes\": { \"resources\": [\"trail/*\"] } },");

        Assert.Equal(
            [
                "requirement-without-home requirements.json:4:5: requirement \"S0\" is prevented nowhere (/requirements/S0) — give one of its controls a home, or say under \"gaps\" why it is not prevented",
                "requirement-without-home requirements.json:4:5: requirement \"S0\" is detected nowhere (/requirements/S0) — give one of its controls a home, or say under \"gaps\" why it is not detected",
            ],
            policies.Faults().Split('\n'));
    }

    [Fact]
    public void Without_a_catalogue_rules_are_called_by_their_names_and_nothing_needs_a_control()
    {
        using var policies = new PolicyCopy();
        Directory.Delete(policies.At("controls"), recursive: true);

        var bundle = policies.Read().Bundle!;

        Assert.Same(ControlCatalogue.Empty, bundle.Controls);
        Assert.Equal(("ssh-closed", AlertSeverity.High), bundle.Find(RemediationsFile.Area)!.Value.Value.Policy.Rules["ssh-closed"] is var rule ? (rule.Title, rule.Severity) : default);
    }

    [Theory]
    [InlineData("controls/frameworks/soc-2-2017.json")]
    [InlineData("permission-sets/AuditorReadOnly.json")]
    public void A_function_at_work_knows_what_its_rules_are_for_and_never_opens_what_it_has_no_use_for(string file)
    {
        using var policies = new PolicyCopy().Write(file, "no JSON");

        var bundle = PolicyFolder.ReadAtWork(policies.Folder).Bundle!;

        Assert.Null(policies.Read().Bundle);
        Assert.Equal(s_real.Accounts.Select(account => account.Value), bundle.Accounts.Select(account => account.Value));
        Assert.Equal(s_real.Environments.Select(environment => environment.Value.Name), bundle.Environments.Select(environment => environment.Value.Name));
        Assert.Equal("Nobody reaches SSH from the internet", bundle.Find(RemediationsFile.Area)!.Value.Value.Policy.Rules["ssh-closed"].Title);
    }

    [Fact]
    public void A_function_at_work_knows_every_guardrail_and_where_it_belongs_and_not_what_it_says()
    {
        using var policies = new PolicyCopy();

        var guardrails = PolicyFolder.ReadAtWork(policies.Folder).Bundle!.Guardrails;

        Assert.NotEmpty(guardrails);
        Assert.Equal(s_real.Guardrails.Select(Place), guardrails.Select(Place));
        Assert.Throws<InvalidOperationException>(() => guardrails[0].Value.Document.Minified);

        static string Place(Sourced<GuardrailPolicy> guardrail) => $"{guardrail.Value.Type} {guardrail.Value.Name} at {string.Join(", ", guardrail.Value.Targets)}";
    }

    [Fact]
    public void Frameworks_declare_nothing_and_controls_do()
    {
        using var policies = new PolicyCopy().Edit("controls/frameworks/soc-2-2017.json", "\"name\": \"SOC 2", "\"name\": \"AICPA SOC 2");

        Assert.Equal(s_real.Fingerprint, policies.Read().Bundle!.Fingerprint);
        Assert.NotEqual(s_real.Fingerprint, policies.Edit("controls/network.json", "Nobody reaches SSH", "Nobody comes by SSH").Read().Bundle!.Fingerprint);
    }
}
