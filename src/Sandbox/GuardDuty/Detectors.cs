using System.Globalization;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.GuardDuty;

namespace SecretScoops.Governance.Sandbox.GuardDuty;

/// <summary>Detectors: one for an account and region.</summary>
internal sealed partial class GuardDutySandbox
{
    public override CreateDetectorResponse CreateDetector(CreateDetectorRequest request, Call call)
    {
        if (Own(call).Detector is not null)
        {
            throw Refused("The request is rejected because a detector already exists for the current account.");
        }

        var asked = Asked(request.Features, call.Region);
        var detector = NewDetector(call.Region, request.Enable == true);
        detector.FindingFrequency = request.FindingPublishingFrequency ?? detector.FindingFrequency;
        detector.Tags = new(request.Tags ?? [], StringComparer.Ordinal);
        Set(detector, asked);
        Own(call).Detector = detector;
        return new CreateDetectorResponse { DetectorId = detector.Id };
    }

    public override GetDetectorResponse GetDetector(GetDetectorRequest request, Call call)
    {
        var detector = Detector(call, request.DetectorId!);
        return new GetDetectorResponse
        {
            CreatedAt = Shown(detector.CreatedAt),
            UpdatedAt = Shown(detector.UpdatedAt),
            FindingPublishingFrequency = detector.FindingFrequency,
            ServiceRole = $"arn:aws:iam::{call.AccountId}:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty",
            Status = Features.Word(detector.Enabled),
            DataSources = DataSources(detector),
            Features = Features.Shown(detector),
            Tags = new(detector.Tags),
        };
    }

    public override ListDetectorsResponse ListDetectors(ListDetectorsRequest request, Call call)
    {
        var (detectors, next) = pages.Cut(Own(call).Detector is { } detector ? [detector.Id] : Array.Empty<string>(), request.MaxResults, request.NextToken);
        return new ListDetectorsResponse { DetectorIds = detectors, NextToken = next };
    }

    public override UpdateDetectorResponse UpdateDetector(UpdateDetectorRequest request, Call call)
    {
        var detector = Detector(call, request.DetectorId!);
        if (Own(call).AdministratorId is not null)
        {
            throw Refused("The request is rejected because a member account cannot change settings that its administrator manages.");
        }

        Set(detector, Asked(request.Features, call.Region));
        detector.Enabled = request.Enable ?? detector.Enabled;
        detector.FindingFrequency = request.FindingPublishingFrequency ?? detector.FindingFrequency;
        Tell(detector);

        // Members have their administrator's frequency.
        foreach (var member in detector.Members.Where(IsAssociated))
        {
            Of(member.AccountId, call.Region).Detector!.FindingFrequency = detector.FindingFrequency;
        }

        return new UpdateDetectorResponse();
    }

    public override DeleteDetectorResponse DeleteDetector(DeleteDetectorRequest request, Call call)
    {
        var detector = Detector(call, request.DetectorId!);
        if (detector.Members.Exists(IsAssociated) || Own(call).AdministratorId is not null)
        {
            throw Refused("The request is rejected because the current account cannot delete detector while it has invited or associated members.");
        }

        Own(call).Detector = null;
        return new DeleteDetectorResponse();
    }

    public override GetAdministratorAccountResponse GetAdministratorAccount(GetAdministratorAccountRequest request, Call call)
    {
        Detector(call, request.DetectorId!);
        return new GetAdministratorAccountResponse
        {
            Administrator = Own(call).AdministratorId is { } administrator ? new Administrator { AccountId = administrator, RelationshipStatus = "Enabled" } : null,
        };
    }

    private StoredDetector NewDetector(string region, bool enabled) => new()
    {
        Id = world.Ids.Hex(32),
        Enabled = enabled,
        FindingFrequency = "SIX_HOURS",
        Features = Features.Initial(Missing(region)),
        CreatedAt = world.Now,
        UpdatedAt = world.Now,
    };

    private List<(string Name, string Value)> Asked(List<DetectorFeatureConfiguration>? features, string region) => Features.Asked(
        (features ?? []).Select(feature => (feature.Name, feature.Status, (feature.AdditionalConfiguration ?? []).Select(part => (part.Name, part.Status)))), Missing(region));

    private static void Set(StoredDetector detector, List<(string Name, string Value)> features)
    {
        foreach (var (name, value) in features)
        {
            detector.Features[name] = value == "ENABLED";
        }
    }

    // The older half of the answer; what is not optional is on while the detector is.
    private static DataSourceConfigurationsResult DataSources(StoredDetector detector) => new()
    {
        CloudTrail = new() { Status = Features.Word(detector.Enabled) },
        DNSLogs = new() { Status = Features.Word(detector.Enabled) },
        FlowLogs = new() { Status = Features.Word(detector.Enabled) },
        S3Logs = new() { Status = Features.Word(detector.Features.GetValueOrDefault("S3_DATA_EVENTS")) },
        Kubernetes = new() { AuditLogs = new() { Status = Features.Word(detector.Features.GetValueOrDefault("EKS_AUDIT_LOGS")) } },
        MalwareProtection = new() { ScanEc2InstanceWithFindings = new() { EbsVolumes = new() { Status = Features.Word(detector.Features.GetValueOrDefault("EBS_MALWARE_PROTECTION")) } } },
    };

    private static string Shown(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
