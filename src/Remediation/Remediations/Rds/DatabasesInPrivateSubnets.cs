using System.Text.Json.Nodes;
using Amazon.EC2.Model;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Rds;

/// <summary>Databases lie in subnets without a way to the internet. Another subnet group moves the database, with an outage, and within its VPC at best: a person plans that.</summary>
internal sealed class DatabasesInPrivateSubnets : InstanceRemediation
{
    /// <inheritdoc/>
    public override string Control => "databases-in-private-subnets";

    /// <inheritdoc/>
    public override Outage Outage => Outage.Restart;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["RDS.46"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => [.. Database.Reads, new("ec2:DescribeRouteTables", "*")];

    /// <summary>The instance, and for each of its subnets the internet gateway that its routes lead to.</summary>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        var image = await Database.ReadAsync(subject, cancellationToken);
        if (image?["subnets"] is not JsonObject { Count: > 0 } subnets || (string?)image["vpc"] is not { } vpc)
        {
            return image;
        }

        var tables = await TablesAsync(subject, vpc, cancellationToken);
        var main = tables.Find(t => t.Associations?.Exists(a => a.Main == true) == true);
        image["subnets"] = new JsonObject(subnets.Select(subnet => KeyValuePair.Create<string, JsonNode?>(
            subnet.Key, GatewayOf(tables.Find(t => t.Associations?.Exists(a => a.SubnetId == subnet.Key) == true) ?? main))));
        return image;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        "Choose two subnets or more, in different zones, whose route tables lead to no internet gateway; make them if there are none",
        $"aws rds create-db-subnet-group --db-subnet-group-name {subject.Id}-private --db-subnet-group-description \"private subnets\" --subnet-ids SUBNETS",
        $"aws rds modify-db-instance --db-instance-identifier {subject.Id} --db-subnet-group-name {subject.Id}-private (in the maintenance window, with an outage; RDS takes groups of another VPC only, and only where there is no standby)",
        "Within the same VPC, change the group instead: aws rds modify-db-subnet-group --db-subnet-group-name GROUP --subnet-ids SUBNETS, after a failover or a restore has moved the database off the open ones",
    ];

    /// <inheritdoc/>
    protected override Violation? Broken(JsonObject image, Demands demands) =>
        image["subnets"] is JsonObject subnets && subnets.Where(s => s.Value is JsonValue gateway && gateway.TryGetValue<string>(out _)).ToList() is { Count: > 0 } open
            ? new("/subnets", $"the database may lie in {string.Join(", ", open.Select(s => $"\"{s.Key}\", whose routes lead to \"{(string?)s.Value}\""))}", null)
            : null;

    private static Task<List<RouteTable>> TablesAsync(Subject subject, string vpc, CancellationToken cancellationToken) => Paged.AllAsync(async next =>
    {
        var page = await subject.Session.Ec2.DescribeRouteTablesAsync(new() { Filters = [new() { Name = "vpc-id", Values = [vpc] }], NextToken = next }, cancellationToken);
        return (page.RouteTables, page.NextToken);
    });

    private static string? GatewayOf(RouteTable? table) =>
        table?.Routes?.Find(r => r.GatewayId?.StartsWith("igw-", StringComparison.Ordinal) == true)?.GatewayId;
}
