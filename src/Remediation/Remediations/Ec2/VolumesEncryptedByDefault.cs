using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Ec2;

/// <summary>New volumes of the account's region are encrypted. Those that are there stay as they are; whose key it is stays as it is.</summary>
internal sealed class VolumesEncryptedByDefault : Remediation
{
    /// <inheritdoc/>
    public override string Control => "volumes-encrypted-by-default";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.Account;

    /// <inheritdoc/>
    public override Outage Outage => Outage.None;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["EC2.7"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["ec2.amazonaws.com:DisableEbsEncryptionByDefault"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => [new("ec2:GetEbsEncryptionByDefault", "*")];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => [new("ec2:EnableEbsEncryptionByDefault", "*"), new("ec2:DisableEbsEncryptionByDefault", "*")];

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken) =>
        new() { ["encryptedByDefault"] = (await subject.Session.Ec2.GetEbsEncryptionByDefaultAsync(new(), cancellationToken)).EbsEncryptionByDefault ?? false };

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
        (bool)image["encryptedByDefault"]! ? [] : [new("/encryptedByDefault", "new volumes of the region are not encrypted unless somebody thinks of it", true)];

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) => (bool)value!
        ? subject.Session.Ec2.EnableEbsEncryptionByDefaultAsync(new(), cancellationToken)
        : subject.Session.Ec2.DisableEbsEncryptionByDefaultAsync(new(), cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
        [$"aws ec2 enable-ebs-encryption-by-default --region {subject.Incident.Region}"];
}
