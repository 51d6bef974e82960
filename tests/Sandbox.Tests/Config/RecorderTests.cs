using Amazon.ConfigService.Model;
using Xunit;
using static SecretScoops.Governance.Sandbox.Tests.TestCloud;

namespace SecretScoops.Governance.Sandbox.Tests.Config;

/// <summary>Recorders and delivery channels, and the order that AWS wants them in.</summary>
public sealed class RecorderTests
{
    [Fact]
    public async Task A_channel_needs_a_recorder_and_a_bucket_and_a_start_needs_a_channel()
    {
        using var rig = await ConfigRig.Create();
        var channel = new PutDeliveryChannelRequest { DeliveryChannel = new() { Name = "default", S3BucketName = ConfigRig.Bucket } };

        await Assert.ThrowsAsync<NoAvailableConfigurationRecorderException>(() => rig.Config.PutDeliveryChannelAsync(channel, Cancel));
        await rig.Config.PutConfigurationRecorderAsync(new() { ConfigurationRecorder = new() { RoleARN = "arn:aws:iam::123456789012:role/config" } }, Cancel);
        await Assert.ThrowsAsync<NoAvailableDeliveryChannelException>(() => rig.Config.StartConfigurationRecorderAsync(new() { ConfigurationRecorderName = "default" }, Cancel));
        await Assert.ThrowsAsync<NoSuchBucketException>(() => rig.Config.PutDeliveryChannelAsync(new() { DeliveryChannel = new() { Name = "default", S3BucketName = "none" } }, Cancel));
        await rig.Config.PutDeliveryChannelAsync(channel, Cancel);
        await rig.Config.StartConfigurationRecorderAsync(new() { ConfigurationRecorderName = "default" }, Cancel);

        Assert.True(Assert.Single((await rig.Config.DescribeConfigurationRecorderStatusAsync(new(), Cancel)).ConfigurationRecordersStatus).Recording);
        await Assert.ThrowsAsync<LastDeliveryChannelDeleteFailedException>(() => rig.Config.DeleteDeliveryChannelAsync(new() { DeliveryChannelName = "default" }, Cancel));
    }

    [Fact]
    public async Task A_bucket_of_another_account_must_let_Config_write()
    {
        using var rig = await ConfigRig.Create(bucketPolicy: null);
        await rig.Record(Management);

        await Assert.ThrowsAsync<InsufficientDeliveryPolicyException>(() => rig.Record(rig.Member));
    }

    [Fact]
    public async Task There_is_one_recorder_in_each_region_under_one_name()
    {
        using var rig = await ConfigRig.Create();
        await rig.Record(Management);

        var second = new PutConfigurationRecorderRequest { ConfigurationRecorder = new() { Name = "second", RoleARN = "arn:aws:iam::123456789012:role/config" } };

        await Assert.ThrowsAsync<MaxNumberOfConfigurationRecordersExceededException>(() => rig.Config.PutConfigurationRecorderAsync(second, Cancel));
    }

    [Fact]
    public async Task What_does_not_go_together_is_no_recording_group()
    {
        using var rig = await ConfigRig.Create();

        var all = new ConfigurationRecorder { RoleARN = "arn:aws:iam::123456789012:role/config", RecordingGroup = new() { AllSupported = true, ResourceTypes = ["AWS::EC2::VPC"] } };

        await Assert.ThrowsAsync<InvalidRecordingGroupException>(() => rig.Config.PutConfigurationRecorderAsync(new() { ConfigurationRecorder = all }, Cancel));
        await Assert.ThrowsAsync<InvalidRoleException>(() => rig.Config.PutConfigurationRecorderAsync(new() { ConfigurationRecorder = new() }, Cancel));
    }
}
