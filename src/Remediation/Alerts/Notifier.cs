using System.Globalization;
using Amazon.SimpleNotificationService.Model;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Ledger;

namespace SecretScoops.Governance.Remediation.Alerts;

/// <summary>Publishes alerts to the topic of their severity. A storm of them becomes one message.</summary>
/// <param name="home">The account and region of the topics.</param>
/// <param name="topics">Severity → the topic's name.</param>
/// <param name="ledger">Counts.</param>
/// <param name="mostAnHour">Alerts of one severity for one account in an hour; what comes after is only written down. Severities are counted apart, since each has its topic: many small alerts hide no great one.</param>
/// <param name="time">For the hour.</param>
internal sealed class Notifier(AwsSession home, IReadOnlyDictionary<string, string> topics, ILedger ledger, int mostAnHour, TimeProvider time) : INotifier
{
    /// <summary>What it takes.</summary>
    /// <param name="topics">Their names, or patterns of them.</param>
    public static IReadOnlyList<Need> Needs(params IEnumerable<string> topics) => [.. topics.Select(topic => new Need("sns:Publish", $"arn:{{partition}}:sns:{{region}}:{{account}}:{topic}"))];

    /// <inheritdoc/>
    /// <remarks>Whoever is told of a fix that failed, or of a fight, is told even in a storm.</remarks>
    public async Task TellAsync(Alert alert, CancellationToken cancellationToken)
    {
        var hour = time.GetUtcNow().ToString("yyyy-MM-ddTHH", CultureInfo.InvariantCulture);
        var urgent = alert.Step is LedgerStep.Failed or LedgerStep.Stopped;
        if (urgent || await ledger.CountAsync($"alerts|{alert.Incident.AccountId}|{alert.Severity}|{hour}", mostAnHour, cancellationToken))
        {
            await PublishAsync(alert, AlertText.Subject(alert), AlertText.Body(alert), cancellationToken);
        }
        else
        {
            await ledger.OnceAsync(
                $"storm|{alert.Incident.AccountId}|{alert.Severity}|{hour}",
                time.GetUtcNow(),
                () => PublishAsync(
                    alert,
                    AlertText.Line($"[{(alert.Environment ?? alert.Account).ToUpperInvariant()}] storm: more than {mostAnHour} {alert.Severity} alerts in account {alert.Incident.AccountId} this hour"),
                    $"More than {mostAnHour} alerts of severity {alert.Severity} came from account {alert.Account} ({alert.Incident.AccountId}) since {hour}:00 UTC.\nThe rest of this hour's are in the ledger only: baseline remediations export\n",
                    cancellationToken),
                cancellationToken);
        }
    }

    /// <inheritdoc/>
    public Task TellAsync(Notice notice, CancellationToken cancellationToken) =>
        PublishAsync(notice.Severity, AlertText.Line(notice.Subject), notice.Body, new() { ["severity"] = Text(notice.Severity) }, cancellationToken);

    private Task PublishAsync(Alert alert, string subject, string body, CancellationToken cancellationToken) => PublishAsync(
        alert.Severity,
        subject,
        body,
        new()
        {
            ["control"] = Text(alert.Incident.Control),
            ["step"] = Text(AlertText.Word(alert.Step)),
            ["severity"] = Text(alert.Severity),
            ["environment"] = Text(alert.Environment ?? "none"),
            ["account"] = Text(alert.Incident.AccountId),
            ["json"] = Text(AlertText.Json(alert)),
        },
        cancellationToken);

    private async Task PublishAsync(string severity, string subject, string body, Dictionary<string, MessageAttributeValue> attributes, CancellationToken cancellationToken)
    {
        var account = await home.AccountIdAsync(cancellationToken);
        await home.Sns.PublishAsync(
            new() { TopicArn = $"arn:{home.Partition}:sns:{home.Region}:{account}:{TopicOf(severity)}", Subject = subject, Message = body, MessageAttributes = attributes }, cancellationToken);
    }

    // The policies may have fewer topics than there are severities: rather a louder one than none.
    private string TopicOf(string severity) =>
        topics.TryGetValue(severity, out var name) || topics.TryGetValue("info", out name) || topics.TryGetValue("critical", out name)
            ? name
            : throw new InvalidOperationException($"alerts.json has no topic for severity {severity}");

    private static MessageAttributeValue Text(string value) => new() { DataType = "String", StringValue = value };
}
