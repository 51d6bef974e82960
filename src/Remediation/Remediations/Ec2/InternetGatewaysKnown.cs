using System.Text.Json.Nodes;
using Amazon.EC2;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Ec2;

/// <summary>
/// Internet gateways are attached to VPCs that may have one: which the policies name (<c>AuthorizedVpcIds</c>), or which are tagged as public. Everything in such a VPC that talks to
/// the internet stops; EC2 refuses while something in it has a public address, and then nothing is changed.
/// </summary>
internal sealed class InternetGatewaysKnown : Remediation
{
    private const string Arn = "arn:{partition}:ec2:{region}:{account}:internet-gateway/{id}";
    private const string VpcArn = "arn:{partition}:ec2:{region}:{account}:vpc/*";

    /// <inheritdoc/>
    public override string Control => "internet-gateways-known";

    /// <inheritdoc/>
    public override string ResourceType => "AWS::EC2::InternetGateway";

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => [new("ec2:DescribeInternetGateways", "*"), new("ec2:DescribeVpcs", "*")];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes =>
    [
        new("ec2:DetachInternetGateway", Arn), new("ec2:DetachInternetGateway", VpcArn), new("ec2:AttachInternetGateway", Arn), new("ec2:AttachInternetGateway", VpcArn),
    ];

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        var ec2 = subject.Session.Ec2;
        try
        {
            if ((await ec2.DescribeInternetGatewaysAsync(new() { InternetGatewayIds = [subject.Id] }, cancellationToken)).InternetGateways is not [var gateway, ..])
            {
                return null;
            }

            List<string> ids = [.. (gateway.Attachments ?? []).Where(a => a.State?.Value is not ("detaching" or "detached")).Select(a => a.VpcId).Order(StringComparer.Ordinal)];
            var vpcs = ids.Count == 0 ? [] : (await ec2.DescribeVpcsAsync(new() { VpcIds = ids }, cancellationToken)).Vpcs ?? [];
            return new()
            {
                ["attachments"] = new JsonObject(ids.Select(id => KeyValuePair.Create<string, JsonNode?>(id, new JsonObject { ["tags"] = Tagged.Object(vpcs.Find(v => v.VpcId == id)?.Tags) }))),
                ["tags"] = Tagged.Object(gateway.Tags),
            };
        }
        catch (AmazonEC2Exception gone) when (gone.ErrorCode == "InvalidInternetGatewayID.NotFound")
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
    [
        .. (image["attachments"] as JsonObject ?? []).Where(a => !demands.List("AuthorizedVpcIds", "").Contains(a.Key) && !Tagged.IsPublic(a.Value!["tags"], demands))
            .Select(a => new Violation($"/attachments/{a.Key}", $"the internet gateway is attached to VPC \"{a.Key}\", which may not have one", null)),
    ];

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken)
    {
        var vpc = Images.Keys(atom)[^1];
        return value is null
            ? subject.Session.Ec2.DetachInternetGatewayAsync(new() { InternetGatewayId = subject.Id, VpcId = vpc }, cancellationToken)
            : subject.Session.Ec2.AttachInternetGatewayAsync(new() { InternetGatewayId = subject.Id, VpcId = vpc }, cancellationToken);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        .. violations.Select(v => $"aws ec2 detach-internet-gateway --internet-gateway-id {subject.Id} --vpc-id {Images.Keys(v.Atom)[^1]} --region {subject.Incident.Region}"),
        $"If the VPC may have one: aws ec2 create-tags --resources VPC --tags Key={subject.Demands.Text("publicTag", "tier")},Value={subject.Demands.Text("publicTagValue", "public")} --region {subject.Incident.Region}",
    ];
}
