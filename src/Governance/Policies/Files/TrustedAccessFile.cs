using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies.Areas;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Files;

/// <summary><c>trusted-access.json</c>: which AWS services may work across the organization, and which account administers each.</summary>
internal sealed record TrustedAccessFile
{
    /// <summary>Services whose administrator is named through their own API, and the file that names it: registering it behind their back would leave them half set up.</summary>
    private static readonly Dictionary<string, string> s_ownAdministrator = new(StringComparer.Ordinal)
    {
        ["guardduty.amazonaws.com"] = "guardduty.json",
        ["malware-protection.guardduty.amazonaws.com"] = "guardduty.json",
        ["securityhub.amazonaws.com"] = "security-hub.json",
    };

    /// <summary>Service principal → what it may do; what is not named is not managed.</summary>
    public required IReadOnlyList<SourcedEntry<TrustedService>> Services { get; init; }

    public static Shape<TrustedAccessFile> Shape { get; } = Shapes.Shape.Object<TrustedAccessFile>(file =>
    {
        _ = file.SchemaReference("./schemas/trusted-access.schema.json");
        var services = file.Required(
            "services", Shapes.Shape.Map(Formats.ServicePrincipal, TrustedService.Shape), "Service principal → whether it may work across the organization; services that are not named stay as they are");
        return fields => new() { Services = [.. services.Of(fields).OrderBy(service => service.Key, StringComparer.Ordinal)] };
    });

    public static PolicyArea<TrustedAccessFile> Area { get; } = new("trusted-access", "Services with access to the organization", Shape, Hold);

    /// <summary>Whether the service is named, and enabled; null when it is not named.</summary>
    public bool? IsEnabled(string principal) => Services.Where(service => service.Key == principal).Select(service => (bool?)service.Value.Enabled).FirstOrDefault();

    private static void Hold(TrustedAccessFile file, AreaCheck check)
    {
        foreach (var (principal, service, _) in file.Services)
        {
            if (service.Administrator is not { } administrator || !check.Declared.Accounts.Knows(administrator.Value, administrator.Where))
            {
                continue;
            }

            if (s_ownAdministrator.TryGetValue(principal, out var other))
            {
                check.Faults.Error(
                    administrator.Where, "administrator-elsewhere", $"the administrator of {Quoted.Value(principal)} is named in {other}, because the service has a call of its own for it", "delete it here");
            }
            else if (!service.Enabled && check.LandingZone is { } landingZone && administrator.Value != landingZone.ManagementAccount)
            {
                check.Faults.Error(
                    administrator.Where, "administrator-without-access", $"{Quoted.Value(principal)} has no access to the organization, so account {Quoted.Value(administrator.Value)} cannot administer it",
                    $"set enabled to true, or name {Quoted.Value(landingZone.ManagementAccount)}");
            }
        }
    }
}

/// <summary>One AWS service and its access to the organization.</summary>
internal sealed record TrustedService
{
    public required bool Enabled { get; init; }

    /// <summary>For people, and for the documents made of the policies.</summary>
    public required string Reason { get; init; }

    /// <summary>The account that administers the service; the management account when nobody is delegated; null when that is not managed.</summary>
    public Sourced<string>? Administrator { get; init; }

    public static Shape<TrustedService> Shape { get; } = Shapes.Shape.Object<TrustedService>(service =>
    {
        var enabled = service.Required("enabled", Shapes.Shape.Boolean, "Whether the service may work in all accounts of the organization", true);
        var reason = service.Required("reason", Shapes.Shape.Text(300), "What the landing zone needs it for", "The organization trail records every account");
        var administrator = service.Optional(
            "administrator", Shapes.Shape.Sourced(Shapes.Shape.Text(Formats.Name, 50)).Select(name => (Sourced<string>?)name), null,
            "The account that administers the service; the management account stands for nobody being delegated; left out, delegation is not managed", null, "root");
        return fields => new() { Enabled = enabled.Of(fields), Reason = reason.Of(fields), Administrator = administrator.Of(fields) };
    });
}
