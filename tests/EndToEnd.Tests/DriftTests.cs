using SecretScoops.Governance.EndToEnd.Tests.Judges;

namespace SecretScoops.Governance.EndToEnd.Tests;

/// <summary>Each kind is changed behind the tool's back, in the sandbox, by boto3; the plan shows that change and no other.</summary>
public sealed class DriftTests : IAsyncLifetime
{
    private const string Prelude = """
        organizations, sso, store = (boto3.client(name) for name in ('organizations', 'sso-admin', 'identitystore'))
        root = organizations.list_roots()['Roots'][0]['Id']
        def pages(client, operation, key, **arguments):
            return [each for page in client.get_paginator(operation).paginate(**arguments) for each in page[key]]
        def policy(kind='SERVICE_CONTROL_POLICY'):
            return sorted((each for each in pages(organizations, 'list_policies', 'Policies', Filter=kind) if not each['AwsManaged']), key=lambda each: each['Name'])[0]
        def instance():
            return sso.list_instances()['Instances'][0]
        def permission_set(name=None):
            arn = instance()['InstanceArn']
            found = [(sso.describe_permission_set(InstanceArn=arn, PermissionSetArn=each)['PermissionSet'], each)
                     for each in pages(sso, 'list_permission_sets', 'PermissionSets', InstanceArn=arn)]
            return sorted(found, key=lambda each: each[0]['Name'])[0]

        """;

    private readonly Desk desk = new();
    private SandboxServer? sandbox;

    /// <summary>What is done, what kind's change it is, and what it is undone by.</summary>
    public static TheoryData<string, string, string, string> Drifts => new()
    {
        {
            "a guardrail's content is weakened", "scp", "update",
            """
            it = policy()
            organizations.update_policy(PolicyId=it['Id'], Content=json.dumps({'Version': '2012-10-17', 'Statement': [{'Effect': 'Deny', 'Action': 'iam:CreateUser', 'Resource': '*'}]}))
            answer(it['Name'])
            """
        },
        {
            "a guardrail is detached", "scp-attachment", "create",
            """
            it = policy()
            target = pages(organizations, 'list_targets_for_policy', 'Targets', PolicyId=it['Id'])[0]
            organizations.detach_policy(PolicyId=it['Id'], TargetId=target['TargetId'])
            answer(it['Name'])
            """
        },
        {
            "an account is moved to the root", "placement", "update",
            """
            unit = pages(organizations, 'list_organizational_units_for_parent', 'OrganizationalUnits', ParentId=root)[0]
            account = pages(organizations, 'list_accounts_for_parent', 'Accounts', ParentId=unit['Id'])[0]
            organizations.move_account(AccountId=account['Id'], SourceParentId=unit['Id'], DestinationParentId=root)
            answer(account['Name'])
            """
        },
        {
            "a permission set's sessions are lengthened", "permission-set", "update",
            """
            it, arn = permission_set()
            sso.update_permission_set(InstanceArn=instance()['InstanceArn'], PermissionSetArn=arn, Description=it['Description'], SessionDuration='PT12H')
            answer(it['Name'])
            """
        },
        {
            "a permission set gets one more policy", "permission-set", "update",
            """
            it, arn = permission_set()
            sso.attach_managed_policy_to_permission_set(InstanceArn=instance()['InstanceArn'], PermissionSetArn=arn, ManagedPolicyArn='arn:aws:iam::aws:policy/AmazonSNSFullAccess')
            answer(it['Name'])
            """
        },
        {
            "an assignment is withdrawn", "assignment", "create",
            """
            arn = instance()['InstanceArn']
            for each in pages(sso, 'list_permission_sets', 'PermissionSets', InstanceArn=arn):
                for account in pages(organizations, 'list_accounts', 'Accounts'):
                    for it in pages(sso, 'list_account_assignments', 'AccountAssignments', InstanceArn=arn, AccountId=account['Id'], PermissionSetArn=each):
                        status = sso.delete_account_assignment(InstanceArn=arn, TargetId=account['Id'], TargetType='AWS_ACCOUNT', PermissionSetArn=each,
                                                      PrincipalType='GROUP', PrincipalId=it['PrincipalId'])['AccountAssignmentDeletionStatus']
                        while status['Status'] == 'IN_PROGRESS':
                            status = sso.describe_account_assignment_deletion_status(
                                InstanceArn=arn, AccountAssignmentDeletionRequestId=status['RequestId'])['AccountAssignmentDeletionStatus']
                        answer(sso.describe_permission_set(InstanceArn=arn, PermissionSetArn=each)['PermissionSet']['Name'])
                        sys.exit()
            """
        },
    };

    [Theory]
    [MemberData(nameof(Drifts))]
    public async Task A_change_behind_the_tools_back_shows_up_exactly_and_is_mended(string what, string kind, string action, string script)
    {
        Assert.NotEmpty(what);
        var named = (await new Boto3(desk, sandbox!.Access).Run(Prelude + script)).GetString()!;

        var plan = (await Baseline("plan", "--format", "json")).ExpectExitCode(2).Json();

        var change = Assert.Single(plan.GetProperty("changes").EnumerateArray());
        Assert.Equal(kind, change.GetProperty("kind").GetString());
        Assert.Equal(action, change.GetProperty("action").GetString());
        Assert.Contains(named, change.GetProperty("address").GetString(), StringComparison.Ordinal);
        (await Baseline("apply", "--yes")).ExpectExitCode(0);
        (await Baseline("plan")).ExpectExitCode(0);
    }

    [Fact]
    public async Task What_the_tool_does_not_own_is_neither_changed_nor_told_as_a_difference()
    {
        await new Boto3(desk, sandbox!.Access).Run(Prelude + """
            made = organizations.create_policy(Name='of-somebody-else', Description='', Type='SERVICE_CONTROL_POLICY', Content=json.dumps(
                {'Version': '2012-10-17', 'Statement': [{'Effect': 'Deny', 'Action': 'iam:CreateUser', 'Resource': '*'}]}))
            organizations.create_organizational_unit(ParentId=root, Name='SomebodyElse')
            sso.create_permission_set(InstanceArn=instance()['InstanceArn'], Name='SomebodyElse')
            answer(made['Policy']['PolicySummary']['Id'])
            """);
        var before = await Census.Take(desk, sandbox.Access);

        (await Baseline("plan")).ExpectExitCode(0);
        (await Baseline("apply", "--yes")).ExpectExitCode(0);

        Assert.Equal(before.GetRawText(), (await Census.Take(desk, sandbox.Access)).GetRawText());
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        sandbox = new SandboxServer(desk);
        await sandbox.Ready();
        (await Baseline("apply", "--yes")).ExpectExitCode(0);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        sandbox?.Dispose();
        desk.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task<Finished> Baseline(params string[] arguments) =>
        new BaselineTool(desk, sandbox!.Access).Run([.. arguments, "--policies", BaselineTool.DefaultPolicies]);
}
