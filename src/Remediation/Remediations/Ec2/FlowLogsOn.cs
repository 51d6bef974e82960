using System.Net;
using System.Text.Json.Nodes;
using Amazon.EC2;
using Amazon.EC2.Model;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Ec2;

/// <summary>Every VPC keeps a log of its traffic, in the log group and with the role that the policies name. Logs that are there stay; one that cannot be delivered counts for none.</summary>
/// <remarks>It costs by the gigabyte. EC2 makes the log group when there is none; the role must be there, under <c>secret-scoops/governance/</c>.</remarks>
internal sealed class FlowLogsOn : Remediation
{
    private const string LogArn = "arn:{partition}:ec2:{region}:{account}:vpc-flow-log/*";

    /// <inheritdoc/>
    public override string Control => "flow-logs-on";

    /// <inheritdoc/>
    public override string ResourceType => "AWS::EC2::VPC";

    /// <inheritdoc/>
    public override Outage Outage => Outage.None;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["EC2.6"];

    // A deleted flow log's event does not name the VPC: the sweep and AWS Config find that.
    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["ec2.amazonaws.com:CreateVpc"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => [new("ec2:DescribeVpcs", "*"), new("ec2:DescribeFlowLogs", "*")];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes =>
    [
        new("ec2:CreateFlowLogs", "arn:{partition}:ec2:{region}:{account}:vpc/{id}"), new("ec2:CreateFlowLogs", LogArn), new("ec2:DeleteFlowLogs", LogArn),
        new("iam:PassRole", "arn:{partition}:iam::{account}:role/secret-scoops/governance/FlowLogs*", "ec2:CreateFlowLogs"),
    ];

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        var ec2 = subject.Session.Ec2;
        try
        {
            if ((await ec2.DescribeVpcsAsync(new() { VpcIds = [subject.Id] }, cancellationToken)).Vpcs is not [var vpc, ..])
            {
                return null;
            }

            var logs = await Paged.AllAsync(async token =>
            {
                var page = await ec2.DescribeFlowLogsAsync(new() { Filter = [new() { Name = "resource-id", Values = [subject.Id] }], NextToken = token }, cancellationToken);
                return (page.FlowLogs, page.NextToken);
            });
            return new() { ["cidr"] = vpc.CidrBlock, ["flowLogs"] = Logs(logs), ["tags"] = Tagged.Object(vpc.Tags) };
        }
        catch (AmazonEC2Exception gone) when (gone.ErrorCode == "InvalidVpcID.NotFound")
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands)
    {
        var wanted = demands.Text("trafficType", "ALL");
        return (image["flowLogs"] as JsonObject ?? []).Any(log => Keeps(log.Value!, wanted))
            ? []
            : [new($"/flowLogs/{Images.Escape(Key(wanted, demands.Text("logGroup", "/secret-scoops/flow-logs")))}", $"no log keeps traffic of kind \"{wanted}\" of the VPC", new JsonObject { ["traffic"] = wanted })];
    }

    /// <inheritdoc/>
    public override async Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken)
    {
        if (value is not JsonObject log)
        {
            var id = (string)Images.At(image, atom)!["id"]!;
            Check((await subject.Session.Ec2.DeleteFlowLogsAsync(new() { FlowLogIds = [id] }, cancellationToken)).Unsuccessful);
            return;
        }

        var answer = await subject.Session.Ec2.CreateFlowLogsAsync(
            new()
            {
                ResourceIds = [subject.Id],
                ResourceType = FlowLogsResourceType.VPC,
                TrafficType = (string)log["traffic"]!,
                LogDestinationType = LogDestinationType.CloudWatchLogs,
                LogGroupName = subject.Demands.Text("logGroup", "/secret-scoops/flow-logs"),
                DeliverLogsPermissionArn = RoleArn(subject),
            },
            cancellationToken);
        Check(answer.Unsuccessful);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"aws iam get-role --role-name {RoleArn(subject).Split('/')[^1]}, which must trust vpc-flow-logs.amazonaws.com",
        $"aws ec2 create-flow-logs --resource-type VPC --resource-ids {subject.Id} --traffic-type {subject.Demands.Text("trafficType", "ALL")} --log-group-name {subject.Demands.Text("logGroup", "/secret-scoops/flow-logs")} --deliver-logs-permission-arn {RoleArn(subject)} --region {subject.Incident.Region}",
    ];

    private static string RoleArn(Subject subject) => $"arn:{subject.Partition}:iam::{subject.Incident.AccountId}:role/{subject.Demands.Text("role", "secret-scoops/governance/FlowLogs")}";

    // A log of everything keeps what is rejected too.
    private static bool Keeps(JsonNode log, string wanted) =>
        (string?)log["status"] == "ACTIVE" && (bool?)log["fails"] == false && ((string?)log["traffic"] == wanted || (string?)log["traffic"] == "ALL");

    private static string Key(string traffic, string destination) => $"{traffic} to {destination}";

    // By what it says: the id of a log to be is not known.
    private static JsonObject Logs(List<FlowLog> logs)
    {
        var all = new JsonObject();
        foreach (var log in logs.OrderBy(l => l.FlowLogId, StringComparer.Ordinal))
        {
            var key = Key(log.TrafficType?.Value ?? "", string.IsNullOrEmpty(log.LogGroupName) ? log.LogDestination ?? "" : log.LogGroupName);
            all[all.ContainsKey(key) ? $"{key} ({log.FlowLogId})" : key] = new JsonObject
            {
                ["id"] = log.FlowLogId,
                ["traffic"] = log.TrafficType?.Value,
                ["status"] = log.FlowLogStatus,
                ["fails"] = log.DeliverLogsStatus == "FAILED",
                ["format"] = log.LogFormat,
                ["tags"] = Tagged.Object(log.Tags),
            };
        }

        return all;
    }

    // EC2 answers 200 and says in the answer what it did not do.
    private static void Check(List<UnsuccessfulItem>? undone)
    {
        if (undone is [{ Error: { } error }, ..])
        {
            throw new AmazonEC2Exception(error.Message) { ErrorCode = error.Code, StatusCode = HttpStatusCode.BadRequest };
        }
    }
}
