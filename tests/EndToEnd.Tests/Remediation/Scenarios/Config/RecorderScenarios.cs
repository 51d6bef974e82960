using Amazon.ConfigService.Model;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.Config;

/// <summary>A recorder and its channel, as the landing zone makes them but for what is broken.</summary>
internal abstract class RecorderScenario : Scenario
{
    public override string Control => "config-recording";

    protected abstract RecordingGroup Group { get; }

    protected abstract string Frequency { get; }

    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        var account = await member.AccountIdAsync(cancel);
        await member.Config.PutConfigurationRecorderAsync(
            new() { ConfigurationRecorder = new() { Name = "default", RoleARN = $"arn:aws:iam::{account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig", RecordingGroup = Group } }, cancel);
        await member.Config.PutDeliveryChannelAsync(
            new() { DeliveryChannel = new() { Name = "default", S3BucketName = "config-files", S3KeyPrefix = "org", ConfigSnapshotDeliveryProperties = new() { DeliveryFrequency = Frequency } } }, cancel);
        return account;
    }
}

/// <summary>Somebody stopped it.</summary>
internal sealed class RecorderStopped : RecorderScenario
{
    public override IReadOnlyList<string> Changes => ["config/ConfigRecorderStatus"];

    protected override RecordingGroup Group => new() { AllSupported = true, IncludeGlobalResourceTypes = true };

    protected override string Frequency => "TwentyFour_Hours";

    public override string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region) =>
        Calls.Event("config", "StopConfigurationRecorder", accountId, region, new() { ["configurationRecorderName"] = "default" });
}

/// <summary>Somebody had it record next to nothing, and deliver otherwise; it still runs.</summary>
internal sealed class RecorderNarrowed : RecorderScenario
{
    public override IReadOnlyList<string> Changes => ["config/ConfigDeliveryChannel", "config/ConfigDeliverySnapshotProperties", "config/ConfigRecorder", "config/RecordingGroup"];

    protected override RecordingGroup Group => new() { AllSupported = false, ResourceTypes = ["AWS::EC2::Instance", "AWS::S3::Bucket"] };

    protected override string Frequency => "One_Hour";

    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        var account = await base.BreakAsync(member, cancel);
        await member.Config.StartConfigurationRecorderAsync(new() { ConfigurationRecorderName = "default" }, cancel);
        return account;
    }
}

/// <summary>There is none any more: the pipeline must make it again.</summary>
internal sealed class RecorderGone : Scenario
{
    public override string Control => "config-recording";

    public override IReadOnlyList<string> Changes => [];

    public override bool CanBeFixed => false;

    public override Task<string> BreakAsync(AwsSession member, CancellationToken cancel) => member.AccountIdAsync(cancel).AsTask();

    public override string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region) =>
        Calls.Event("config", "DeleteConfigurationRecorder", accountId, region, new() { ["configurationRecorderName"] = "default" });
}
