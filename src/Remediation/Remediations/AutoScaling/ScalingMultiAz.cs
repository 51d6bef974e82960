using System.Text.Json.Nodes;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.AutoScaling;

/// <summary>
/// Auto Scaling spreads over availability zones: a group in one zone gets a subnet of the same kind in another, the same tier and as private. Auto Scaling then starts instances
/// there and stops others. Where there is no such subnet, people are told.
/// </summary>
internal sealed class ScalingMultiAz : Remediation
{
    private const string Subnets = "/subnets";

    /// <inheritdoc/>
    public override string Control => "scaling-multi-az";

    /// <inheritdoc/>
    public override string ResourceType => ScalingGroup.Type;

    /// <inheritdoc/>
    public override Outage Outage => Outage.Restart;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["AutoScaling.2"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => [.. ScalingGroup.Reads, new("ec2:DescribeSubnets", "*")];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => [new("autoscaling:UpdateAutoScalingGroup", ScalingGroup.Arn)];

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        if (await ScalingGroup.FindAsync(subject, cancellationToken) is not { } group)
        {
            return null;
        }

        var image = ScalingGroup.Image(group);
        image["alike"] = image["subnets"] is JsonObject subnets ? await AlikeAsync(subject, [.. subnets.Select(s => s.Key)], cancellationToken) : null;
        return image;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands)
    {
        // Without subnets, the zones are those of a default VPC, and nothing is known of them.
        if (image["subnets"] is not JsonObject subnets || image["alike"] is not JsonObject alike)
        {
            return [];
        }

        var zones = subnets.Select(s => (string?)alike[s.Key]).OfType<string>().Distinct().ToList();
        var other = alike.Where(s => !zones.Contains((string)s.Value!)).OrderBy(s => (string)s.Value!, StringComparer.Ordinal).ThenBy(s => s.Key, StringComparer.Ordinal).FirstOrDefault();
        return zones.Count != 1 ? [] : other.Key is null
            ? [new(Subnets, $"the group is in zone \"{zones[0]}\" alone, and there is no subnet of the same kind in another", null)]
            : [new($"{Subnets}/{other.Key}", $"the group is in zone \"{zones[0]}\" alone; subnet \"{other.Key}\" in \"{(string)other.Value!}\" is of the same kind", true)];
    }

    /// <inheritdoc/>
    public override bool CanMend(JsonObject image, IReadOnlyList<Violation> violations) => violations.All(v => v.Should is not null);

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken)
    {
        var (subnet, now) = (Images.Keys(atom)[^1], (image["subnets"] as JsonObject ?? []).Select(s => s.Key));
        return subject.Session.AutoScaling.UpdateAutoScalingGroupAsync(
            new() { AutoScalingGroupName = subject.Id, VPCZoneIdentifier = string.Join(',', value is null ? now.Where(id => id != subnet) : now.Append(subnet).Distinct()) }, cancellationToken);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        "See that the load balancer, where there is one, has the other zone too: aws elbv2 set-subnets --load-balancer-arn LOAD-BALANCER --subnets SUBNETS",
        $"aws autoscaling update-auto-scaling-group --auto-scaling-group-name {subject.Id} --vpc-zone-identifier SUBNETS-OF-TWO-ZONES --region {subject.Incident.Region}",
    ];

    // Which are in use does not matter here, so that this stays the same whatever the fix does.
    private static async Task<JsonObject> AlikeAsync(Subject subject, List<string> used, CancellationToken cancellationToken)
    {
        var ec2 = subject.Session.Ec2;
        var own = (await ec2.DescribeSubnetsAsync(new() { SubnetIds = used }, cancellationToken)).Subnets ?? [];
        var all = await Paged.AllAsync(async token =>
        {
            var page = await ec2.DescribeSubnetsAsync(new() { Filters = [new("vpc-id", [.. own.Select(s => s.VpcId).Distinct()])], NextToken = token }, cancellationToken);
            return (page.Subnets, page.NextToken);
        });
        var kinds = own.Select(s => Kind(s, subject.Demands)).ToHashSet();
        return new(all.Where(s => used.Contains(s.SubnetId) || kinds.Contains(Kind(s, subject.Demands))).OrderBy(s => s.SubnetId, StringComparer.Ordinal)
            .Select(s => KeyValuePair.Create<string, JsonNode?>(s.SubnetId, s.AvailabilityZone)));
    }

    private static (string? Tier, bool GivesAddresses) Kind(Amazon.EC2.Model.Subnet subnet, Demands demands) =>
        (subnet.Tags?.Find(t => t.Key == demands.Text("publicTag", "tier"))?.Value, subnet.MapPublicIpOnLaunch ?? false);
}
