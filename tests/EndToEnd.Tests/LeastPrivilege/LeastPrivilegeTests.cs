using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Roles;

namespace SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;

/// <summary>Every role may do what it was seen to do, and nothing else; and the test that says so misses nothing.</summary>
[Trait("rights", "kept")]
public sealed class LeastPrivilegeTests
{
    public static TheoryData<string> Roles => [.. GeneratedRoles.All.Select(role => role.Name)];

    [Theory, MemberData(nameof(Roles))]
    public void A_role_may_do_what_was_called_and_what_aws_asks_for_besides_and_nothing_else(string name)
    {
        var role = Role(name);
        Dependents.Keep(role);
        WhileRecordsStand();

        Assert.Equal([], RightsCheck.Faults(role.Needs, Called(name), Dependents.Of(name)));
    }

    [Theory, MemberData(nameof(Roles))]
    public void Removing_any_right_of_a_role_is_found(string name)
    {
        WhileRecordsStand();
        var (role, called, dependents) = (Role(name), Called(name), Dependents.Of(name));

        Assert.All(role.Actions, action => Assert.Contains(
            RightsCheck.Faults([.. role.Needs.Where(need => need.Action != action)], called, dependents),
            fault => fault.StartsWith($"{action} ", StringComparison.Ordinal) && fault.EndsWith("is not granted", StringComparison.Ordinal)));
    }

    [Theory, MemberData(nameof(Roles))]
    public void Adding_any_right_to_a_role_is_found(string name)
    {
        var (role, called, dependents) = (Role(name), Called(name), Dependents.Of(name));
        var others = role.Actions.Select(action => action.Split(':')[0]).Distinct()
            .SelectMany(prefix => ActionCatalogue.Embedded.Find(prefix)!.Actions.Select(action => $"{prefix}:{action}")).Except(role.Actions, StringComparer.OrdinalIgnoreCase);

        Assert.All(others, action => Assert.Contains(RightsCheck.Faults([.. role.Needs, action], called, dependents), fault => fault == $"{action} is granted and was never called"));
    }

    [Theory, MemberData(nameof(Roles))]
    public void A_right_on_everything_is_found_where_aws_can_narrow_it(string name)
    {
        var (role, called, dependents) = (Role(name), Called(name), Dependents.Of(name));

        Assert.All(role.Needs.Where(need => ActionResources.Embedded.Of(need.Action).Count > 0), need => Assert.Contains(
            RightsCheck.Faults([.. role.Needs, need with { Resource = "*" }], called, dependents),
            fault => fault.StartsWith($"{need.Action} is granted on everything", StringComparison.Ordinal)));
    }

    [Theory, MemberData(nameof(Roles))]
    public void Actions_are_ones_that_aws_has(string name) => Assert.All(
        Role(name).Actions, action => Assert.Contains(action.Split(':')[1], ActionCatalogue.Embedded.Find(action.Split(':')[0])!.Actions));

    [Theory, MemberData(nameof(Roles))]
    public void The_template_has_the_policy_that_is_generated(string name)
    {
        var (block, generated) = GeneratedBlocks.Of(Role(name));

        Assert.True(block == generated, $"the block {name} in deploy/ is not what is generated: renew it with UPDATE_SNAPSHOTS=1");
    }

    [Fact]
    public void Every_block_of_the_templates_is_generated() =>
        Assert.Equal(GeneratedRoles.All.Select(role => role.Name).Order(StringComparer.Ordinal), GeneratedBlocks.Names().Order(StringComparer.Ordinal));

    // Whoever takes the emergency role is to be stopped by nothing; its use is alarmed. The tool in Lambda has policies of GitHub's roles, which are blocks: TemplateTests.
    [Fact]
    public void Roles_get_rights_from_blocks_alone_but_for_the_emergency_role() =>
        Assert.Equal(["break-glass Role", "scale-roles ApplyWorkerRole", "scale-roles ReportWorkerRole"], GeneratedBlocks.Written());

    [Fact]
    public void The_pipeline_may_make_every_type_of_its_templates_and_no_other()
    {
        var made = ((string[])["alarms", "foundation", "member", "members", "remediation", "reports", "scale"]).SelectMany(GeneratedBlocks.Types).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(made, DeclaredRights.TypesOf("deploy", "deploy-shared").Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Roles))]
    public void Policies_are_no_longer_than_iam_takes_and_no_role_has_too_many(string name)
    {
        var parts = PolicyStatement.Split(PolicyStatement.Of(Role(name).Needs), PolicyYaml.Longest);

        Assert.All(parts, part => Assert.True(PolicyStatement.Length(part) <= PolicyYaml.Longest));
        // IAM User Guide, "IAM and AWS STS quotas", read 2026-11: ten managed policies of a role, unless more are asked for.
        Assert.InRange(parts.Count, 1, Role(name).Policies is null ? 1 : 5);
    }

    [Fact]
    public void The_document_lists_what_aws_cannot_narrow()
    {
        var wide = GeneratedRoles.All.SelectMany(role => role.Needs).Where(need => need.Anywhere() is ["*"]).Select(need => need.Action).Distinct()
            .GroupBy(action => action.Split(':')[0], action => $"`{action.Split(':')[1]}`").OrderBy(service => service.Key, StringComparer.Ordinal)
            .Select(service => $"| `{service.Key}` | {string.Join(", ", service.Order(StringComparer.Ordinal))} |");
        string[] table = ["| service | actions |", "| --- | --- |", .. wide];

        var document = Path.Combine(BaselineTool.RepositoryRoot(), "docs", "rights.md");
        var lines = File.ReadAllLines(document);
        var begin = Array.IndexOf(lines, table[0]);
        var end = begin + lines.Skip(begin).TakeWhile(line => line.StartsWith('|')).Count();
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllLines(document, [.. lines[..begin], .. table, .. lines[end..]]);
            return;
        }

        Assert.Equal(table, lines[begin..end]);
        Assert.Contains(lines, line => line.Contains($"`{ActionResources.Embedded.Source}`", StringComparison.Ordinal));
    }

    // What a test called that is no more would give rights for ever.
    [Fact]
    public void What_is_recorded_was_called_by_tests_that_there_are() => Assert.Equal([], RecordedCalls.Stale());

    private static void WhileRecordsStand() => Assert.SkipWhen(Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1", "the records of calls are being renewed");

    private static GeneratedRole Role(string name) => GeneratedRoles.All.Single(role => role.Name == name);

    // What belongs to a part of a role is asked of that part, and what belongs to none of both.
    private static HashSet<string> Called(string name) => name switch
    {
        "remediation-member" => Without("remediation-organization", "remediation-member"),
        "remediation-organization" => Beyond("remediation-member", "remediation-organization", Of("remediation-member")),
        "sweep" => Without("sweep-by-steps", "sweep"),
        "sweep-by-steps" => Beyond("sweep", "sweep-by-steps", Of("sweep")),
        "deploy" => Without("deploy-first", "deploy"),
        "deploy-first" => Beyond("deploy", "deploy-first", Of("deploy")),
        "baseline-apply" => Beyond("baseline-plan", "baseline-apply", Of("baseline-apply")),
        "baseline-report" => Beyond("baseline-plan", "baseline-report", Of("baseline-report")),
        _ => Of(name),
    };

    private static HashSet<string> Without(string part, string name) => [.. Of(name).Where(action => Role(name).Actions.Contains(action) || !Role(part).Actions.Contains(action))];

    private static HashSet<string> Beyond(string main, string part, IEnumerable<string> recorded) => [.. recorded.Where(action => Role(part).Actions.Contains(action) || !Role(main).Actions.Contains(action))];

    private static HashSet<string> Of(string role) => RecordedCalls.Of(role).SelectMany(line => line.Value).ToHashSet(StringComparer.Ordinal);
}
