using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Roles;

namespace SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;

/// <summary>Every role may do what it was seen to do, and nothing else; and the test that says so misses nothing.</summary>
public sealed class LeastPrivilegeTests
{
    public static TheoryData<string> Roles => [.. GeneratedRoles.All.Select(role => role.Name)];

    [Theory, MemberData(nameof(Roles))]
    public void A_role_may_do_what_was_called_and_what_aws_asks_for_besides_and_nothing_else(string name)
    {
        var role = Role(name);
        Dependents.Keep(role);

        Assert.Equal([], RightsCheck.Faults(role.Needs, Called(name), Dependents.Of(name)));
    }

    [Theory, MemberData(nameof(Roles))]
    public void Removing_any_right_of_a_role_is_found(string name)
    {
        var role = Role(name);

        Assert.All(role.Actions, action => Assert.Contains(
            RightsCheck.Faults([.. role.Needs.Where(need => need.Action != action)], Called(name), Dependents.Of(name)),
            fault => fault.StartsWith($"{action} ", StringComparison.Ordinal) && fault.EndsWith("is not granted", StringComparison.Ordinal)));
    }

    [Theory, MemberData(nameof(Roles))]
    public void Adding_any_right_to_a_role_is_found(string name)
    {
        var role = Role(name);
        var others = role.Actions.Select(action => action.Split(':')[0]).Distinct()
            .SelectMany(prefix => ActionCatalogue.Embedded.Find(prefix)!.Actions.Select(action => $"{prefix}:{action}")).Except(role.Actions, StringComparer.OrdinalIgnoreCase);

        Assert.All(others, action => Assert.Contains(RightsCheck.Faults([.. role.Needs, action], Called(name), Dependents.Of(name)), fault => fault == $"{action} is granted and was never called"));
    }

    [Theory, MemberData(nameof(Roles))]
    public void A_right_on_everything_is_found_where_aws_can_narrow_it(string name) => Assert.All(
        Role(name).Needs.Where(need => ActionResources.Embedded.Of(need.Action).Count > 0),
        need => Assert.Contains(RightsCheck.Faults([.. Role(name).Needs, need with { Resource = "*" }], Called(name), Dependents.Of(name)), fault => fault.StartsWith($"{need.Action} is granted on everything", StringComparison.Ordinal)));

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
    public void Every_block_of_the_templates_is_generated_but_the_deployer_s() =>
        Assert.Equal(GeneratedRoles.All.Select(role => role.Name).Append("deploy").Order(StringComparer.Ordinal), GeneratedBlocks.Names().Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Roles))]
    public void Policies_are_no_longer_than_iam_takes_and_no_role_has_too_many(string name)
    {
        var parts = PolicyStatement.Split(PolicyStatement.Of(Role(name).Needs), PolicyStatement.LongestManaged);

        Assert.All(parts, part => Assert.True(PolicyStatement.Length(part) <= PolicyStatement.LongestManaged));
        // IAM User Guide, "IAM and AWS STS quotas", read 2026-11: ten managed policies of a role, unless more are asked for.
        Assert.InRange(parts.Count, 1, Role(name).IsRegional ? 1 : 5);
    }

    // Calls that the code makes on ways that no recorded test goes yet. The list may only become shorter.
    [Theory, MemberData(nameof(Roles))]
    public void What_no_test_has_seen_called_yet_is_listed_and_nothing_else_is(string name) =>
        Assert.Equal([], Unseen(name).Where(action => Seen(name).Contains(action) || Dependents.Of(name).Contains(action) || !Role(name).Actions.Contains(action)).Select(action => $"{name} {action} has no place in unseen.txt any more"));

    private static GeneratedRole Role(string name) => GeneratedRoles.All.Single(role => role.Name == name);

    private static HashSet<string> Called(string name) => [.. Seen(name), .. Unseen(name)];

    private static IEnumerable<string> Unseen(string name) =>
        File.ReadLines(Path.Combine(BaselineTool.RepositoryRoot(), "tests", "EndToEnd.Tests", "LeastPrivilege", "unseen.txt")).Where(line => line.StartsWith($"{name} ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1]);

    // What belongs to a part of a role is asked of that part, and what belongs to none of both.
    private static HashSet<string> Seen(string name) => name switch
    {
        "remediation-member" => Without("remediation-organization", "remediation-member"),
        "remediation-organization" => Beyond("remediation-member", "remediation-organization", Of("remediation-member")),
        "sweep" => Without("sweep-by-steps", "sweep"),
        "sweep-by-steps" => Beyond("sweep", "sweep-by-steps", Of("sweep")),
        "baseline-apply" => Beyond("baseline-plan", "baseline-apply", Of("baseline-apply")),
        "baseline-report" => Beyond("baseline-plan", "baseline-report", Of("baseline-report")),
        _ => Of(name),
    };

    private static HashSet<string> Without(string part, string name) => [.. Of(name).Where(action => Role(name).Actions.Contains(action) || !Role(part).Actions.Contains(action))];

    private static HashSet<string> Beyond(string main, string part, IEnumerable<string> recorded) => [.. recorded.Where(action => Role(part).Actions.Contains(action) || !Role(main).Actions.Contains(action))];

    private static HashSet<string> Of(string role) => RecordedCalls.Of(role).SelectMany(line => line.Value).ToHashSet(StringComparer.Ordinal);
}
