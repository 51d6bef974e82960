using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.CloudWatchLogs.Model;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Logs;

/// <summary>A log group keeps its events for as long as asked. The time is only ever raised; a group that keeps them for ever stays so.</summary>
internal sealed class LogsKept : Remediation
{
    private const string Retention = "/retentionDays";
    private const string Group = "arn:{partition}:logs:{region}:{account}:log-group:{id}";

    // What PutRetentionPolicy takes (CloudWatch Logs API Reference, read 2026-11).
    private static readonly int[] permitted = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

    /// <inheritdoc/>
    public override string Control => "logs-kept";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.LogGroup;

    /// <inheritdoc/>
    public override Outage Outage => Outage.None;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["CloudWatch.16"];

    // DescribeLogGroups is asked about every group at once. The others are written with and without ":*" behind the name, depending on whom one reads.
    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads =>
        [new("logs:DescribeLogGroups", "arn:{partition}:logs:{region}:{account}:log-group:*"), new("logs:ListTagsForResource", Group), new("logs:ListTagsForResource", $"{Group}:*")];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => [new("logs:PutRetentionPolicy", Group), new("logs:PutRetentionPolicy", $"{Group}:*")];

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        var logs = subject.Session.Logs;
        string? token = null;
        do
        {
            var page = await logs.DescribeLogGroupsAsync(new DescribeLogGroupsRequest { LogGroupNamePrefix = subject.Id, NextToken = token }, cancellationToken);
            if ((page.LogGroups ?? []).Find(group => group.LogGroupName == subject.Id) is { } group)
            {
                var arn = $"arn:{subject.Partition}:logs:{subject.Incident.Region}:{subject.Incident.AccountId}:log-group:{subject.Id}";
                var tags = (await logs.ListTagsForResourceAsync(new() { ResourceArn = arn }, cancellationToken)).Tags ?? [];
                return new()
                {
                    ["retentionDays"] = group.RetentionInDays,
                    ["class"] = group.LogGroupClass?.Value,
                    ["key"] = group.KmsKeyId,
                    ["tags"] = new JsonObject(tags.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => KeyValuePair.Create<string, JsonNode?>(t.Key, t.Value))),
                };
            }

            token = page.NextToken;
        }
        while (token is not null);
        return null;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands)
    {
        // A year is what AWS Config asks for where the rule says nothing.
        var asked = demands.Number("MinRetentionTime", 365);
        return (int?)image["retentionDays"] is { } days && days < asked
            ? [new(Retention, string.Create(CultureInfo.InvariantCulture, $"events are kept for {days} days, not for {asked}"), permitted.FirstOrDefault(each => each >= asked, permitted[^1]))]
            : [];
    }

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        subject.Session.Logs.PutRetentionPolicyAsync(new() { LogGroupName = subject.Id, RetentionInDays = (int)value! }, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
        [.. violations.Select(violation => $"aws logs put-retention-policy --log-group-name {subject.Id} --retention-in-days {violation.Should}")];
}
