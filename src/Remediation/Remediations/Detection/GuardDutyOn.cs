using System.Text.Json.Nodes;
using Amazon.GuardDuty;
using Amazon.GuardDuty.Model;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Detection;

/// <summary>
/// GuardDuty watches, and tells of repeated findings as often as asked. What a member may set, its administrator decides: how often is judged where there is no administrator.
/// A detector that was deleted is made anew; the administrator's settings for all members bring its features back.
/// </summary>
internal sealed class GuardDutyOn : Remediation
{
    private const string Detector = "/detector";
    private const string Arn = "arn:{partition}:guardduty:{region}:{account}:detector/*";

    /// <inheritdoc/>
    public override string Control => "guardduty-on";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.Account;

    /// <inheritdoc/>
    public override Outage Outage => Outage.None;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["GuardDuty.1"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["guardduty.amazonaws.com:DeleteDetector", "guardduty.amazonaws.com:UpdateDetector"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => [new("guardduty:ListDetectors", "*"), new("guardduty:GetDetector", Arn), new("guardduty:GetAdministratorAccount", "*")];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => [new("guardduty:CreateDetector", "*"), new("guardduty:UpdateDetector", Arn), new("guardduty:DeleteDetector", Arn)];

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        // A region of an account has one at most (GuardDuty User Guide, "Quotas", read 2026-11).
        var id = (await subject.Session.GuardDuty.ListDetectorsAsync(new ListDetectorsRequest(), cancellationToken)).DetectorIds?.FirstOrDefault();
        if (id is null)
        {
            return new() { ["detector"] = null, ["tags"] = new JsonObject() };
        }

        var detector = await subject.Session.GuardDuty.GetDetectorAsync(new() { DetectorId = id }, cancellationToken);
        var administrator = (await subject.Session.GuardDuty.GetAdministratorAccountAsync(new() { DetectorId = id }, cancellationToken)).Administrator?.AccountId;
        return new()
        {
            ["detector"] = new JsonObject
            {
                ["id"] = id,
                ["status"] = detector.Status?.Value,
                ["frequency"] = detector.FindingPublishingFrequency?.Value,
                ["features"] = new JsonObject((detector.Features ?? []).OrderBy(f => f.Name.Value, StringComparer.Ordinal).Select(f => KeyValuePair.Create<string, JsonNode?>(f.Name.Value, f.Status?.Value))),
                ["administrator"] = administrator,
            },
            ["tags"] = new JsonObject((detector.Tags ?? []).OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => KeyValuePair.Create<string, JsonNode?>(t.Key, t.Value))),
        };
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands)
    {
        var frequency = demands.Text("findingFrequency", "FIFTEEN_MINUTES");
        return image["detector"] is not JsonObject detector
            ? [new(Detector, "there is no detector", new JsonObject { ["status"] = "ENABLED", ["frequency"] = frequency })]
            :
            [
                .. (string?)detector["status"] == "ENABLED" ? [] : (Violation[])[new($"{Detector}/status", "the detector is suspended", "ENABLED")],
                .. (string?)detector["frequency"] == frequency || detector["administrator"] is not null ? []
                    : (Violation[])[new($"{Detector}/frequency", $"repeated findings are told of every \"{(string?)detector["frequency"]}\"", frequency)],
            ];
    }

    // UpdateDetector leaves what it is not given as it is.
    /// <inheritdoc/>
    public override async Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken)
    {
        var guardDuty = subject.Session.GuardDuty;
        var id = (string?)image["detector"]?["id"];
        switch (atom)
        {
            case $"{Detector}/status":
                await guardDuty.UpdateDetectorAsync(new() { DetectorId = id, Enable = (string?)value == "ENABLED" }, cancellationToken);
                break;
            case $"{Detector}/frequency":
                await guardDuty.UpdateDetectorAsync(new() { DetectorId = id, FindingPublishingFrequency = FindingPublishingFrequency.FindValue((string)value!) }, cancellationToken);
                break;
            case Detector when value is null:
                await guardDuty.DeleteDetectorAsync(new() { DetectorId = id }, cancellationToken);
                break;
            default:
                await guardDuty.CreateDetectorAsync(new() { Enable = true, FindingPublishingFrequency = FindingPublishingFrequency.FindValue((string)value!["frequency"]!) }, cancellationToken);
                break;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations)
    {
        var (region, frequency) = (subject.Incident.Region, subject.Demands.Text("findingFrequency", "FIFTEEN_MINUTES"));
        return
        [
            violations.Any(v => v.Atom == Detector)
                ? $"aws guardduty create-detector --region {region} --enable --finding-publishing-frequency {frequency}"
                : $"aws guardduty update-detector --region {region} --detector-id <of aws guardduty list-detectors> --enable --finding-publishing-frequency {frequency}",
            "In the administrator's account: aws guardduty list-members, and see that the account is there and enabled",
        ];
    }
}
