using System.Globalization;

namespace SecretScoops.Governance.Templates.Checks;

/// <summary>What is asked of CloudTrail and CloudWatch.</summary>
internal static class TrailAndLogRules
{
    private const string Trail = "AWS::CloudTrail::Trail";

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("trail-on", Trail, (trail, told) => told.RequireTrue(trail["IsLogging"], "the trail records nothing", "set IsLogging: true")),
        new("trail-multi-region", Trail, (trail, told) => told.RequireTrue(trail["IsMultiRegionTrail"], "the trail records one region", "set IsMultiRegionTrail: true and IncludeGlobalServiceEvents: true")),
        new("trail-encrypted", Trail, (trail, told) => told.RequireAny(trail["KMSKeyId"], "the trail is not encrypted with KMS", "set KMSKeyId to a key of ours")),
        new("trail-validated", Trail, (trail, told) => told.RequireTrue(trail["EnableLogFileValidation"], "nobody would see that the trail's files were changed", "set EnableLogFileValidation: true")),
        new("logs-kept", "AWS::Logs::LogGroup", (group, told) =>
        {
            var asked = int.Parse(told.Parameter("MinRetentionTime", "365"), NumberStyles.None, CultureInfo.InvariantCulture);
            // A group that says nothing keeps its events for ever.
            told.Refuse(
                group["RetentionInDays"], text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days < asked,
                $"events are not kept for {asked} days", string.Create(CultureInfo.InvariantCulture, $"set RetentionInDays: {asked} or more"));
        }),
        new("alarms-act", "AWS::CloudWatch::Alarm", (alarm, told) =>
        {
            told.Refuse(alarm["ActionsEnabled"], Told.IsFalse, "the alarm tells nobody", "take ActionsEnabled out");
            if (alarm["AlarmActions"] is { IsUnknown: false } actions && !actions.Items.Any())
            {
                told.Fail(actions, $"alarm {alarm.Name} tells nobody", "set AlarmActions to a topic");
            }
        }),
    ];
}
