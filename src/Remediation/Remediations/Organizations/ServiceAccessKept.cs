using System.Text.Json.Nodes;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Remediation.Remediations.Organizations;

/// <summary>A service that the policies give access to the organization has it. Services that they do not name are nobody's here.</summary>
/// <remarks>Administrators that the service lost with its access are registered again by the pipeline.</remarks>
internal sealed class ServiceAccessKept : Remediation
{
    private const string Enabled = "/enabled";

    /// <inheritdoc/>
    public override string Control => "service-access-kept";

    /// <inheritdoc/>
    public override string ResourceType => "AWS::Organizations::ServiceAccess";

    /// <inheritdoc/>
    public override Outage Outage => Outage.None;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["organizations.amazonaws.com:DisableAWSServiceAccess"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => [new("organizations:ListAWSServiceAccessForOrganization", "*")];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => [new("organizations:EnableAWSServiceAccess", "*"), new("organizations:DisableAWSServiceAccess", "*")];

    // AWS lists those that have access; that one has none, only the policies tell.
    /// <inheritdoc/>
    public override bool CanList => true;

    /// <inheritdoc/>
    public override Task<IReadOnlyList<string>?> ListAsync(AwsSession session, Demands demands, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>?>([.. (demands.Declared?.Find(TrustedAccessFile.Area)?.Value.Services ?? []).Where(service => service.Value.Enabled).Select(service => service.Key)]);

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        var services = await Paged.AllAsync(async token =>
        {
            var page = await subject.Session.Organizations.ListAWSServiceAccessForOrganizationAsync(new() { NextToken = token }, cancellationToken);
            return (page.EnabledServicePrincipals, page.NextToken);
        });
        var enabled = new SortedSet<string>(services.Select(each => each.ServicePrincipal), StringComparer.Ordinal);
        return new() { ["principal"] = subject.Id, ["enabled"] = enabled.Contains(subject.Id) };
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
        !(bool)image["enabled"]! && demands.Declared?.Find(TrustedAccessFile.Area)?.Value.IsEnabled((string)image["principal"]!) == true
            ? [new(Enabled, $"\"{(string)image["principal"]!}\" has no access to the organization", true)]
            : [];

    /// <inheritdoc/>
    public override async Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken)
    {
        if ((bool)value!)
        {
            await subject.Session.Organizations.EnableAWSServiceAccessAsync(new() { ServicePrincipal = subject.Id }, cancellationToken);
        }
        else
        {
            await subject.Session.Organizations.DisableAWSServiceAccessAsync(new() { ServicePrincipal = subject.Id }, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"aws organizations enable-aws-service-access --service-principal {subject.Id}",
        "Let the landing zone's pipeline run: it registers the service's administrator again",
    ];
}
