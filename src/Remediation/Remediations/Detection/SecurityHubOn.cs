using System.Text.Json.Nodes;
using Amazon.SecurityHub.Model;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Detection;

/// <summary>
/// Security Hub is enabled. Its findings and standards went when it was disabled; it starts with AWS's default standards, which is more than nothing, until the landing zone's
/// pipeline has set the declared ones.
/// </summary>
internal sealed class SecurityHubOn : Remediation
{
    private const string Hub = "/hub";
    private const string Arn = "arn:{partition}:securityhub:{region}:{account}:hub/default";

    /// <inheritdoc/>
    public override string Control => "security-hub-on";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.Account;

    /// <inheritdoc/>
    public override Outage Outage => Outage.None;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["securityhub.amazonaws.com:DisableSecurityHub"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => [new("securityhub:DescribeHub", Arn)];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => [new("securityhub:EnableSecurityHub", Arn), new("securityhub:DisableSecurityHub", Arn)];

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        try
        {
            var hub = await subject.Session.SecurityHub.DescribeHubAsync(new(), cancellationToken);
            return new() { ["hub"] = new JsonObject { ["autoEnableControls"] = hub.AutoEnableControls ?? false, ["findings"] = hub.ControlFindingGenerator?.Value } };
        }
        catch (InvalidAccessException)
        {
            // "Account is not subscribed to AWS Security Hub".
            return new() { ["hub"] = null };
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) => image["hub"] is not null ? []
        : [new(Hub, "Security Hub is not enabled", new JsonObject { ["autoEnableControls"] = true, ["findings"] = "SECURITY_CONTROL" })];

    /// <inheritdoc/>
    public override async Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken)
    {
        if (value is null)
        {
            await subject.Session.SecurityHub.DisableSecurityHubAsync(new(), cancellationToken);
            return;
        }

        await subject.Session.SecurityHub.EnableSecurityHubAsync(new() { EnableDefaultStandards = true, ControlFindingGenerator = (string?)value["findings"] }, cancellationToken);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"aws securityhub enable-security-hub --region {subject.Incident.Region} --enable-default-standards --control-finding-generator SECURITY_CONTROL",
        "Let the landing zone's pipeline run: it sets the declared standards, and puts the account back under the administrator",
    ];
}
