using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Ec2;

namespace SecretScoops.Governance.Sandbox.Ec2;

/// <summary>Flow logs. They are kept; nothing flows.</summary>
internal sealed partial class Ec2Sandbox
{
    public override CreateFlowLogsResponse CreateFlowLogs(CreateFlowLogsRequest request, Call call)
    {
        var network = Changing(call, request.DryRun);
        var (created, failed) = (new List<string>(), new List<UnsuccessfulItem>());
        foreach (var resource in request.ResourceIds!)
        {
            if (!network.Vpcs.Exists(vpc => vpc.Id == resource) && !network.Subnets.Exists(subnet => subnet.Id == resource))
            {
                failed.Add(Unsuccessful(resource, request.ResourceType == "Subnet" ? "InvalidSubnetID.NotFound" : "InvalidVpcID.NotFound", $"The ID '{resource}' does not exist"));
                continue;
            }

            if (network.FlowLogs.Exists(each => each.ResourceId == resource && each.Destination == request.LogDestination && each.LogGroup == request.LogGroupName))
            {
                failed.Add(Unsuccessful(resource, "FlowLogAlreadyExists", "Error. There is an existing Flow Log with the same configuration and log destination."));
                continue;
            }

            var log = new StoredFlowLog
            {
                Id = NewId("fl"),
                ResourceId = resource,
                TrafficType = request.TrafficType ?? "ALL",
                DestinationType = request.LogDestinationType ?? "cloud-watch-logs",
                Destination = request.LogDestination,
                LogGroup = request.LogGroupName,
                RoleArn = request.DeliverLogsPermissionArn,
                Format = request.LogFormat,
                Interval = request.MaxAggregationInterval ?? 600,
                CreatedAt = world.Now,
            };
            network.FlowLogs.Add(log);
            created.Add(log.Id);
            Tag(network, log.Id, request.TagSpecifications);
        }

        return new CreateFlowLogsResponse { ClientToken = request.ClientToken, FlowLogIds = created, Unsuccessful = failed };
    }

    public override DescribeFlowLogsResponse DescribeFlowLogs(DescribeFlowLogsRequest request, Call call)
    {
        Dry(request.DryRun);
        var network = Network(call);
        var found = Filters.Apply(network.FlowLogs.Where(each => request.FlowLogIds is not { Count: > 0 } ids || ids.Contains(each.Id)), request.Filter, (log, name) => name switch
        {
            "flow-log-id" => [log.Id],
            "resource-id" => [log.ResourceId],
            "traffic-type" => [log.TrafficType],
            "log-destination-type" => [log.DestinationType],
            "log-group-name" => [log.LogGroup],
            _ => Filters.OfTags(name, network.Tags.GetValueOrDefault(log.Id)),
        });
        var (shown, next) = pages.Cut(found, request.MaxResults, request.NextToken);
        return new DescribeFlowLogsResponse
        {
            FlowLogs = [.. shown.Select(log => new FlowLog
            {
                FlowLogId = log.Id,
                ResourceId = log.ResourceId,
                TrafficType = log.TrafficType,
                LogDestinationType = log.DestinationType,
                LogDestination = log.Destination,
                LogGroupName = log.LogGroup,
                DeliverLogsPermissionArn = log.RoleArn,
                LogFormat = log.Format,
                MaxAggregationInterval = log.Interval,
                CreationTime = log.CreatedAt,
                FlowLogStatus = "ACTIVE",
                DeliverLogsStatus = "SUCCESS",
                Tags = Tags(network, log.Id),
            })],
            NextToken = next,
        };
    }

    public override DeleteFlowLogsResponse DeleteFlowLogs(DeleteFlowLogsRequest request, Call call)
    {
        var network = Changing(call, request.DryRun);
        var failed = request.FlowLogIds!.Where(id => network.FlowLogs.RemoveAll(each => each.Id == id) == 0)
            .Select(id => Unsuccessful(id, "InvalidFlowLogId.NotFound", $"The flow log '{id}' does not exist")).ToList();
        return new DeleteFlowLogsResponse { Unsuccessful = failed };
    }

    private static UnsuccessfulItem Unsuccessful(string id, string code, string message) => new() { ResourceId = id, Error = new UnsuccessfulItemError { Code = code, Message = message } };
}
