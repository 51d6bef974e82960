using Amazon.ConfigService.Model;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.Baseline.Resources.ConfigRecorders;

/// <summary>What AWS has in one account and region: four calls at most, none of them paged but the last, which has one element.</summary>
/// <param name="Recorder">Null where there is none. Recorders that other AWS services made for themselves are left aside.</param>
/// <param name="Recording">Whether it runs.</param>
/// <param name="Channel">Null where there is none.</param>
/// <param name="RetentionDays">Null where nobody set it, or where it is not asked for.</param>
internal sealed record RecorderReading(ConfigurationRecorder? Recorder, bool Recording, DeliveryChannel? Channel, int? RetentionDays)
{
    /// <summary>Reads.</summary>
    public static async Task<RecorderReading> OfAsync(AwsSession session, bool withRetention, CancellationToken cancel)
    {
        var recorder = ((await session.Config.DescribeConfigurationRecordersAsync(new(), cancel)).ConfigurationRecorders ?? []).Find(r => string.IsNullOrEmpty(r.ServicePrincipal));
        var status = recorder is null ? null : (await session.Config.DescribeConfigurationRecorderStatusAsync(new(), cancel)).ConfigurationRecordersStatus?.Find(s => s.Name == recorder.Name);
        var channel = (await session.Config.DescribeDeliveryChannelsAsync(new(), cancel)).DeliveryChannels?.FirstOrDefault();
        var retention = withRetention ? (await session.Config.DescribeRetentionConfigurationsAsync(new(), cancel)).RetentionConfigurations?.FirstOrDefault() : null;
        return new(recorder, status?.Recording == true, channel, retention?.RetentionPeriodInDays);
    }
}
