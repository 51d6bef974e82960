using System.Text.Json.Nodes;
using Amazon.EC2;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Ec2;

/// <summary>Subnets give out no public addresses by themselves, but for those that are tagged as public ones. What runs keeps its address; only what starts later gets none.</summary>
internal sealed class SubnetsNoPublicIp : Remediation
{
    private const string GivesOut = "/mapPublicIpOnLaunch";

    /// <inheritdoc/>
    public override string Control => "subnets-no-public-ip";

    /// <inheritdoc/>
    public override string ResourceType => "AWS::EC2::Subnet";

    /// <inheritdoc/>
    public override Outage Outage => Outage.None;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["EC2.15"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["ec2.amazonaws.com:ModifySubnetAttribute", "ec2.amazonaws.com:CreateSubnet"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => [new("ec2:DescribeSubnets", "*")];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => [new("ec2:ModifySubnetAttribute", "arn:{partition}:ec2:{region}:{account}:subnet/{id}")];

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        try
        {
            return (await subject.Session.Ec2.DescribeSubnetsAsync(new() { SubnetIds = [subject.Id] }, cancellationToken)).Subnets is not [var subnet, ..] ? null : new()
            {
                ["vpc"] = subnet.VpcId,
                ["zone"] = subnet.AvailabilityZone,
                ["cidr"] = subnet.CidrBlock,
                ["mapPublicIpOnLaunch"] = subnet.MapPublicIpOnLaunch ?? false,
                ["assignIpv6AddressOnCreation"] = subnet.AssignIpv6AddressOnCreation ?? false,
                ["mapCustomerOwnedIpOnLaunch"] = subnet.MapCustomerOwnedIpOnLaunch ?? false,
                ["enableDns64"] = subnet.EnableDns64 ?? false,
                ["hostnames"] = subnet.PrivateDnsNameOptionsOnLaunch is not { } names ? null : new JsonObject
                {
                    ["type"] = names.HostnameType?.Value,
                    ["a"] = names.EnableResourceNameDnsARecord,
                    ["aaaa"] = names.EnableResourceNameDnsAAAARecord,
                },
                ["tags"] = Tagged.Object(subnet.Tags),
            };
        }
        catch (AmazonEC2Exception gone) when (gone.ErrorCode == "InvalidSubnetID.NotFound")
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) => (bool?)image["mapPublicIpOnLaunch"] == true && !Tagged.IsPublic(image["tags"], demands)
        ? [new(GivesOut, $"the subnet gives public addresses to whatever starts in it, and has no tag \"{demands.Text("publicTag", "tier")}\" with \"{demands.Text("publicTagValue", "public")}\"", false)]
        : [];

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        subject.Session.Ec2.ModifySubnetAttributeAsync(new() { SubnetId = subject.Id, MapPublicIpOnLaunch = (bool)value! }, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"aws ec2 modify-subnet-attribute --subnet-id {subject.Id} --no-map-public-ip-on-launch --region {subject.Incident.Region}",
        $"If the subnet is a public one: aws ec2 create-tags --resources {subject.Id} --tags Key={subject.Demands.Text("publicTag", "tier")},Value={subject.Demands.Text("publicTagValue", "public")} --region {subject.Incident.Region}",
    ];
}
