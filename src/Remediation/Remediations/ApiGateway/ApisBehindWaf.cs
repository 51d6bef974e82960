using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Remediation.Remediations.Waf;

namespace SecretScoops.Governance.Remediation.Remediations.ApiGateway;

/// <summary>
/// A stage of a REST API stands behind a web ACL. The ACL that its own tag names is put back by itself; the one that the policies name may block what callers live on, and waits for
/// somebody in production; where neither is there, people are told. AWS WAF does not stand before HTTP APIs.
/// </summary>
internal sealed class ApisBehindWaf : Remediation
{
    /// <inheritdoc/>
    public override string Control => "apis-behind-waf";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.RestStage;

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["APIGateway.4"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["wafv2.amazonaws.com:DisassociateWebACL", "apigateway.amazonaws.com:CreateStage"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => [.. RestStage.Reads, .. WebAcls.Lists];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => WebAcls.Writes(RestStage.Arn, "apigateway:SetWebACL");

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        var image = await RestStage.ReadAsync(subject, _ => [], cancellationToken);
        if (image is not null)
        {
            image["webAcls"] = await WebAcls.ListAsync(subject, cancellationToken);
        }

        return image;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) => WebAcls.Judge(image, demands, "the stage");

    /// <inheritdoc/>
    public override bool CanMend(JsonObject image, IReadOnlyList<Violation> violations) => violations.All(v => v.Should is not null);

    /// <inheritdoc/>
    public override Outage OutageOf(JsonObject image, IReadOnlyList<Violation> violations) => WebAcls.IsOwn(image, violations) ? Outage.None : Outage;

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        WebAcls.SetAsync(subject, ArnOf(subject), value, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) => WebAcls.Steps(subject, ArnOf(subject), violations);

    private static string ArnOf(Subject subject) => new Need("", RestStage.Arn).On(subject.Incident, subject.Partition);
}
