using System.Text.Json.Nodes;
using SecretScoops.Governance.Network;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Ec2;

/// <summary>
/// What a security group lets in from the world, and may not: exactly the rules that do so are revoked, by their ids. Whether it is the world is asked of all sources together that
/// reach one port, prefix lists included, so that two halves count as the whole; a rule with a narrow source is never touched, whatever stands beside it.
/// </summary>
/// <remarks>
/// A rule of many ports carries other things than the one that is forbidden, and whoever uses those is cut off too (aws-solutions/automated-security-response-on-aws#246): that is a
/// class worse than the control's, so that production's policies let it wait for somebody. Its last sentence tells.
/// </remarks>
internal abstract class OpenPorts : Remediation
{
    /// <inheritdoc/>
    public override string ResourceType => SecurityGroup.Type;

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["ec2.amazonaws.com:AuthorizeSecurityGroupIngress", "ec2.amazonaws.com:ModifySecurityGroupRules"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => SecurityGroup.Reads;

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => SecurityGroup.WritesIn;

    /// <inheritdoc/>
    public override Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken) => SecurityGroup.ReadAsync(subject, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands)
    {
        var rules = Inbound.Of(image);
        return
        [
            .. Forbidden(image, demands).SelectMany(ports => Inbound.Open(rules, ports)).DistinctBy(rule => rule.Id).OrderBy(rule => rule.Id, StringComparer.Ordinal)
                .Select(rule => new Violation($"{SecurityGroup.Rules}{rule.Id}", What(rule), null)),
        ];
    }

    /// <inheritdoc/>
    public override Outage OutageOf(JsonObject image, IReadOnlyList<Violation> violations) =>
        Inbound.Of(image).Any(rule => rule.IsMany && violations.Any(v => v.Atom == $"{SecurityGroup.Rules}{rule.Id}")) ? Outage.Restart : Outage.TrafficCut;

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        SecurityGroup.WriteAsync(subject, atom, value, image, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        .. violations.Select(v => SecurityGroup.Revoke(subject, v.Atom, isOut: false)),
        "Where somebody needs to come in, allow his own addresses alone, or use Session Manager: aws ssm start-session --target INSTANCE",
    ];

    /// <summary>Which ports may not be open to the world. Pure.</summary>
    protected abstract IEnumerable<Ports> Forbidden(JsonObject image, Demands demands);

    private static string What(Inbound rule) =>
        $"rule \"{rule.Id}\" lets {SecurityGroup.Words(rule.Json)}, which is the world or a great part of it{(rule.IsMany ? "; it opens more than one port, so that others who use it are cut off with it" : "")}";
}
