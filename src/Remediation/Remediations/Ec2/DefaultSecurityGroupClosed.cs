using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Ec2;

/// <summary>
/// The default security group lets nothing in or out, so that whatever forgets to name a group reaches nothing. While a network interface wears it, nobody cuts it off: that is told,
/// whoever would approve, because what runs there would lose all its traffic at once.
/// </summary>
internal sealed class DefaultSecurityGroupClosed : Remediation
{
    private const string InUse = "inUse";

    /// <inheritdoc/>
    public override string Control => "default-security-group-closed";

    /// <inheritdoc/>
    public override string ResourceType => SecurityGroup.Type;

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["EC2.2"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls =>
        ["ec2.amazonaws.com:AuthorizeSecurityGroupIngress", "ec2.amazonaws.com:AuthorizeSecurityGroupEgress", "ec2.amazonaws.com:ModifySecurityGroupRules"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => [.. SecurityGroup.Reads, new("ec2:DescribeNetworkInterfaces", "*")];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => [.. SecurityGroup.WritesIn, .. SecurityGroup.WritesOut];

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        if (await SecurityGroup.ReadAsync(subject, cancellationToken) is not { } image)
        {
            return null;
        }

        image[InUse] = (await SecurityGroup.InterfacesAsync(subject, cancellationToken)).Count > 0;
        return image;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) => (string?)image["name"] != "default"
        ? []
        : [.. (image["rules"] as JsonObject ?? []).Select(rule => new Violation($"{SecurityGroup.Rules}{rule.Key}", What(rule.Key, (JsonObject)rule.Value!, IsInUse(image)), null))];

    /// <inheritdoc/>
    public override bool CanMend(JsonObject image, IReadOnlyList<Violation> violations) => !IsInUse(image);

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        SecurityGroup.WriteAsync(subject, atom, value, image, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"aws ec2 describe-network-interfaces --filters Name=group-id,Values={subject.Id} --region {subject.Incident.Region}",
        $"Give each of them a group of its own that allows what it needs: aws ec2 modify-network-interface-attribute --network-interface-id ENI --groups GROUP --region {subject.Incident.Region}",
        .. violations.Select(v => SecurityGroup.Revoke(subject, v.Atom, v.What.Contains(" out to ", StringComparison.Ordinal))),
    ];

    private static bool IsInUse(JsonObject image) => (bool?)image[InUse] != false;

    private static string What(string id, JsonObject rule, bool inUse) =>
        $"rule \"{id}\" of the default group lets {SecurityGroup.Words(rule)}{(inUse ? "; network interfaces wear the group, so that it is not cut off by itself" : "")}";
}
