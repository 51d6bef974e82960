using Xunit;

namespace SecretScoops.Governance.Sandbox.Tests.Judges;

/// <summary>boto3 works with the sandbox; the script asserts for itself.</summary>
public sealed class Boto3Tests
{
    [Fact]
    public async Task boto3_tells_a_whole_story()
    {
        await using var server = SandboxServer.Start(LocalCloud.Open(null, new SandboxOptions { AsyncReads = 1, EmptyPages = true, PageSize = 2 }, TimeProvider.System), 0, TimeProvider.System);

        var (exit, output, errors) = await Tool.Run(server, "python3", ["-"], Story);

        Assert.True(exit == 0, errors);
        Assert.Equal("the end", output);
    }

    private const string Story = """
        import json, boto3
        from botocore.exceptions import ClientError

        def refused(code, call, **arguments):
            try:
                call(**arguments)
            except ClientError as refusal:
                assert refusal.response["Error"]["Code"] == code, refusal
                return refusal.response
            raise AssertionError(f"accepted, not {code}")

        org, sso, ids, sts = (boto3.client(name) for name in ("organizations", "sso-admin", "identitystore", "sts"))
        refused("AWSOrganizationsNotInUseException", org.describe_organization)
        organization = org.create_organization(FeatureSet="ALL")["Organization"]
        root = [root for page in org.get_paginator("list_roots").paginate() for root in page["Roots"]][0]["Id"]
        org.enable_policy_type(RootId=root, PolicyType="SERVICE_CONTROL_POLICY")
        while not [t for page in org.get_paginator("list_roots").paginate() for r in page["Roots"] for t in r["PolicyTypes"] if t["Status"] == "ENABLED"]:
            pass

        units = [org.create_organizational_unit(ParentId=root, Name=f"unit {n} \u00fc")["OrganizationalUnit"]["Id"] for n in range(5)]
        listed = [u for page in org.get_paginator("list_organizational_units_for_parent").paginate(ParentId=root) for u in page["OrganizationalUnits"]]
        assert sorted(u["Id"] for u in listed) == sorted(units) and listed[0]["Path"].startswith(organization["Id"] + "/" + root)
        refused("DuplicateOrganizationalUnitException", org.create_organizational_unit, ParentId=root, Name="unit 0 \u00fc")

        def account(name, email):
            status = org.create_account(AccountName=name, Email=email)["CreateAccountStatus"]
            while status["State"] == "IN_PROGRESS":
                status = org.describe_create_account_status(CreateAccountRequestId=status["Id"])["CreateAccountStatus"]
            return status

        dev = account("dev", "dev@example.com")["AccountId"]
        assert account("again", "dev@example.com")["FailureReason"] == "EMAIL_ALREADY_EXISTS"
        org.move_account(AccountId=dev, SourceParentId=root, DestinationParentId=units[0])
        refused("SourceParentNotFoundException", org.move_account, AccountId=dev, SourceParentId=root, DestinationParentId=units[1])

        content = json.dumps({"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "*", "Resource": "*"}})
        policy = org.create_policy(Name="deny", Description="", Type="SERVICE_CONTROL_POLICY", Content=content)["Policy"]["PolicySummary"]["Id"]
        org.attach_policy(PolicyId=policy, TargetId=dev)
        reason = refused("ConstraintViolationException", org.create_policy, Name="x", Description="", Type="SERVICE_CONTROL_POLICY", Content=content + " " * 10240)
        assert reason["Reason"] == "POLICY_CONTENT_LIMIT_EXCEEDED", reason
        refused("PolicyInUseException", org.delete_policy, PolicyId=policy)

        keys = sts.assume_role(RoleArn=f"arn:aws:iam::{dev}:role/OrganizationAccountAccessRole", RoleSessionName="me")["Credentials"]
        inside = boto3.Session(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"], "eu-west-1")
        assert inside.client("sts").get_caller_identity()["Account"] == dev
        refused("AccessDeniedException", inside.client("organizations").list_accounts)
        assert inside.client("organizations").describe_organization()["Organization"]["Id"] == organization["Id"]

        instance = [i for page in sso.get_paginator("list_instances").paginate() for i in page["Instances"]][0]
        arn, store = instance["InstanceArn"], instance["IdentityStoreId"]
        group = ids.create_group(IdentityStoreId=store, DisplayName="Operators")["GroupId"]
        user = ids.create_user(IdentityStoreId=store, UserName="ada", DisplayName="Ada", Name={"GivenName": "Ada", "FamilyName": "L"})["UserId"]
        ids.create_group_membership(IdentityStoreId=store, GroupId=group, MemberId={"UserId": user})
        assert ids.get_user_id(IdentityStoreId=store, AlternateIdentifier={"UniqueAttribute": {"AttributePath": "userName", "AttributeValue": "ada"}})["UserId"] == user
        sets = [sso.create_permission_set(InstanceArn=arn, Name=f"Set{n}", Tags=[{"Key": "k", "Value": "v"}])["PermissionSet"]["PermissionSetArn"] for n in range(3)]
        assert [s for page in sso.get_paginator("list_permission_sets").paginate(InstanceArn=arn) for s in page["PermissionSets"]] == sets
        assert sso.describe_permission_set(InstanceArn=arn, PermissionSetArn=sets[0])["PermissionSet"]["SessionDuration"] == "PT1H"
        assert sso.get_inline_policy_for_permission_set(InstanceArn=arn, PermissionSetArn=sets[0])["InlinePolicy"] == ""
        refused("ResourceNotFoundException", sso.get_permissions_boundary_for_permission_set, InstanceArn=arn, PermissionSetArn=sets[0])

        who = dict(InstanceArn=arn, PermissionSetArn=sets[0], TargetId=dev, TargetType="AWS_ACCOUNT", PrincipalType="GROUP", PrincipalId=group)
        begun = sso.create_account_assignment(**who)["AccountAssignmentCreationStatus"]
        refused("ConflictException", sso.create_account_assignment, **who)
        states = [sso.describe_account_assignment_creation_status(InstanceArn=arn, AccountAssignmentCreationRequestId=begun["RequestId"])["AccountAssignmentCreationStatus"]["Status"] for _ in range(2)]
        assert states == ["IN_PROGRESS", "SUCCEEDED"], states
        of_user = [a for page in sso.get_paginator("list_account_assignments_for_principal").paginate(InstanceArn=arn, PrincipalId=user, PrincipalType="USER") for a in page["AccountAssignments"]]
        assert [a["PrincipalId"] for a in of_user] == [group], of_user
        refused("ResourceNotFoundException", sso.describe_permission_set, InstanceArn=arn, PermissionSetArn=sets[0][:-16] + "0" * 16)
        print("the end")
        """;
}
