using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Policies;
using Xunit;

namespace SecretScoops.Governance.Tests.Policies;

public sealed class GuardrailContentTests
{
    /// <summary>What nobody may do, or what has its own condition that no legitimate request meets.</summary>
    private static readonly string[] s_withoutExemption =
    [
        "StayInTheOrganization", "RootUserDoesNothing", "NoPublicAcls", "VolumeSnapshotsStay", "FunctionsAskWhoCalls", "FunctionsAreForSomebody",
        "VolumesAreEncrypted", "DatabasesAreEncrypted", "FileSystemsAreEncrypted",
    ];

    private static readonly PolicyBundle s_bundle = PolicyFolder.Read(RealPolicies.Folder).Bundle!;

    [Theory]
    [InlineData("organizations:LeaveOrganization", "DEV UAT PROD")]
    [InlineData("rds:DeleteDBInstance", "DEV UAT PROD")]
    [InlineData("rds:DeleteDBSnapshot", "DEV UAT PROD")]
    [InlineData("backup:DeleteRecoveryPoint", "DEV UAT PROD")]
    [InlineData("kms:ScheduleKeyDeletion", "DEV UAT PROD")]
    [InlineData("logs:DeleteLogGroup", "DEV UAT PROD")]
    [InlineData("cloudtrail:StopLogging", "DEV UAT PROD")]
    [InlineData("config:StopConfigurationRecorder", "DEV UAT PROD")]
    [InlineData("guardduty:DeleteDetector", "DEV UAT PROD")]
    [InlineData("securityhub:DisableSecurityHub", "DEV UAT PROD")]
    [InlineData("iam:CreateUser", "DEV UAT PROD")]
    [InlineData("iam:CreateAccessKey", "DEV UAT PROD")]
    [InlineData("s3:PutAccountPublicAccessBlock", "DEV UAT PROD")]
    [InlineData("ec2:ModifyInstanceMetadataDefaults", "DEV UAT PROD")]
    [InlineData("rds:CreateDBInstance", "DEV UAT PROD")]
    [InlineData("ec2:CreateKeyPair", "DEV UAT PROD")]
    [InlineData("ec2:AuthorizeSecurityGroupIngress", "UAT PROD")]
    [InlineData("ssm:StartSession", "DEV UAT PROD")]
    [InlineData("ecs:ExecuteCommand", "UAT PROD")]
    [InlineData("lambda:UpdateFunctionCode", "PROD")]
    [InlineData("rds:ModifyDBInstance", "PROD")]
    public void An_action_is_denied_by_name_where_it_must_be(string action, string units)
    {
        var denied = new[] { "DEV", "UAT", "PROD" }.Where(unit => StatementsFor(unit).Any(statement =>
            statement is { Effect: Effect.Deny, Action.Not: false, Sid: not "RootUserDoesNothing" }
            && statement.Action.Patterns.Any(pattern => Wildcard.Matches(pattern, action))));

        Assert.Equal(units, string.Join(' ', denied));
    }

    [Fact]
    public void Every_denial_exempts_governance_and_break_glass_or_is_meant_for_everybody()
    {
        var exempt = s_bundle.LandingZone.AutomationRoles.Concat(s_bundle.LandingZone.BreakGlassRoles).ToList();
        var strict = s_bundle.Guardrails.Where(guardrail => guardrail.Value.Type == PolicyType.Scp)
            .SelectMany(guardrail => ((PolicyDocument)guardrail.Value.Document).Statements)
            .Where(statement => !statement.Conditions.Any(condition =>
                condition is { Operator: "ArnNotLikeIfExists", Key: "aws:PrincipalArn" } && exempt.TrueForAll(role => condition.Values.Contains(role))))
            .Select(statement => statement.Sid!);

        Assert.Equal(s_withoutExemption.Order(StringComparer.Ordinal), strict.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_tenant_can_make_a_role_that_is_exempt()
    {
        var kept = s_bundle.Guardrails.Single(guardrail => guardrail.Value.Name == "protect-governance-roles").Value;
        var creation = ((PolicyDocument)kept.Document).Statements.Single(statement => statement.Action.Patterns.Contains("iam:CreateRole"));

        Assert.Contains(new GuardrailTarget.Root(), kept.Targets);
        Assert.All(
            s_bundle.LandingZone.AutomationRoles.Concat(s_bundle.LandingZone.PipelineRoles),
            role => Assert.Contains(creation.Resource!.Patterns, pattern => Wildcard.Matches(pattern, role)));
        Assert.All(s_bundle.LandingZone.BreakGlassRoles, role => Assert.StartsWith("arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/", role, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_guardrail_leaves_room_below_its_quotas() => Assert.All(
        s_bundle.Guardrails,
        guardrail => Assert.InRange(guardrail.Value.Document.Length, 1, s_bundle.Limits.Characters(guardrail.Value.Type).Value / 2));

    private static IEnumerable<Statement> StatementsFor(string unit) => s_bundle.Guardrails
        .Where(guardrail => guardrail.Value.Type == PolicyType.Scp
            && guardrail.Value.Targets.Any(target => target is GuardrailTarget.Root || target == new GuardrailTarget.OrganizationalUnit(unit)))
        .SelectMany(guardrail => ((PolicyDocument)guardrail.Value.Document).Statements);
}
