using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Organizations.Model;
using Amazon.Runtime;
using SecretScoops.Governance.Sandbox.Tests.Config;
using Xunit;
using static SecretScoops.Governance.Sandbox.Tests.TestCloud;

namespace SecretScoops.Governance.Sandbox.Tests.Ec2;

/// <summary>Settings that a declarative policy of the organization keeps.</summary>
public sealed class DeclaredSettingsTests
{
    private const string Type = "DECLARATIVE_POLICY_EC2";

    private const string Strict = """
        {"ec2_attributes": {
          "exception_message": {"@@assign": "Ask the platform team."},
          "serial_console_access": {"status": {"@@assign": "disabled"}},
          "image_block_public_access": {"state": {"@@assign": "block_new_sharing"}},
          "snapshot_block_public_access": {"state": {"@@assign": "block_all_sharing"}},
          "instance_metadata_defaults": {"http_tokens": {"@@assign": "required"}, "http_put_response_hop_limit": {"@@assign": "2"}, "instance_metadata_tags": {"@@assign": "no_preference"}}
        }}
        """;

    [Fact]
    public async Task What_a_policy_declares_holds_in_every_account_beneath_it_and_says_who_keeps_it()
    {
        using var rig = await ConfigRig.Create();
        await Declare(rig, Strict, await rig.Cloud.RootId());

        foreach (var account in (string[])[Management, rig.Member])
        {
            var ec2 = Ec2(rig, account);
            var snapshots = await ec2.GetSnapshotBlockPublicAccessStateAsync(new(), Cancel);
            Assert.Equal(("block-all-sharing", "declarative-policy"), (snapshots.State.Value, snapshots.ManagedBy.Value));
            var images = await ec2.GetImageBlockPublicAccessStateAsync(new(), Cancel);
            Assert.Equal(("block-new-sharing", "declarative-policy"), (images.ImageBlockPublicAccessState, images.ManagedBy.Value));
            var console = await ec2.GetSerialConsoleAccessStatusAsync(new(), Cancel);
            Assert.Equal((false, "declarative-policy"), (console.SerialConsoleAccessEnabled, console.ManagedBy.Value));
            var metadata = (await ec2.GetInstanceMetadataDefaultsAsync(new(), Cancel)).AccountLevel;
            Assert.Equal(("required", 2, null, "declarative-policy", "Ask the platform team."), (metadata.HttpTokens.Value, metadata.HttpPutResponseHopLimit, metadata.InstanceMetadataTags?.Value, metadata.ManagedBy.Value, metadata.ManagedExceptionMessage));
        }
    }

    [Fact]
    public async Task An_account_cannot_change_what_is_declared_and_has_its_own_back_when_the_policy_goes()
    {
        using var rig = await ConfigRig.Create();
        var ec2 = Ec2(rig, rig.Member);
        await ec2.EnableSerialConsoleAccessAsync(new EnableSerialConsoleAccessRequest(), Cancel);
        var policy = await Declare(rig, Strict, rig.Member);

        foreach (var refused in (Func<Task>[])
        [
            () => ec2.EnableSerialConsoleAccessAsync(new EnableSerialConsoleAccessRequest(), Cancel),
            () => ec2.DisableSnapshotBlockPublicAccessAsync(new DisableSnapshotBlockPublicAccessRequest(), Cancel),
            () => ec2.EnableSnapshotBlockPublicAccessAsync(new() { State = SnapshotBlockPublicAccessState.BlockNewSharing }, Cancel),
            () => ec2.DisableImageBlockPublicAccessAsync(new DisableImageBlockPublicAccessRequest(), Cancel),
            () => ec2.ModifyInstanceMetadataDefaultsAsync(new() { HttpPutResponseHopLimit = 1 }, Cancel),
            () => ec2.ModifyInstanceMetadataDefaultsAsync(new() { InstanceMetadataTags = DefaultInstanceMetadataTagsState.Disabled }, Cancel),
        ])
        {
            Assert.Equal("Ask the platform team.", (await Assert.ThrowsAnyAsync<AmazonServiceException>(refused)).Message);
        }

        await ec2.EnableSnapshotBlockPublicAccessAsync(new() { State = SnapshotBlockPublicAccessState.BlockAllSharing }, Cancel);
        await rig.Cloud.Organizations.DetachPolicyAsync(new() { PolicyId = policy, TargetId = rig.Member }, Cancel);
        var console = await ec2.GetSerialConsoleAccessStatusAsync(new(), Cancel);
        Assert.Equal((true, "account"), (console.SerialConsoleAccessEnabled, console.ManagedBy.Value));
    }

    [Fact]
    public async Task The_policy_nearest_to_an_account_counts_and_what_none_speaks_of_is_the_accounts_own()
    {
        using var rig = await ConfigRig.Create();
        await Declare(rig, """{"ec2_attributes": {"snapshot_block_public_access": {"state": {"@@assign": "block_all_sharing"}}}}""", await rig.Cloud.RootId());
        await Declare(rig, """{"ec2_attributes": {"snapshot_block_public_access": {"state": {"@@assign": "block_new_sharing"}}}}""", rig.Member);
        var ec2 = Ec2(rig, rig.Member);

        Assert.Equal("block-new-sharing", (await ec2.GetSnapshotBlockPublicAccessStateAsync(new(), Cancel)).State.Value);
        Assert.Equal("block-all-sharing", (await Ec2(rig, Management).GetSnapshotBlockPublicAccessStateAsync(new(), Cancel)).State.Value);
        Assert.Equal("account", (await ec2.GetSerialConsoleAccessStatusAsync(new(), Cancel)).ManagedBy.Value);
        await ec2.EnableSerialConsoleAccessAsync(new EnableSerialConsoleAccessRequest(), Cancel);
    }

    [Theory]
    [InlineData("block_all_sharing", "COMPLIANT")]
    [InlineData("unblocked", "NON_COMPLIANT")]
    public async Task Config_judges_what_holds_and_not_what_the_account_said(string declared, string expected)
    {
        using var rig = await ConfigRig.Create();
        await rig.Record(rig.Member);
        await rig.Put("ours-snapshots", "EBS_SNAPSHOT_BLOCK_PUBLIC_ACCESS");
        await Declare(rig, """{"ec2_attributes": {"snapshot_block_public_access": {"state": {"@@assign": "DECLARED"}}}}""".Replace("DECLARED", declared, StringComparison.Ordinal), await rig.Cloud.RootId());

        var found = Assert.Single((await rig.As(rig.Member).DescribeComplianceByConfigRuleAsync(new(), Cancel)).ComplianceByConfigRules);

        Assert.Equal(expected, found.Compliance.ComplianceType.Value);
    }

    private static AmazonEC2Client Ec2(ConfigRig rig, string account) => rig.Cloud.As<AmazonEC2Config, AmazonEC2Client>(account, static (keys, config) => new(keys, config));

    private static async Task<string> Declare(ConfigRig rig, string content, string target)
    {
        var organizations = rig.Cloud.Organizations;
        if (!(await organizations.ListRootsAsync(new(), Cancel)).Roots[0].PolicyTypes.Exists(type => type.Type == Type))
        {
            await organizations.EnablePolicyTypeAsync(new() { RootId = await rig.Cloud.RootId(), PolicyType = Type }, Cancel);
        }

        var policy = (await organizations.CreatePolicyAsync(new CreatePolicyRequest { Name = $"declare-{target}", Description = "", Type = Type, Content = content }, Cancel)).Policy.PolicySummary.Id;
        await organizations.AttachPolicyAsync(new() { PolicyId = policy, TargetId = target }, Cancel);
        return policy;
    }
}
